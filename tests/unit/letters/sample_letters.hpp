#pragma once

#include "letters/blocks.hpp"
#include "letters/verification.hpp"
#include "play/played_case.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace foerderlauf::test {

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream stream{path, std::ios::binary};
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// A letter as the press hands it over: that golden text, with a code and an address.
inline Record letter_named(const std::string& name) {
    auto letter = record_of(letter_sheet(content_of(SOURCE_DIR "/tests/golden/letters/" + name + ".txt")));
    List squares;
    for (const auto& row : squares_of("https://foerderlauf.example/echt/K7QX-4M2P-9RTD-0ABC"))
        squares.emplace_back(row);
    letter["draft"] = name.ends_with("_draft");
    letter["code"] = "K7QX-4M2P-9RTD-0ABC";
    letter["address"] = "https://foerderlauf.example/echt/K7QX-4M2P-9RTD-0ABC";
    letter["sha256"] = std::string(64, 'a');
    letter["squares"] = std::move(squares);
    return letter;
}

}  // namespace foerderlauf::test

#pragma once

// The shipped workflow files, as they are and with single words changed.

#include "domain/load.hpp"
#include "workflow/bundle.hpp"

#include <catch2/catch_all.hpp>
#include <string>

namespace foerderlauf::test {

inline Bundle shipped() { return read_bundle(SOURCE_DIR "/workflows", "thueregovrl"); }

/// The shipped bundle with `before` replaced once by `after` in one file; a test whose `before` is no longer there fails.
inline Bundle changed(Bundle bundle, const std::string& file, const std::string& before, const std::string& after) {
    auto& content = bundle.files.at(file);
    const auto at = content.find(before);
    INFO("not in " << file << ": " << before);
    REQUIRE(at != std::string::npos);
    content.replace(at, before.size(), after);
    return bundle;
}

inline const std::string programme_file = "thueregovrl/programme.yaml";
inline const std::string application_file = "thueregovrl/application.yaml";
inline const std::string early_start_file = "thueregovrl/early-start.yaml";
inline const std::string court_case_file = "common/court-case.yaml";
inline const std::string form_file = "thueregovrl/forms/application.yaml";

/// The line of the first occurrence, as a person counts it.
inline int line_of(const Bundle& bundle, const std::string& file, const std::string& words) {
    const auto& content = bundle.files.at(file);
    const auto at = content.find(words);
    REQUIRE(at != std::string::npos);
    return 1 + static_cast<int>(std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

inline const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}

/// `file:line: sentence`, as `foerderlauf check` prints it.
inline std::string printed(const Place& place, const Message& message) {
    return place.file + ":" + std::to_string(place.line) + ": " + texts().sentence(message);
}

}  // namespace foerderlauf::test

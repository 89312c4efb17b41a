#pragma once

#include "base/result.hpp"

#include <map>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Sentences for people, by key (`config/texts.de.yaml`). A template has places in braces: `Für {year} fehlen {missing_cents}.`
/// Names of duties in a value called `duties` are printed as `duty.<name>` says. A value whose name ends in `_cents` is printed as an amount, one named `rate` or `…_rate` as `80 %`, an ISO date as
/// `21.11.2026`, a bool with the catalogue's `word.yes` and `word.no`, a list joined with commas. A place without a value
/// stays visible in its braces.
class Texts {
public:
    Texts() = default;
    explicit Texts(std::map<std::string, std::string, std::less<>> sentences) : sentences_{std::move(sentences)} {}

    /// The sentence, or the key in angle quotes when it is missing (a test fails on that).
    std::string sentence(std::string_view key, const Record& values = {}) const;
    std::string sentence(const Message& message) const { return sentence(message.key, message.values); }
    bool knows(std::string_view key) const { return sentences_.contains(key); }
    const std::map<std::string, std::string, std::less<>>& all() const { return sentences_; }

private:
    std::map<std::string, std::string, std::less<>> sentences_;
};

}  // namespace foerderlauf

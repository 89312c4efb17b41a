#pragma once

// Defects planted into the shipped files, each of which the verifier must find.

#include "base/text.hpp"
#include "unit/workflow/load_shipped.hpp"
#include "workflow/load.hpp"
#include "workflow/verify.hpp"

#include <algorithm>

namespace foerderlauf::test {

struct Change {
    std::string file, before, after;
};

struct Planted {
    std::vector<Change> changes;
    std::string key;
    std::string at;  ///< words of the line the finding must name
};

inline std::vector<Finding> findings_of(const Bundle& bundle) {
    const auto definition = load_definition(bundle);
    if (!definition)
        for (const auto& error : definition.error()) UNSCOPED_INFO(printed(error.place, error.message));
    REQUIRE(definition);
    return verify(*definition);
}

inline Bundle planted_in_shipped(const std::vector<Change>& changes) {
    auto bundle = shipped();
    for (const auto& [file, before, after] : changes) bundle = changed(bundle, file, before, after);
    return bundle;
}

/// The finding is there, at its line, and reads as a sentence. Planted defects may well break more than one rule.
inline Finding check_found(const Planted& planted) {
    const auto bundle = planted_in_shipped(planted.changes);
    const auto findings = findings_of(bundle);
    INFO("planted: " << planted.changes.front().after);
    for (const auto& finding : findings)
        UNSCOPED_INFO(finding.message.key << " " << printed(finding.place, finding.message));
    const auto& file = planted.changes.front().file;
    const auto found = std::ranges::find_if(findings, [&](const Finding& finding) {
        return finding.message.key == planted.key && finding.place.file == file &&
               finding.place.line == line_of(bundle, file, planted.at);
    });
    REQUIRE(found != findings.end());
    const auto sentence = texts().sentence(found->message);
    CHECK(sentence.find("«") == std::string::npos);
    CHECK(sentence.find('{') == std::string::npos);
    return *found;
}

}  // namespace foerderlauf::test

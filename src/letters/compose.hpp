#pragma once

#include "domain/texts.hpp"
#include "workflow/engine.hpp"

#include <string>

namespace foerderlauf {

/// A letter as it stands: the text the program composes from application, recommendation, budget line and conditions.
struct ComposedLetter {
    std::string name;             ///< `grant_notice`
    std::string content;          ///< plain text, UTF-8, `\n`; these bytes are frozen and hashed
    std::string template_sha256;
};

/// Composes a letter of the programme. `event` is the one it is frozen with (its reason, items and dates), or null for a
/// draft, which shows what would be frozen now. Pure. Throws std::logic_error for a letter the programme does not have.
ComposedLetter compose(const Definition& definition, const CaseFile& file, const Situation& situation, const Texts& texts,
                       const std::string& letter, const Event* event);

/// The notice that fits the case as it stands: a grant from `recommend` on, a refusal while one is heard or recommended.
/// Empty when there is nothing to compose yet.
std::string notice_of(const Definition& definition, const CaseFile& file);

}  // namespace foerderlauf

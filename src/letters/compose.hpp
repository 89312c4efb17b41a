#pragma once

#include "domain/texts.hpp"
#include "workflow/engine.hpp"

#include <map>
#include <string>

namespace foerderlauf {

/// A letter as it stands: the text the program composes from application, recommendation, budget line and conditions.
struct ComposedLetter {
    std::string name;     ///< `grant_notice`
    std::string content;  ///< plain text, UTF-8, `\n`; these bytes are frozen and hashed
    std::string template_sha256;
};

/// Names of bodies (partners) by AGS or ARS, as letters say them; a body that is not in it is named by its key.
using NamesOfBodies = std::map<std::string, std::string>;

/// Who signs a letter: § 37 Abs. 3 VwVfG asks for the name of whoever decides for the authority, or of the one who stands in.
struct Signer {
    std::string name;            ///< `Frau Hartung`; empty: a letter of the system, or nobody knows yet
    bool as_substitute = false;  ///< of a draft; a frozen letter goes by its event
};

/// Composes a letter of the programme. `file` is the case after `event`, the one the letter is frozen with (its reason, items
/// and dates), or `event` is null for a draft, which shows what would be frozen now: equal values give equal bytes.
/// Pure: the day comes from the event or the situation.
///
/// No sentence is left with a hole: what is still missing stands in square brackets in a draft; a letter to be frozen then
/// throws std::runtime_error and the step fails as a whole (the checks of the step come before, so it is a fault of the
/// definition or the configuration). Throws std::logic_error for a letter the programme does not have.
ComposedLetter compose(const Definition& definition, const CaseFile& file, const Situation& situation,
                       const Texts& texts, const std::string& letter, const Event* event,
                       const NamesOfBodies& names = {}, const Signer& signer = {});

/// The duty that signs the letter, empty when no step freezes it.
std::string signing_duty(const Definition& definition, const std::string& letter);

/// The notice that fits the case as it stands: a grant from `recommend` on, a refusal while one is heard or recommended,
/// what was decided afterwards. Empty when there is nothing to compose yet.
std::string notice_of(const Definition& definition, const CaseFile& file);

}  // namespace foerderlauf

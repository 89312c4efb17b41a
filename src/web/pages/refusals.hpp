#pragma once

#include "casework/reading.hpp"
#include "web/pages/form_view.hpp"
#include "web/pages/visit.hpp"

namespace foerderlauf {

/// The page for a refusal that no form answers: 404, 403, 401, 429, or 409 with every blocker.
Reply refused(const Visit& visit, const Refusal& refusal);

/// Reasons as `_reasons` prints them: {reason, reason_source, reason_link}.
View::Views reasons_of(const std::vector<Blocker>& blockers, const Words& words);

/// Soft rules departed from with a reason, for whoever takes the step and goes on knowingly: `{reasons}`, or false.
View exception_view(const std::optional<Offer>& offer, const Words& words);

/// What somebody typed into a form that came too late.
struct TypedForm {
    std::string action;  ///< where it was posted to
    std::vector<Field> fields;
    std::string form;    ///< form of the case these fields belong to; empty for a step's own input
    Record typed;        ///< as `posted` gives it
    std::string reason;  ///< of a step; empty when none
    std::string step;    ///< the step's title; empty for a form of the case
};
/// 412: what happened since the page was opened, where that differs from what was typed, and a choice per field.
Reply overtaken(const Visit& visit, const CaseReading& reading, const TypedForm& form);

/// The form's pairs without the fields for which the present value was chosen on the page above.
std::vector<std::pair<std::string, std::string>> chosen_pairs(const Fields& form);

}  // namespace foerderlauf

#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// declared {field, objects, unless_reason}: soft; the applicant answered yes.
Verdict declared(const Question& question) {
    const auto path = question.parameter("field");
    const auto* answer = question.at(path).as_bool();
    if (!concerns_object(question) || !answer || *answer) return passed();  // absent: form_complete speaks
    return departed_from(question, "declared", {{"label", label_at(question, path)}});
}

}  // namespace foerderlauf

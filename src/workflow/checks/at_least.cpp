#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// at_least {field, least, objects, unless_reason}: soft; a number of the application is not below `least`.
Verdict at_least(const Question& question) {
    const auto path = question.parameter("field");
    const auto* given = question.at(path).as_integer();
    const auto least = integer_of(question.parameters, "least");
    if (!concerns_object(question) || !given || *given >= least) return passed();  // absent: form_complete speaks
    return departed_from(question, "at_least",
                         {{"label", label_at(question, path)}, {"least", least}, {"given", *given}});
}

}  // namespace foerderlauf

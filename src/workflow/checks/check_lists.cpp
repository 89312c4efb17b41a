// Check lists (Prüflisten) before a step.
#include "workflow/check_list.hpp"
#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// check_list_answered {list, binding}: every question of the list is answered for the application as it stands. A hint that the
/// step's event keeps, so that the history says how far the list was; a blocker only where the programme says `binding: true`.
Verdict check_list_answered(const Question& question) {
    const auto* list = check_list_named(question.definition, question.parameter("list"));
    if (!list) return passed();
    const auto answered = count_of_answers(answers_to(*list, question.file));
    const auto all = static_cast<std::int64_t>(list->questions.size());
    if (answered == all) return passed();
    const Record values{{"list", list->form}, {"title", list->title}, {"answered", answered}, {"all", all}};
    return flag_of(question.parameters, "binding") ? blocked(question, "check_list_answered", values)
                                                   : hinted(question, "check_list_answered", values);
}

}  // namespace foerderlauf

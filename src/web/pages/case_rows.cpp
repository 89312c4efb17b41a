#include "domain/calendar.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/lists.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The bar is full after the three months of § 75 VwGO; beyond it is red.
View age_view(const CaseRow& row, const Words& words) {
    if (!row.submitted_on || row.final) return false;
    const int age = std::max(0, days_between(*row.submitted_on, words.today()));
    View view = View::Group{{"age", words.days(age)}, {"age_bar", false}};
    if (!row.clock_due) return view;
    const int whole = std::max(1, days_between(*row.submitted_on, *row.clock_due));
    const int left = days_between(words.today(), *row.clock_due);
    const auto style = left < 0 ? "fl-age__fill--over" : left <= 7 ? "fl-age__fill--soon" : "";
    view["age_bar"] = View::Group{{"age_width", std::to_string(std::min(100, age * 100 / whole)) + "%"},
                                  {"age_style", style}};
    return view;
}

/// `Stadt Ziegenrück (aufgegangen in Stadt Ranis seit 01.01.2027)` where the body was merged away.
std::string body_of(const Visit& visit, const CaseRow& row) {
    Recipient body;
    body.name = row.recipient_name;
    return with_successor(spoken_name(body), visit.site().recipients.end_of(row.recipient, visit.words.today()),
                          visit.words);
}

/// What was granted, once the reader is told; until then what is applied for.
std::string amount_of(const CaseRow& row, bool applicant, const Words& words) {
    if (!row.award.is_zero() && (!applicant || row.served_on)) return words.amount(row.award);
    return row.requested.is_zero() ? words.sentence("pages.open_yet") : words.amount(row.requested);
}

/// `Mittelabruf: Eingereicht, bei Ihnen` for each open child machine.
View::Views tasks_view(const Visit& visit, const CaseRow& row) {
    View::Views tasks;
    const auto definition = visit.programme(row.programme);
    for (const auto& task : row.tasks) {
        const auto* machine = definition ? definition->machine(task.machine) : nullptr;
        const auto* state = machine ? machine->state(task.state) : nullptr;
        if (!state) continue;
        const auto holder = visit.account().holds(task.owner) ? visit.words.sentence("pages.case.you")
                                                              : visit.words.duty(task.owner);
        tasks.push_back(
            View::Group{{"task_line",
                         visit.words.sentence("pages.worklist.task", {{"machine", machine->title},
                                                                      {"state", state_words(*state, !visit.as_staff())},
                                                                      {"holder", holder}})}});
    }
    return tasks;
}

const State* state_of(const Visit& visit, const CaseRow& row) {
    const auto definition = visit.programme(row.programme);
    return definition ? definition->main().state(row.state) : nullptr;
}

}  // namespace

View case_row_view(const Visit& visit, const CaseRow& row) {
    const auto& words = visit.words;
    const auto* state = state_of(visit, row);
    const bool applicant = !visit.as_staff();
    View view = View::Group{
        {"row_path", "/cases/" + std::to_string(row.id)},
        {"row_id", std::to_string(row.id)},
        {"row_number", row.file_number.empty() ? words.sentence("pages.case.no_number") : row.file_number},
        {"row_title", row.title.empty() ? words.sentence("pages.case.untitled") : row.title},
        {"row_body", body_of(visit, row)},
        {"row_state", state ? state_words(*state, applicant) : row.state},
        {"row_badge", false},
        {"row_holder", words.sentence("pages.case.nobody")},
        {"row_tasks", tasks_view(visit, row)},
        {"row_age", age_view(row, words)},
        {"row_clock", false},
        {"row_next", false},
        {"row_over", row.clock_due && *row.clock_due < words.today()},
        {"row_amount", amount_of(row, applicant, words)}};
    if (state) view["row_badge"] = state_badge(*state, applicant);
    if (!row.owner.empty())
        view["row_holder"] = visit.account().holds(row.owner) ? words.sentence("pages.case.you")
                                                              : words.duty(row.owner);
    if (row.clock_due)
        view["row_clock"] = View::Group{{"clock_day", words.day(*row.clock_due)},
                                        {"urgency", words.urgency(*row.clock_due)}};
    if (row.next_due) view["row_next"] = words.day(*row.next_due);
    return view;
}

}  // namespace foerderlauf

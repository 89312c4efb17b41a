// GET /budget/year: what opening a budget year would do, line by line, with the proposals finance may make from it.
#include "budget/year_change.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

int year_asked(const Visit& visit) {
    const auto typed = visit.request.query.value("year");
    int year = 0;
    const auto [end, fault] = std::from_chars(typed.data(), typed.data() + typed.size(), year);
    const bool readable = fault == std::errc{} && end == typed.data() + typed.size() && year >= 2000 && year < 2200;
    return readable ? year : static_cast<int>(visit.words.today().year()) + 1;
}

View change_view(const Visit& visit, const YearChange& change, int number) {
    const auto& words = visit.words;
    const bool proposes = visit.account().holds("finance");
    return View::Group{{"change_id", std::to_string(number)},
                       {"change_line", change.line},
                       {"change_badge", change.opened
                                            ? badge("success", "success", words.sentence("pages.budget_year.opened"))
                                            : badge("info", "info", words.sentence("pages.budget_year.not_opened"))},
                       {"appropriation", words.amount(change.appropriation)},
                       {"bound", words.amount(change.bound)},
                       {"lapsing", words.amount(change.lapsing)},
                       {"not_called", words.amount(change.not_called)},
                       {"left", words.amount(change.left)},
                       {"carry_over", words.amount(change.carry_over())},
                       {"may_open", proposes && !change.opened},
                       {"may_carry_over", proposes && !change.carry_over().is_zero()},
                       {"typed_amount", to_german_number(change.appropriation)},
                       {"typed_carry_over", to_german_number(change.carry_over())}};
}

}  // namespace

Reply show_budget_year(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const int year = year_asked(visit);
    std::vector<YearChange> changes;
    visit.site().store.read(
        [&](Snapshot& snapshot) { changes = year_changes(snapshot.balances(), snapshot.from_outside(), year); });
    View::Views rows;
    for (const auto& change : changes) rows.push_back(change_view(visit, change, static_cast<int>(rows.size()) + 1));
    const Record years{{"year", std::to_string(year)}, {"before", std::to_string(year - 1)}};
    const auto title = visit.words.sentence("pages.budget_year.title", years);
    View view = View::Group{{"heading", title},
                            {"lede", visit.words.sentence("pages.budget_year.lede", years)},
                            {"year", std::to_string(year)},
                            {"year_before", std::to_string(year - 1)},
                            {"no_changes", rows.empty()},
                            {"changes", std::move(rows)}};
    return page(visit, "budget_year", title, view, 200, NavPlace::Budget);
}

}  // namespace foerderlauf

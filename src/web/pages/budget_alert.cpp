#include "web/pages/budget_alert.hpp"

#include <set>

namespace foerderlauf {

namespace {

constexpr int nearly_used_percent = 5;

View alert(std::string sentence, std::string source) {
    return View::Group{{"alert_words", std::move(sentence)}, {"alert_source", std::move(source)}};
}

void add_line(const BudgetRow& row, const Words& words, View::Views& alerts) {
    const auto room = room_of(row);
    if (room == Room::Plenty) return;
    const auto whole = whole_of(row);
    const Record values{{"line", row.line},
                        {"year", std::to_string(row.year)},
                        {"free_cents", row.available.in_cents()},
                        {"percent", whole.is_zero() ? 0 : row.available.in_cents() * 100 / whole.in_cents()}};
    alerts.push_back(alert(
        words.sentence(room == Room::None ? "pages.budget.alert.exhausted" : "pages.budget.alert.nearly_used", values),
        words.sentence("pages.budget.alert.own_source")));
}

void add_later_years(const BudgetRow& row, const Words& words, View::Views& alerts) {
    for (const auto& later : row.commitment_appropriations)
        if (!later.appropriation.is_zero() && later.free <= Money{})
            alerts.push_back(alert(words.sentence("pages.budget.alert.later_year",
                                                  {{"line", row.line}, {"year", std::to_string(later.due_year)}}),
                                   words.sentence("pages.budget.alert.later_source")));
}

}  // namespace

Money whole_of(const BudgetRow& row) { return row.available + row.reserved + row.committed + row.paid; }

Room room_of(const BudgetRow& row) {
    const auto whole = whole_of(row);
    if (whole.is_zero()) return Room::Plenty;
    if (row.available <= Money{}) return Room::None;
    return row.available.in_cents() * 100 / whole.in_cents() < nearly_used_percent ? Room::Little : Room::Plenty;
}

View budget_alert(const std::vector<BudgetRow>& rows, const Words& words) {
    View::Views alerts;
    std::set<std::string> lines;
    for (const auto& row : rows) {
        if (!row.opened || row.year < static_cast<int>(words.today().year())) continue;
        const auto before = alerts.size();
        add_line(row, words, alerts);
        add_later_years(row, words, alerts);
        if (alerts.size() > before) lines.insert(row.line);
    }
    if (alerts.empty()) return false;
    return View::Group{
        {"alert_title", words.counted("pages.budget.alert.title", static_cast<std::int64_t>(lines.size()))},
        {"alerts", std::move(alerts)}};
}

}  // namespace foerderlauf

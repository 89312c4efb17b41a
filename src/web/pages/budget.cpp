// GET /budget: how much of each budget line is paid, committed, reserved and free; what may be bound for later years.
#include "casework/payment_orders.hpp"
#include "domain/calendar.hpp"
#include "base/text.hpp"
#include "web/pages/budget_alert.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/office.hpp"
#include "web/pages/simulation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <set>

namespace foerderlauf {

namespace {

/// `36.78%` for a drawing: hundredths of a percent, cut off. 0 when the whole is nothing.
std::string width_of(Money part, Money whole) {
    const auto hundredths = whole.in_cents() <= 0
                                ? 0
                                : std::clamp<std::int64_t>(part.in_cents() * 10'000 / whole.in_cents(), 0, 10'000);
    return fmt::format("{}.{:02}%", hundredths / 100, hundredths % 100);
}

std::int64_t percent_of(Money part, Money whole) {
    return whole.in_cents() <= 0 ? 0 : part.in_cents() * 100 / whole.in_cents();
}

/// Without the sign of the euro, for a table whose caption says it.
std::string number_of(Money amount) {
    auto number = to_german_number(amount);
    if (number.starts_with('-')) number.replace(0, 1, "−");
    return number;
}

struct Column {
    const char* name;
    Money (*amount)(const BudgetRow&);
    bool always = true;  ///< else only where some line has an amount there
};

/// The columns of the table of figures, in their order.
constexpr std::array<Column, 11> all_columns = {{
    {"appropriation", [](const BudgetRow& row) { return row.appropriation; }},
    {"carry_over", [](const BudgetRow& row) { return row.carry_over; }, false},
    {"virement", [](const BudgetRow& row) { return row.virement_in - row.virement_out; }, false},
    {"blocked", [](const BudgetRow& row) { return row.blocked; }, false},
    {"unmet", [](const BudgetRow& row) { return row.block_unmet; }, false},
    {"whole", whole_of},
    {"reserved", [](const BudgetRow& row) { return row.reserved; }},
    {"committed", [](const BudgetRow& row) { return row.committed; }},
    {"paid", [](const BudgetRow& row) { return row.paid; }},
    {"repaid", [](const BudgetRow& row) { return row.repaid; }, false},
    {"available", [](const BudgetRow& row) { return row.available; }},
}};

std::string heading_of(const Column& column, const Words& words) {
    return words.sentence("pages.budget.column." + std::string{column.name});
}

/// Columns that say something about these lines, and in words the ones that are left out.
struct Table {
    std::vector<Column> columns;
    std::string left_out;
};
Table table_of(const std::vector<BudgetRow>& rows, const Words& words) {
    Table table;
    std::vector<std::string> empty;
    for (const auto& column : all_columns) {
        const bool says = std::ranges::any_of(rows,
                                              [&](const BudgetRow& row) { return !column.amount(row).is_zero(); });
        if (column.always || says) table.columns.push_back(column);
        else empty.push_back(heading_of(column, words));
    }
    if (!empty.empty()) table.left_out = words.sentence("pages.budget.left_out", {{"columns", joined(empty, ", ")}});
    return table;
}

View::Views figure_heads(const Table& table, const Words& words) {
    View::Views heads;
    for (const auto& column : table.columns) heads.push_back(View::Group{{"figure_head", heading_of(column, words)}});
    return heads;
}

View::Views figures(const Table& table, const BudgetRow& row, const Words& words) {
    View::Views views;
    for (const auto& column : table.columns)
        views.push_back(View::Group{{"figure_label", heading_of(column, words)},
                                    {"figure", number_of(column.amount(row))},
                                    {"figure_free", std::string_view{column.name} == "available"}});
    return views;
}

View::Views figure_sums(const Table& table, const std::vector<BudgetRow>& rows) {
    View::Views views;
    for (const auto& column : table.columns) {
        Money sum;
        for (const auto& row : rows) sum += column.amount(row);
        views.push_back(View::Group{{"figure", number_of(sum)}});
    }
    return views;
}

/// The bar is the money of the line with what of it is blocked.
View bar_of(const BudgetRow& row, const std::string& id, const Words& words) {
    const auto whole = whole_of(row) + row.blocked;
    const auto title = words.sentence("pages.budget.bar", {{"line", row.line},
                                                           {"paid", percent_of(row.paid, whole)},
                                                           {"committed", percent_of(row.committed, whole)},
                                                           {"reserved", percent_of(row.reserved, whole)},
                                                           {"blocked", percent_of(row.blocked, whole)},
                                                           {"free", percent_of(row.available, whole)}});
    return View::Group{{"bar_id", id},
                       {"bar_title", title},
                       {"paid_width", width_of(row.paid, whole)},
                       {"committed_x", width_of(row.paid, whole)},
                       {"committed_width", width_of(row.committed, whole)},
                       {"reserved_x", width_of(row.paid + row.committed, whole)},
                       {"reserved_width", width_of(row.reserved, whole)},
                       {"blocked_x", width_of(row.paid + row.committed + row.reserved + row.available, whole)},
                       {"blocked_width", width_of(row.blocked, whole)}};
}

/// `Gesperrt 200.000,00 €, davon 50.000,00 € noch nicht gedeckt`; false where nothing is blocked.
View block_view(const BudgetRow& row, const Words& words) {
    if (row.blocked.is_zero() && row.block_unmet.is_zero()) return false;
    View view = View::Group{{"blocked", words.amount(row.blocked)}, {"unmet", false}};
    if (!row.block_unmet.is_zero())
        view["unmet"] = words.sentence("pages.budget.unmet", {{"unmet_cents", row.block_unmet.in_cents()}});
    return view;
}

/// Address of the cases behind the figures of a line.
std::string cases_path(const BudgetRow& row) {
    return "/budget/cases?year=" + std::to_string(row.year) + "&line=" + percent_encoded(row.line);
}

View line_badge(const BudgetRow& row, const Words& words) {
    switch (room_of(row)) {
        case Room::Plenty: return false;
        case Room::Little: return badge("warning", "warning", words.sentence("pages.budget.nearly_used"));
        case Room::None: return badge("danger", "danger", words.sentence("pages.budget.exhausted"));
    }
    return false;
}

View provisional_badge(const Visit& visit, const BudgetRow& row) {
    if (!visit.site().budget_lines.provisional(row.line, row.year)) return false;
    return badge("warning", "warning", visit.words.sentence("pages.budget.provisional"));
}

std::string label_of(const Visit& visit, const std::string& line) {
    for (const auto& known : visit.site().budget_lines.all())
        if (known.line() == line) return known.label;
    return {};
}

View line_view(const Visit& visit, const Table& table, const BudgetRow& row, int number) {
    const auto& words = visit.words;
    const auto id = std::to_string(number);
    return View::Group{{"line_id", id},
                       {"line", row.line},
                       {"line_label", label_of(visit, row.line)},
                       {"line_badge", line_badge(row, words)},
                       {"line_provisional", provisional_badge(visit, row)},
                       {"free", words.amount(row.available)},
                       {"whole", words.amount(whole_of(row))},
                       {"bar", bar_of(row, id, words)},
                       {"paid", words.amount(row.paid)},
                       {"committed", words.amount(row.committed)},
                       {"reserved", words.amount(row.reserved)},
                       {"block", block_view(row, words)},
                       {"cases_path", cases_path(row)},
                       {"figures", figures(table, row, words)}};
}

View appropriation_view(const BudgetRow& row, const CommitmentAppropriation& later, const Words& words) {
    const bool exhausted = !later.appropriation.is_zero() && later.free <= Money{};
    View view = View::Group{{"ve_line", row.line},
                            {"ve_year", std::to_string(later.due_year)},
                            {"ve_badge", false},
                            {"used_width", width_of(later.used, later.appropriation)},
                            {"ve_reserved_x", width_of(later.used, later.appropriation)},
                            {"ve_reserved_width", width_of(later.reserved, later.appropriation)},
                            {"ve_amount", words.amount(later.appropriation)},
                            {"ve_reserved", words.amount(later.reserved)},
                            {"ve_used", words.amount(later.used)},
                            {"ve_free", words.amount(later.free)}};
    if (exhausted) view["ve_badge"] = badge("danger", "danger", words.sentence("pages.budget.exhausted"));
    return view;
}

/// What is asked for: the address's filters, as far as they can be read.
struct Asked {
    std::string programme, as_of_typed;
    int year = 0;
    std::optional<Date> as_of;
    bool unreadable = false;
};

Asked asked_of(const Visit& visit) {
    Asked asked;
    asked.programme = visit.request.query.value("programme");
    asked.as_of_typed = visit.request.query.value("as_of");
    const auto year = visit.request.query.value("year");
    asked.year = static_cast<int>(visit.words.today().year());
    if (!year.empty()) std::from_chars(year.data(), year.data() + year.size(), asked.year);
    if (asked.as_of_typed.empty()) return asked;
    if (const auto day = parse_german_date(asked.as_of_typed)) asked.as_of = *day;
    else asked.unreadable = true;
    return asked;
}

bool belongs_to(const Visit& visit, const BudgetRow& row, const std::string& programme) {
    if (programme.empty()) return true;
    const auto line = visit.site().budget_lines.find(row.line);
    return line && line->programme == programme;
}

View option(const std::string& value, const std::string& label, bool chosen) {
    return View::Group{{"filter_value", value}, {"filter_label", label}, {"filter_chosen", chosen}};
}

}  // namespace

Reply show_budget(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto asked = asked_of(visit);
    std::vector<BudgetRow> all;
    visit.site().store.read([&](Snapshot& snapshot) {
        all = asked.as_of
                  ? budget_rows(snapshot.balances_as_of(*asked.as_of), snapshot.from_outside_as_of(*asked.as_of))
                  : budget_rows(snapshot.balances(), snapshot.from_outside());
    });
    std::set<int, std::greater<>> years;
    std::vector<BudgetRow> rows;
    for (const auto& row : all) {
        years.insert(row.year);
        if (row.year == asked.year && belongs_to(visit, row, asked.programme)) rows.push_back(row);
    }
    const auto table = table_of(rows, visit.words);
    View::Views lines, appropriations, programmes, year_options;
    Money free, whole;
    for (const auto& row : rows) {
        lines.push_back(line_view(visit, table, row, static_cast<int>(lines.size()) + 1));
        for (const auto& later : row.commitment_appropriations)
            appropriations.push_back(appropriation_view(row, later, visit.words));
        free += row.available;
        whole += whole_of(row);
    }
    for (const auto& name : visit.site().programmes.names())
        programmes.push_back(option(name, typeset(visit.programme(name)->short_title), name == asked.programme));
    for (const int year : years)
        year_options.push_back(option(std::to_string(year), std::to_string(year), year == asked.year));
    const auto title = visit.words.sentence("pages.budget.title", {{"year", std::to_string(asked.year)}});
    const auto stand = asked.as_of ? to_german(*asked.as_of) : visit.words.moment_text(visit.site().clock.now());
    View view = View::Group{
        {"heading", title},
        {"lede",
         visit.words.sentence("pages.budget.lede",
                              {{"free_cents", free.in_cents()}, {"whole_cents", whole.in_cents()}, {"stand", stand}})},
        {"may_simulate", may_open_simulations(visit)},
        {"sees_payments", handles_payments(visit.account())},
        {"programmes", programmes},
        {"years", year_options},
        {"as_of", asked.as_of_typed},
        {"unreadable", asked.unreadable},
        {"alert", budget_alert(rows, visit.words)},
        {"lines", lines},
        {"no_lines", lines.empty()},
        {"figure_heads", figure_heads(table, visit.words)},
        {"left_out", table.left_out},
        {"some_blocked", std::ranges::any_of(rows, [](const BudgetRow& row) { return !row.blocked.is_zero(); })},
        {"figure_sums", figure_sums(table, rows)},
        {"appropriations", appropriations},
        {"some_appropriations", !appropriations.empty()}};
    return page(visit, "budget", title, view, 200, NavPlace::Budget);
}

}  // namespace foerderlauf

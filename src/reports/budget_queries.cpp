// What stands at the budget lines: Haushaltsüberwachungsliste and Verpflichtungsermächtigungen (domain.md § 6.4).
#include "reports/query.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace foerderlauf {

namespace {

/// The newest booking of a line that touched a year: its case and event.
struct Newest {
    CaseId case_id = 0;
    std::int64_t position = 0;
};
using NewestByRow = std::map<std::pair<std::string, int>, Newest>;

NewestByRow newest_bookings(const Asking& asking) {
    NewestByRow newest;
    asking.snapshot.each_booking(BookingSource::Ledger, asking.day, [&](const Booking& booking) {
        for (const auto* account : {&booking.posting.from, &booking.posting.to})
            for (const int year : {account->budget_year, account->due_year})
                if (account->stage != "outside") newest[{account->line, year}] = {booking.case_id, booking.position};
    });
    return newest;
}

Cells origin_of(const NewestByRow& newest, const BudgetRow& row) {
    const auto found = newest.find({row.line, row.year});
    if (found == newest.end()) return {Cell{}, Cell{}};
    const auto& [case_id, position] = found->second;
    return {case_id == 0 ? Cell{} : Cell{case_id}, position};
}

/// Every budget row the asking account may see, with the names of its line.
void each_row(const Asking& asking, const std::function<void(const BudgetRow&, const LineNames&)>& visit) {
    const auto lines = lines_on(asking);
    const auto rows = asking.options.as_of ? budget_rows(asking.snapshot.balances_as_of(asking.day),
                                                         asking.snapshot.from_outside_as_of(asking.day))
                                           : budget_rows(asking.snapshot.balances(), asking.snapshot.from_outside());
    for (const auto& row : rows) {
        const auto names = lines.find(row.line);
        if (names == lines.end() || !asks_for_programme(asking.options, names->second.programme)) continue;
        if (asking.options.year && *asking.options.year != row.year) continue;
        visit(row, names->second);
    }
}

Cells head_of(const Asking& asking, const LineNames& names) {
    return {programme_label(asking, names.programme), names.chapter, names.title, names.label, names.demo};
}

void budget(const Asking& asking, const Emit& emit) {
    const auto newest = newest_bookings(asking);
    each_row(asking, [&](const BudgetRow& row, const LineNames& names) {
        auto cells = head_of(asking, names);
        cells.insert(cells.end(), {row.line, std::int64_t{row.year}, row.opened, row.appropriation, row.carry_over,
                                   row.virement_in, row.virement_out, row.blocked, row.reserved, row.committed,
                                   row.paid, row.repaid, row.available, row.virement_in - row.virement_out});
        std::ranges::copy(origin_of(newest, row), std::back_inserter(cells));
        emit(std::move(cells));
    });
}

void commitment_appropriations(const Asking& asking, const Emit& emit) {
    const auto newest = newest_bookings(asking);
    each_row(asking, [&](const BudgetRow& row, const LineNames& names) {
        for (const auto& given : row.commitment_appropriations) {
            auto cells = head_of(asking, names);
            // What is neither free nor taken cannot be used any more: blocked, or lapsed when its year was opened.
            const auto unusable = given.appropriation - given.reserved - given.used - given.free;
            cells.insert(cells.end(), {row.line, std::int64_t{row.year}, std::int64_t{given.due_year},
                                       given.appropriation, given.reserved, given.used, unusable, given.free});
            std::ranges::copy(origin_of(newest, row), std::back_inserter(cells));
            emit(std::move(cells));
        }
    });
}

const std::vector<QueryField> line_fields = {
    {"programme", CellKind::Text}, {"chapter", CellKind::Text}, {"title", CellKind::Text},  {"label", CellKind::Text},
    {"demo", CellKind::Flag},      {"line", CellKind::Text},    {"year", CellKind::Integer}};

std::vector<QueryField> with(std::vector<QueryField> fields, std::initializer_list<QueryField> more) {
    fields.insert(fields.end(), more);
    return fields;
}

}  // namespace

Query budget_rows_query() {
    return {"budget_rows",
            with(line_fields, {{"opened", CellKind::Flag},
                               {"appropriation", CellKind::Amount},
                               {"carry_over", CellKind::Amount},
                               {"virement_in", CellKind::Amount},
                               {"virement_out", CellKind::Amount},
                               {"blocked", CellKind::Amount},
                               {"reserved", CellKind::Amount},
                               {"committed", CellKind::Amount},
                               {"paid", CellKind::Amount},
                               {"repaid", CellKind::Amount},
                               {"available", CellKind::Amount},
                               {"virement", CellKind::Amount},
                               {"case_id", CellKind::Integer},
                               {"position", CellKind::Integer}}),
            budget, QueryOf::Lines};
}

Query commitment_appropriations_query() {
    return {"commitment_appropriations",
            with(line_fields, {{"due_year", CellKind::Integer},
                               {"appropriation", CellKind::Amount},
                               {"reserved", CellKind::Amount},
                               {"used", CellKind::Amount},
                               {"unusable", CellKind::Amount},
                               {"free", CellKind::Amount},
                               {"case_id", CellKind::Integer},
                               {"position", CellKind::Integer}}),
            commitment_appropriations, QueryOf::Lines};
}

}  // namespace foerderlauf

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// Bookings a check counts, in the ledger's own table and once more in the facts of the events.
///
///     bookings: {into: [paid, used, repaid], net: true, year: due}
struct BookingSelection {
    std::vector<std::string> into, from;  ///< stages; `from` empty: any stage that is not in `into`
    std::vector<std::string> kinds;       ///< of the posting; empty: any
    bool net = false;                     ///< what went the other way is taken off again
    bool main_machine = false;            ///< `machine: main`: booked by a step of the application itself
    enum class Money { Any, Own, Commitment } money = Money::Any;  ///< the budget year's own, commitment appropriations
    /// What the year asked for is compared with: the year the money is due, the budget year, the day of the event, the day
    /// of the money (its value date where the step tells one).
    enum class YearOf { Due, Budget, Booked, Valued } year_of = YearOf::Due;
};

/// What a check counts in the cases as they stand when every event is applied anew.
///
///     fold: {money: requested, where: [submitted, undecided, unfinished]}
///     fold: {machine: repayment, step: claim, field: principal_cents}
struct FoldSelection {
    std::string money;  ///< requested | eligible | award | reserved | committed | paid | repaid; empty: see below
    std::string machine, step, field;  ///< the amount every machine of that name was last given with the step
    bool count = false;                ///< `count: cases`: one for each case
    std::vector<std::string> where;    ///< submitted | decided | undecided | unfinished | final_grant; all must hold
};

/// One line of the check sheet: what stands in cells against what ledger and history say.
///
///     checks:
///       - check: granted                         # technical name
///         title: Bewilligte Zuwendungen
///         cells: [grants.award]                  # sheet.field, summed up; a sheet alone: its rows
///         bookings: {…}                          # optional
///         fold: {…}                              # optional; one of the two at least
struct CheckDescription {
    struct Cells {
        int sheet = 0;
        int column = -1;  ///< -1: the rows are counted
    };
    std::string name, title;
    std::vector<Cells> cells;
    bool amounts = true;  ///< else numbers of rows
    std::optional<BookingSelection> bookings;
    std::optional<FoldSelection> fold;
};

}  // namespace foerderlauf

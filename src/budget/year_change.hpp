#pragma once

#include "budget/ledger.hpp"

namespace foerderlauf {

/// What a change of the budget year means for one line, seen before anybody opens the new year.
struct YearChange {
    std::string line;
    int year = 0;         ///< the new one
    bool opened = false;  ///< it has its own appropriation already
    Money appropriation;  ///< of the year before
    Money bound;          ///< by commitment appropriations of earlier years for the new one: opening books it first
    Money lapsing;        ///< reserved in the year before: lapses with it (§ 45 ThürLHO)
    Money not_called;     ///< bound in the year before and not called: may be proposed as a carry-over
    Money left;           ///< free in the year before: may be proposed as a carry-over
    Money carry_over() const { return not_called + left; }
    bool operator==(const YearChange&) const = default;
};

/// One row for each line that has money in the year before or bound for the new one, ordered by line.
std::vector<YearChange> year_changes(const Balances& balances, const Balances& from_outside, int year);

}  // namespace foerderlauf

#pragma once

#include "workflow/case_file.hpp"

#include <vector>

namespace foerderlauf {

/// A year of the grant in force: what was promised for it, what became of that, and what may be called today.
struct CallYear {
    /// Why `now` is what it is.
    enum class Why {
        Open,       ///< bound in this year's own budget
        AllCalled,  ///< nothing of the year is left to call
        NotOpened,  ///< bound for this year, but its budget is not opened
        Later,      ///< due in a later budget year
        Past,       ///< its budget year is over (§ 45 ThürLHO)
    };
    int year = 0;
    Money granted;   ///< slices of the grant
    Money underway;  ///< called or ordered, not yet paid
    Money paid;      ///< paid to the recipient, whatever came back of it since
    Money open;      ///< bound and not called
    Money now;       ///< of it, what a request may name today (the check slice_left asks the same)
    Why why = Why::AllCalled;
};

/// The years of the grant, rising, from its slices and what the ledger holds for the case; empty before there is a grant.
std::vector<CallYear> call_years(const CaseFile& file, Date today);

}  // namespace foerderlauf

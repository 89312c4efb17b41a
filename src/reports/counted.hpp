#pragma once

#include "reports/check_description.hpp"
#include "reports/query.hpp"

#include <vector>

namespace foerderlauf {

/// A selection of bookings and what the rows it is compared with are about.
struct WantedBookings {
    const BookingSelection* selection = nullptr;
    QueryOf of = QueryOf::Cases;
};

/// What each selection comes to up to the asked day, read from one source without the queries that fill the sheets: of
/// lines whose programme is asked for, or of cases the account may see. The year asked for is obeyed.
std::vector<Money> counted_bookings(const Asking& asking, BookingSource source,
                                    const std::vector<WantedBookings>& wanted);

/// What each selection comes to over the visible cases, every event up to the asked day applied anew: cents, or a number of
/// cases. Knows no year.
std::vector<std::int64_t> folded_amounts(const Asking& asking, const std::vector<const FoldSelection*>& wanted);

}  // namespace foerderlauf

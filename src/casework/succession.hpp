#pragma once

#include "casework/dispatcher.hpp"
#include "domain/load.hpp"

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// Marks bodies as ended: last day and successor become part of the register, each an event of the installation's own record
/// (`recipient_ended`). What the register says already changes nothing. All or nothing; mistakes come back with their line
/// (keys `succession.…`): a body or successor nobody knows, a body that ends otherwise already, a successor that had ended
/// by then, a line of successors that leads back. `source` is the file, or what a person gave.
struct MarkedEnds {
    std::vector<Recipient> ended;  ///< anew, with their last day and successor
    std::int64_t unchanged = 0;
};
tl::expected<MarkedEnds, std::vector<LoadError>> mark_ends(Store& store, const std::vector<BodyEnd>& ends,
                                                           const Account& by, const std::string& source, Instant at);

/// Brings every case in line with the bodies that have ended before `today`: drafts move to the successor, all others show
/// it. Done after an import and on every new day; doing it again changes nothing.
struct SuccessionRound {
    int moved = 0;  ///< drafts
    int shown = 0;  ///< other cases
};
SuccessionRound follow_successors(Store& store, Dispatcher& dispatcher, const Account& by, Date today);

}  // namespace foerderlauf

#pragma once

#include "casework/recipients.hpp"
#include "casework/succession.hpp"

#include <optional>
#include <string>

namespace foerderlauf {

/// What somebody of the administration says of a body that is merged away (aufgelöst); all of it is asked for.
struct EndWish {
    std::string body;              ///< AGS or ARS
    std::optional<Date> last_day;  ///< may lie ahead: nothing changes in cases before it is over
    std::string successor;         ///< AGS, ARS, or a name only one body of the register answers to
    std::string source;            ///< the law or resolution that says so
};

/// Marks the body as ended, as a list of successors would (succession.hpp: one event `recipient_ended` of the installation's
/// own record, with who said it and the source), and brings its cases in line.
///
/// Refusals in this order: NotAllowed for whoever is not `admin`, NotFound for an unknown body, BadInput with the fields
/// `last_day`, `successor` and `source` (keys `ending.…`, `succession.…`). Thread-safe; waits for the writer.
Result<SuccessionRound> end_by_hand(Store& store, Dispatcher& dispatcher, const RecipientRegister& recipients,
                                    const Account& by, const EndWish& wish, Instant now);

}  // namespace foerderlauf

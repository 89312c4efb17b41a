#pragma once

#include "store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace foerderlauf {

/// Where a case's chain ended when a seal was made.
struct SealedHead {
    CaseId case_id = 0;
    std::int64_t seq = 0;
    std::string hash;
    bool operator==(const SealedHead&) const = default;
};

/// The seal of one civil day (Tagessiegel) over the chains of all cases, the installation's own record (case 0) included.
///
/// It covers every event up to `position`: all that came before the first event dated after that day. An expiry that is
/// dated back but comes later belongs to the seal of the day it came in. `heads` names, by case, the newest event of each
/// case that grew since the seal before; `previous` names that seal (64 zeros for the first), so that the newest seal fixes
/// the whole history while each costs only its own day. There is one for every day from the first event's on.
///
/// `hash` = hex SHA-256 of the RFC 8785 JSON {"day","heads":[[case,seq,"hash"],…],"made_at","position","previous"}.
/// Seals carry no time stamp of a third party (RFC 3161): who wants to prove their age hands them to somebody else.
struct Seal {
    Date day{};
    std::int64_t position = 0;
    Instant made_at{};
    std::string previous;
    std::vector<SealedHead> heads;
    std::string hash;
    bool operator==(const Seal&) const = default;
};
std::string hash_of(const Seal& seal);

/// As it stands in an export or a file: the hashed members, and `hash`.
Record record_of(const Seal& seal);
/// The way back; throws StoreFault for anything that `record_of` would not have written.
Seal seal_from(const Record& record);

/// Makes the seals of all days that have passed before `today` and have none yet, one by one; gives their number.
/// Nothing while there is no event. Needs a store with SQL.
int seal_passed_days(Store& store, Date today, Instant now);

std::optional<Seal> newest_seal(Snapshot& snapshot);
std::optional<Seal> seal_of_day(sqlite3* connection, Date day);
/// The seals in the order of days, from the first or from after a day on. Throws StoreFault for one that cannot be read.
void each_seal(sqlite3* connection, std::optional<Date> after, const std::function<void(const Seal&)>& visit);

}  // namespace foerderlauf

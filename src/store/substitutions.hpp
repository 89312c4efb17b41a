#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

/// Somebody carries the duties of somebody else for a while (Vertretung): whole days, both included.
struct Substitution {
    std::int64_t id = 0;
    AccountId account = 0;     ///< whose duties
    AccountId substitute = 0;  ///< who carries them
    Date from{}, to{};
    std::optional<Date> ended_on;  ///< ended early: the first day it no longer counts
    AccountId granted_by = 0;      ///< 0 is the system
    std::string reason;
    bool operator==(const Substitution&) const = default;
};

std::vector<Substitution> all_substitutions(Poco::Data::Session& session);  ///< by number
/// Those in which this account carries duties, ended ones too.
std::vector<Substitution> substitutions_by(Poco::Data::Session& session, AccountId substitute);
/// A new one; gives its number. Inside a job.
std::int64_t insert_substitution(Poco::Data::Session& session, const Substitution& granted);
void end_substitution(Poco::Data::Session& session, std::int64_t id, Date ended_on);

}  // namespace foerderlauf

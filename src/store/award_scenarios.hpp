#pragma once

#include "domain/event.hpp"
#include "domain/money.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// Award scenarios an account keeps by name: never binding, no part of any case.
namespace foerderlauf {

/// A case that would be granted an amount, with what it said when that was kept.
struct ScenarioCase {
    CaseId case_id = 0;
    Money amount;
    Money proposed;     ///< what was recommended or counted then
    std::string state;  ///< of the main machine then
    bool operator==(const ScenarioCase&) const = default;
};

struct AwardScenario {
    std::int64_t id = 0;  ///< 0: not kept yet
    AccountId account = 0;
    std::string name, line;
    int year = 0;
    Money assumed;  ///< appropriation thought of for a year that is not opened
    Money free;     ///< of the line in that year when it was kept
    Instant kept_at{};
    std::vector<ScenarioCase> cases;  ///< by number
};

/// Keeps it, the new content in place of the old; its number. 0 where the account has another one of that name.
std::int64_t keep_scenario(Poco::Data::Session& session, const AwardScenario& scenario);
void delete_scenario(Poco::Data::Session& session, std::int64_t id);
std::optional<AwardScenario> find_scenario(Poco::Data::Session& session, std::int64_t id);
std::vector<AwardScenario> scenarios_of(Poco::Data::Session& session, AccountId account);  ///< by name, without cases

}  // namespace foerderlauf

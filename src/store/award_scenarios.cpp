#include "store/award_scenarios.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto named = "SELECT id FROM award_scenario WHERE account = $1 AND name = $2";
constexpr auto put = R"sql(
    INSERT INTO award_scenario (id, account, name, line, year, assumed_cents, free_cents, kept_at)
    VALUES (NULLIF($1, 0), $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, line = excluded.line, year = excluded.year,
        assumed_cents = excluded.assumed_cents, free_cents = excluded.free_cents,
        kept_at = excluded.kept_at
    RETURNING id
)sql";
constexpr auto put_case = R"sql(
    INSERT INTO award_scenario_case (scenario, case_id, amount_cents, proposed_cents, state) VALUES ($1, $2, $3, $4, $5)
)sql";
constexpr auto remove_cases = "DELETE FROM award_scenario_case WHERE scenario = $1";
constexpr auto remove = "DELETE FROM award_scenario WHERE id = $1";
constexpr auto one = R"sql(
    SELECT id, account, name, line, year, assumed_cents, free_cents, kept_at FROM award_scenario WHERE id = $1
)sql";
constexpr auto of_account = R"sql(
    SELECT   id, account, name, line, year, assumed_cents, free_cents, kept_at
    FROM     award_scenario
    WHERE    account = $1
    ORDER BY name
)sql";
constexpr auto cases_of = R"sql(
    SELECT case_id, amount_cents, proposed_cents, state FROM award_scenario_case WHERE scenario = $1 ORDER BY case_id
)sql";

AwardScenario scenario_in(const Rows& rows) {
    AwardScenario scenario{.id = rows.integer(0),
                           .account = rows.integer(1),
                           .name = rows.string(2),
                           .line = rows.string(3),
                           .year = static_cast<int>(rows.integer(4)),
                           .assumed = Money::cents(rows.integer(5)),
                           .free = Money::cents(rows.integer(6)),
                           .cases = {}};
    from_rfc3339(rows.text(7), scenario.kept_at);
    return scenario;
}

bool name_is_taken(Session& session, const AwardScenario& scenario) {
    Statement statement{handle_of(session), named};
    auto rows = statement.query(scenario.account, scenario.name);
    return rows.next() && rows.integer(0) != scenario.id;
}

std::int64_t put_scenario(Session& session, const AwardScenario& scenario) {
    const auto kept_at = to_rfc3339(scenario.kept_at);
    Statement statement{handle_of(session), put};
    auto rows = statement.query(scenario.id, scenario.account, scenario.name, scenario.line, scenario.year,
                                scenario.assumed.in_cents(), scenario.free.in_cents(), kept_at);
    return rows.next() ? rows.integer(0) : 0;
}

}  // namespace

std::int64_t keep_scenario(Session& session, const AwardScenario& scenario) {
    if (name_is_taken(session, scenario)) return 0;
    const auto id = put_scenario(session, scenario);
    Statement{handle_of(session), remove_cases}.run(id);
    Statement putting{handle_of(session), put_case};
    for (const auto& kept : scenario.cases)
        putting.run(id, kept.case_id, kept.amount.in_cents(), kept.proposed.in_cents(), kept.state);
    return id;
}

void delete_scenario(Session& session, std::int64_t id) {
    Statement{handle_of(session), remove_cases}.run(id);
    Statement{handle_of(session), remove}.run(id);
}

std::optional<AwardScenario> find_scenario(Session& session, std::int64_t id) {
    Statement statement{handle_of(session), one};
    std::optional<AwardScenario> scenario;
    if (auto rows = statement.query(id); rows.next()) scenario = scenario_in(rows);
    if (!scenario) return {};
    Statement reading{handle_of(session), cases_of};
    for (auto rows = reading.query(id); rows.next();)
        scenario->cases.push_back(
            {rows.integer(0), Money::cents(rows.integer(1)), Money::cents(rows.integer(2)), rows.string(3)});
    return scenario;
}

std::vector<AwardScenario> scenarios_of(Session& session, AccountId account) {
    Statement statement{handle_of(session), of_account};
    std::vector<AwardScenario> scenarios;
    for (auto rows = statement.query(account); rows.next();) scenarios.push_back(scenario_in(rows));
    return scenarios;
}

}  // namespace foerderlauf

// What went to which body: applications, grants in force and payments of each recipient, to be grouped by district.
#include "reports/query.hpp"

#include <tuple>

namespace foerderlauf {

namespace {

struct BodyTotals {
    std::int64_t population = 0, applications = 0, grants = 0;
    Money requested, granted, paid, repaid;
    CaseId case_id = 0;
    std::int64_t position = 0;  ///< of the newest event of all its cases
};

using Body = std::tuple<std::string, std::string, std::string>;  ///< district, name, key: their order in the report

void count(BodyTotals& totals, const Definition& definition, const CaseFile& file) {
    const auto money = money_of(definition, file);
    ++totals.applications;
    totals.requested += money.requested;
    if (!file.grant.empty()) ++totals.grants;
    totals.granted += money.award;
    totals.paid += money.paid;
    totals.repaid += money.repaid;
    totals.population = file.recipient.population;
    if (file.position <= totals.position) return;
    totals.position = file.position;
    totals.case_id = file.id;
}

/// Whole cents, rounded down; nothing where the directory names no inhabitants.
Cell for_each_inhabitant(const BodyTotals& totals) {
    if (totals.population <= 0) return {};
    return Money::cents(totals.granted.in_cents() / totals.population);
}

void regional(const Asking& asking, const Emit& emit) {
    std::map<Body, BodyTotals> bodies;
    each_visible_case(asking, [&](const CaseRow& row) {
        if (!row.submitted_on || *row.submitted_on > asking.day) return;
        const auto file = file_on(asking, row.id);
        if (!file || !file->submitted_on) return;
        count(bodies[{file->recipient.district, file->recipient.name, file->recipient.key}],
              *asking.programmes.of(file->version), *file);
    });
    for (const auto& [body, totals] : bodies) {
        const auto& [district, name, key] = body;
        emit({district, key, name, totals.population, totals.applications, totals.requested, totals.grants,
              totals.granted, for_each_inhabitant(totals), totals.paid, totals.repaid, totals.case_id,
              totals.position});
    }
}

}  // namespace

Query regional_query() {
    return {"regional",
            {{"district", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"population", CellKind::Integer},
             {"applications", CellKind::Integer},
             {"requested", CellKind::Amount},
             {"grants", CellKind::Integer},
             {"granted", CellKind::Amount},
             {"granted_each", CellKind::Amount},
             {"paid", CellKind::Amount},
             {"repaid", CellKind::Amount},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            regional};
}

}  // namespace foerderlauf

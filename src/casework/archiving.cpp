#include "casework/archiving.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::optional<ArchivingStage> stage_of(const Retention& retention, Date today) {
    if (!retention.ended_on || !retention.until || today <= *retention.until || retention.disposed_on) return {};
    if (retention.proposal) return ArchivingStage::Proposed;
    if (retention.answered_on) return ArchivingStage::Answered;
    return retention.offered_on ? ArchivingStage::Offered : ArchivingStage::Due;
}

/// Years after which at the earliest a case of the programme need no longer be kept; nothing without a rule.
std::optional<int> years_of(const RetentionRules& rules, const std::string& programme) {
    const auto* rule = rules.rule_for(programme);
    return rule ? std::optional{rule->years} : std::nullopt;
}

bool may_be_due(const CaseRow& row, const RetentionRules& rules, Date today) {
    const auto years = row.final ? years_of(rules, row.programme) : std::nullopt;
    return years && row.since.year() + std::chrono::years{*years} <= today.year();
}

}  // namespace

std::vector<ArchivingCase> cases_to_archive(Snapshot& snapshot, const Programmes& programmes,
                                            const RetentionRules& rules, const Visibility& visibility, Date today) {
    CaseQuery query;
    query.visibility = visibility;
    query.limit = -1;
    std::vector<ArchivingCase> found;
    for (auto& row : snapshot.cases(query)) {
        const auto file = may_be_due(row, rules, today) ? snapshot.case_file(row.id) : std::nullopt;
        if (!file) continue;
        const auto definition = programmes.of(file->version);
        const auto retention = retention_of(*definition, *file, rules);
        if (const auto stage = stage_of(retention, today))
            found.push_back({std::move(row), *retention.ended_on, *retention.until, *stage, retention.answer,
                             retention.archive_reference});
    }
    std::ranges::stable_sort(found, {}, &ArchivingCase::until);
    return found;
}

}  // namespace foerderlauf

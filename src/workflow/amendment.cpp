#include "workflow/amendment.hpp"

#include "domain/calendar.hpp"
#include "workflow/checks/check.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// Field of the grant → where the amendment of that kind says it.
using Written = std::vector<std::pair<std::string, std::string>>;

const std::map<std::string, Written, std::less<>>& written_by_kind() {
    static const std::map<std::string, Written, std::less<>> written = {
        {"extension", {{"planned_end", "request.new_end"}}},
        {"reallocation", {{"cost_plan", "request.cost_plan"}}},
        {"cost_change",
         {{"cost_plan", "request.cost_plan"},
          {"financing_plan", "request.financing_plan"},
          {"eligible_cents", "examine.eligible_cents"},
          {"award_cents", "examine.award_cents"},
          {"slices", "examine.slices"}}},
        {"purpose", {{"project_description", "request.purpose"}}},
        {"partner", {{"partners", "request.partners"}}},
        {"recipient", {{"recipient", "request.successor"}}},
        {"slice_shift", {{"slices", "request.slices"}, {"slices", "examine.slices"}}},
    };
    return written;
}

bool is_taken(std::string_view stage) {
    constexpr std::array<std::string_view, 4> stages = {"called", "ordered", "paid", "used"};  // repaid money is gone
    return std::ranges::find(stages, stage) != stages.end();
}

std::map<int, Money> due_in(const Record& grant) {
    std::map<int, Money> due;
    for (const auto& slice : slices_of(member(grant, "slices"))) due[slice.year] += slice.amount;
    return due;
}

List partners_before(const CaseFile& file) {
    List rows;
    for (const auto& partner : file.partners)
        rows.emplace_back(Record{{"recipient", partner.recipient}, {"share_cents", partner.share.in_cents()}});
    return rows;
}

}  // namespace

bool Amendment::changes_money() const {
    return integer_of(before, "award_cents") != integer_of(after, "award_cents") || due_in(before) != due_in(after);
}

Amendment amendment_of(const CaseFile& file, Date today, const ValueAt& at) {
    const auto* kind = at("request.kind").as_text();
    Amendment amendment{kind ? *kind : std::string{}, file.grant, file.grant};
    const auto written = written_by_kind().find(amendment.kind);
    if (written != written_by_kind().end())
        for (const auto& [field, path] : written->second)
            if (const auto& value = at(path); !value.is_empty()) amendment.after[field] = value;
    amendment.after["version"] = integer_of(file.grant, "version", 1) + 1;
    amendment.after["valid_from"] = to_iso(today);
    return amendment;
}

List changes_of(const CaseFile& file, const Amendment& amendment) {
    List changes;
    for (const auto& [field, to] : amendment.after) {
        if (field == "version" || field == "valid_from") continue;
        const Value from = field == "recipient"  ? Value{file.recipient.key}
                           : field == "partners" ? Value{partners_before(file)}
                                                 : file.at("grant." + field);
        if (to != from) changes.emplace_back(Record{{"field", field}, {"from", from}, {"to", to}});
    }
    return changes;
}

std::map<int, YearlyChange> yearly_changes(const CaseFile& file, const Record& grant) {
    std::map<int, Money> taken, bound;
    for (const auto& [account, amount] : file.held) {
        if (is_taken(account.stage)) taken[account.due_year] += amount;
        if (account.stage == "committed") bound[account.due_year] += amount;
    }
    auto due = due_in(grant), before = due_in(file.grant);
    for (const auto& [year, amount] : taken) due.try_emplace(year);
    for (const auto& [year, amount] : bound) due.try_emplace(year);
    std::map<int, YearlyChange> changes;
    for (const auto& [year, amount] : due) {
        YearlyChange change;
        // Paid beyond a lowered grant and not given back yet is the matter of the repayment, not of a change.
        const Money floor = file.grant.empty() ? taken[year] : std::min(taken[year], before[year]);
        change.below = std::max(Money{}, floor - amount);
        const Money left = std::max(Money{}, amount - taken[year]);
        change.rise = std::max(Money{}, left - bound[year]);
        change.fall = std::max(Money{}, bound[year] - left);
        changes.emplace(year, change);
    }
    return changes;
}

std::vector<YearlySlice> rises_of(const std::map<int, YearlyChange>& changes) {
    std::vector<YearlySlice> rises;
    for (const auto& [year, change] : changes)
        if (!change.rise.is_zero()) rises.push_back({year, change.rise});
    return rises;
}

}  // namespace foerderlauf

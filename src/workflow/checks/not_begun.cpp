#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// An early start (vorzeitiger Vorhabensbeginn) approved on or before the day of the contract.
bool early_start_approved_by(const Question& question, Date contract) {
    const auto machine = question.parameter("unless_approved");
    return std::ranges::any_of(question.file.machines, [&](const MachineFile& child) {
        return child.id != 1 && child.name == machine && child.state == "approved" &&
               berlin_day(child.since) <= contract;
    });
}

}  // namespace

/// not_begun {declared, contract_date, at: submit | decision, unless_approved}: the project has not begun; the start is the
/// signing of a supply or service contract. At submission the declaration is made and the date lies ahead; at recommendation
/// and approval the date lies ahead, or an early start was approved on or before it.
Verdict not_begun(const Question& question) {
    const bool at_submission = question.parameter("at") == "submit";
    const auto* declared = question.at(question.parameter("declared")).as_bool();
    const auto contract = date_of(question.at(question.parameter("contract_date")));
    Verdict verdict;
    if (at_submission && declared && !*declared)
        block(verdict, question, "not_begun", {}, "blocker.not_begun.declared");
    if (!contract || *contract > question.situation.today) return verdict;
    if (!at_submission && early_start_approved_by(question, *contract)) return verdict;
    block(verdict, question, "not_begun", {{"contract_date", to_iso(*contract)}},
          at_submission ? "blocker.not_begun.at_submission" : "blocker.not_begun.at_decision");
    return verdict;
}

}  // namespace foerderlauf

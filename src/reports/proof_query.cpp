// Monitoring of proofs of use (VV Nr. 9 zu § 44 LHO, columns of domain.md § 6.4): from finality of the notice on, what was due
// when, came when and was examined when.
#include "reports/query.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto proof_machine = "proof-of-use";
constexpr auto proof_deadline = "proof";

/// What the events of a case tell of its proof up to a day.
struct ProofOfCase {
    CaseFile file;
    std::optional<Date> final_on, prescribed, received, examined;
    AccountId examiner = 0;
};

ProofOfCase proof_until(const Asking& asking, CaseId id) {
    ProofOfCase proof{empty_case(id), {}, {}, {}, {}, 0};
    for (const auto& event : asking.snapshot.events(id)) {
        const auto day = berlin_day(event.at);
        if (day > asking.day) break;
        apply(proof.file, event);
        for (const auto& started : event.facts.deadlines_started)
            if (started.name == proof_deadline && started.machine == 1) proof.prescribed = started.due;
        const auto* machine = proof.file.machine(event.machine);
        if (event.machine == 1) {
            if (event.step == "become_final" || event.step == "waive_remedy") proof.final_on = day;
            else if (event.step == "reopen") proof = {proof.file, {}, {}, {}, {}, 0};
        } else if (machine && machine->name == proof_machine) {
            if (event.step == "submit") {
                proof.received = day;
                proof.examined.reset();
            } else if (event.step == "examine") {
                proof.examined = day;
                proof.examiner = event.actor;
            }
        }
    }
    return proof;
}

/// The newest proof that was begun.
const MachineFile* newest_proof(const CaseFile& file) {
    const MachineFile* newest = nullptr;
    for (const auto& machine : file.machines)
        if (machine.name == proof_machine) newest = &machine;
    return newest;
}

Cell day_cell(const std::optional<Date>& day) { return day ? Cell{*day} : Cell{}; }

/// Days the proof came after its day, or is late by now; nothing while it is in time.
Cell days_overdue(const ProofOfCase& proof, Date today) {
    if (!proof.prescribed) return {};
    const std::int64_t days = days_between(*proof.prescribed, proof.received.value_or(today));
    return days > 0 ? Cell{days} : Cell{};
}

/// Days the examination took, or takes since the proof came.
Cell days_in_examination(const ProofOfCase& proof, Date today) {
    if (!proof.received) return {};
    return std::int64_t{days_between(*proof.received, proof.examined.value_or(today))};
}

std::string choice_label(const Step* step, std::string_view field, const std::string& value) {
    const auto* described = step ? step->fields.find(field) : nullptr;
    if (!described) return value;
    const auto found = std::ranges::find(described->options, value, &Option::value);
    return found == described->options.end() ? value : found->label;
}

/// What the examination said: `Zweck erreicht`, and what is to be paid back.
struct ExaminedProof {
    std::string purpose;
    Cell award, reclaim;
};

Cell amount_cell(const Record& given, std::string_view field) {
    const auto* cents = member(given, field).as_integer();
    return cents ? Cell{Money::cents(*cents)} : Cell{};
}

ExaminedProof result_of(const Machine* machine, const MachineFile* proof) {
    const auto given = proof ? proof->given.find("examine") : std::map<std::string, Record>::const_iterator{};
    if (!proof || !machine || given == proof->given.end()) return {};
    return {choice_label(machine->step("examine"), "purpose_reached", text_of(given->second, "purpose_reached")),
            amount_cell(given->second, "award_cents"), amount_cell(given->second, "reclaim_cents")};
}

void proofs(const Asking& asking, const Emit& emit) {
    each_visible_case(asking, [&](const CaseRow& row) {
        if (!row.submitted_on || *row.submitted_on > asking.day) return;
        const auto proof = proof_until(asking, row.id);
        const auto& file = proof.file;
        if (!proof.final_on || file.grant.empty()) return;
        const auto definition = asking.programmes.of(file.version);
        const auto* machine = definition->machine(proof_machine);
        const auto* newest = newest_proof(file);
        const auto* state = machine && newest ? machine->state(newest->state) : nullptr;
        const auto result = result_of(machine, newest);
        const auto money = money_of(*definition, file);
        const auto* title = file.at("application.project_title").as_text();
        emit({file.file_number,
              file.recipient.key,
              file.recipient.name,
              definition->short_title,
              title ? *title : std::string{},
              money.award,
              money.paid,
              day_cell(proof.final_on),
              day_cell(proof.prescribed),
              day_cell(proof.received),
              day_cell(proof.examined),
              days_overdue(proof, asking.day),
              days_in_examination(proof, asking.day),
              proof.examined ? account_name(asking, proof.examiner) : std::string{},
              result.purpose,
              result.award,
              result.reclaim,
              state ? state->label
                    : asking.texts.sentence(proof.prescribed ? "report.proof.awaited" : "report.proof.nothing_paid"),
              file.id,
              file.position});
    });
}

}  // namespace

Query proofs_query() {
    return {"proofs",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"programme", CellKind::Text},
             {"project_title", CellKind::Text},
             {"award", CellKind::Amount},
             {"paid", CellKind::Amount},
             {"final_on", CellKind::Day},
             {"prescribed_on", CellKind::Day},
             {"received_on", CellKind::Day},
             {"examined_on", CellKind::Day},
             {"days_overdue", CellKind::Integer},
             {"examination_days", CellKind::Integer},
             {"examiner", CellKind::Text},
             {"purpose", CellKind::Text},
             {"settled_award", CellKind::Amount},
             {"reclaim", CellKind::Amount},
             {"state", CellKind::Text},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            proofs};
}

}  // namespace foerderlauf

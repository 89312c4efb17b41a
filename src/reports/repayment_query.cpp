// Repayments (Rückforderungen, domain.md § 6.4) and the periods their interest was counted by.
#include "reports/query.hpp"

#include "workflow/settlement.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto repayment_machine = "repayment";

Money amount_in(const Record& given, std::string_view field) { return Money::cents(integer_of(given, field)); }

Cell day_in(const Record& given, std::string_view field) {
    const auto day = parse_date(text_of(given, field));
    return day ? Cell{*day} : Cell{};
}

Cell taken_on(const CaseFile& file, const MachineFile& repayment, std::string_view step) {
    Cell day;
    for (const auto& taken : file.history)
        if (taken.machine == repayment.id && taken.step == step) day = berlin_day(taken.at);
    return day;
}

/// The ground as the step's form words it, with its norm.
std::string ground_of(const Machine& machine, const MachineFile& repayment) {
    auto ground = text_of(repayment.given_with("announce"), "ground");
    const auto* step = machine.step("announce");
    const auto* field = step ? step->fields.find("ground") : nullptr;
    if (!field) return ground;
    const auto found = std::ranges::find(field->options, ground, &Option::value);
    return found == field->options.end() ? ground : found->label;
}

/// What is claimed and nobody waits for any more: interest that was waived, and all that was open when the claim was given up.
Money given_up(const State* state, const Record& claim, const Record& waived, const Owed& owed) {
    if (state && state->final && !claim.empty())
        return amount_in(waived, "waived_interest_cents") + owed.principal + owed.interest;
    return amount_in(waived, "waived_interest_cents");
}

/// Every repayment of the visible cases that was proposed by the day, with its number in the case.
void each_repayment(
    const Asking& asking,
    const std::function<void(const CaseFile&, const Definition&, const MachineFile&, std::int64_t number)>& visit) {
    each_visible_case(asking, [&](const CaseRow& row) {
        if (!row.submitted_on || *row.submitted_on > asking.day) return;
        const auto file = file_on(asking, row.id);
        if (!file) return;
        const auto definition = asking.programmes.of(file->version);
        std::int64_t number = 0;
        for (const auto& machine : file->machines)
            if (machine.name == repayment_machine) visit(*file, *definition, machine, ++number);
    });
}

void repayment_row(const CaseFile& file, const Definition& definition, const MachineFile& repayment,
                   std::int64_t number, const Emit& emit) {
    const auto* machine = definition.machine(repayment_machine);
    const auto* state = machine ? machine->state(repayment.state) : nullptr;
    const auto& claim = repayment.given_with("claim");
    const auto& received = repayment.given_with("confirm_payment");
    const auto owed = owed_of(repayment);
    const auto waived = given_up(state, claim, repayment.given_with("waive_interest"), owed);
    const auto principal = amount_in(claim, "principal_cents"), interest = amount_in(claim, "interest_cents");
    const auto returned = amount_in(received, "returned_cents"),
               interest_returned = amount_in(received, "interest_returned_cents");
    emit({file.file_number,
          file.recipient.key,
          file.recipient.name,
          definition.short_title,
          number,
          machine ? ground_of(*machine, repayment) : std::string{},
          taken_on(file, repayment, "announce"),
          taken_on(file, repayment, "claim"),
          day_in(claim, "due"),
          principal,
          day_in(claim, "interest_from"),
          day_in(claim, "interest_to"),
          interest,
          principal + interest,
          returned,
          interest_returned,
          waived,
          principal + interest - returned - interest_returned - waived,
          text_of(file.grant, "budget_line"),
          state ? state->label : repayment.state,
          file.id,
          file.position});
}

Cell rate_cell(const Record& period, std::string_view field) { return Percent{integer_of(period, field)}; }

void period_rows(const CaseFile& file, const MachineFile& repayment, std::int64_t number, const Emit& emit) {
    const auto& claim = repayment.given_with("claim");
    for (const auto& row : list_of(claim, "periods"))
        if (const auto* period = row.as_record())
            emit({file.file_number, file.recipient.key, file.recipient.name, number, day_in(*period, "from"),
                  day_in(*period, "to"), integer_of(*period, "days"), rate_cell(*period, "base_hundredths"),
                  rate_cell(*period, "rate_hundredths"), file.id, file.position});
}

void claims(const Asking& asking, const Emits& emits) {
    const auto repayments = emits.find("repayments"), periods = emits.find("interest_periods");
    each_repayment(asking, [&](const CaseFile& file, const Definition& definition, const MachineFile& repayment,
                               std::int64_t number) {
        if (repayments != emits.end()) repayment_row(file, definition, repayment, number, repayments->second);
        if (periods != emits.end()) period_rows(file, repayment, number, periods->second);
    });
}

void repayments(const Asking& asking, const Emit& emit) { claims(asking, {{"repayments", emit}}); }
void interest_periods(const Asking& asking, const Emit& emit) { claims(asking, {{"interest_periods", emit}}); }

}  // namespace

Query repayments_query() {
    return {"repayments",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"programme", CellKind::Text},
             {"number", CellKind::Integer},
             {"ground", CellKind::Text},
             {"announced_on", CellKind::Day},
             {"claimed_on", CellKind::Day},
             {"due", CellKind::Day},
             {"principal", CellKind::Amount},
             {"interest_from", CellKind::Day},
             {"interest_to", CellKind::Day},
             {"interest", CellKind::Amount},
             {"total", CellKind::Amount},
             {"principal_paid", CellKind::Amount},
             {"interest_paid", CellKind::Amount},
             {"given_up", CellKind::Amount},
             {"open", CellKind::Amount},
             {"line", CellKind::Text},
             {"state", CellKind::Text},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            repayments,
            QueryOf::Cases,
            claims};
}

Query interest_periods_query() {
    return {"interest_periods",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"number", CellKind::Integer},
             {"from", CellKind::Day},
             {"to", CellKind::Day},
             {"days", CellKind::Integer},
             {"base_rate", CellKind::Rate},
             {"rate", CellKind::Rate},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            interest_periods,
            QueryOf::Cases,
            claims};
}

}  // namespace foerderlauf

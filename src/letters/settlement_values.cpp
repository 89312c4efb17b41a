// What letters say of a proof of use and of a repayment: amounts worked out by the step, interest period by period.
#include "base/text.hpp"
#include "letters/values.hpp"
#include "workflow/comparison.hpp"
#include "workflow/settlement.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// Empty for nothing: a letter does not speak of 0,00 €.
std::string amount_or_nothing(const Value& cents) {
    const auto* number = cents.as_integer();
    return number && *number != 0 ? to_german(Money::cents(*number)) : std::string{};
}

std::string amount_text(const Value& cents) {
    const auto* number = cents.as_integer();
    return number ? to_german(Money::cents(*number)) : std::string{};
}

std::string day_text(const Value& iso) {
    const auto* text = iso.as_text();
    const auto day = parse_date(text ? *text : std::string{});
    return day ? to_german(*day) : std::string{};
}

List interest_periods(const Record& claim) {
    List rows;
    for (const auto& entry : list_of(claim, "periods"))
        if (const auto* period = entry.as_record())
            rows.emplace_back(Record{{"from", day_text(member(*period, "from"))},
                                     {"to", day_text(member(*period, "to"))},
                                     {"days", std::to_string(integer_of(*period, "days"))},
                                     {"rate", rate_in_german(integer_of(*period, "rate_hundredths"))},
                                     {"base", rate_in_german(integer_of(*period, "base_hundredths"))}});
    return rows;
}

List cut_rows(const Record& examination) {
    List rows;
    for (const auto& entry : list_of(examination, "cuts"))
        if (const auto* cut = entry.as_record())
            rows.emplace_back(Record{{"item", trimmed(text_of(*cut, "item"))},
                                     {"amount", amount_text(member(*cut, "amount_cents"))},
                                     {"reason", trimmed(text_of(*cut, "reason"))}});
    return rows;
}

/// The words of a choice of that step, as its form labels it.
std::string choice_label(const Writing& writing, const MachineFile& machine, const char* step, const char* field) {
    const auto* definition = writing.definition.machine(machine.name);
    const auto* known = definition ? definition->step(step) : nullptr;
    const auto* form_field = known ? known->fields.find(field) : nullptr;
    const auto given = machine.given.find(step);
    if (!form_field || given == machine.given.end()) return {};
    const auto value = text_of(given->second, field);
    const auto option = std::ranges::find(form_field->options, value, &Option::value);
    return option == form_field->options.end() ? value : option->label;
}

/// What the ground of a repayment is called and what it does to the notice: §§ 48, 49 and 49a VwVfG differ, and so do the letters.
void add_ground(const Writing& writing, const MachineFile& machine, Record& values) {
    const auto ground = text_of(machine.given_with("announce"), "ground");
    const auto known = writing.texts.knows("letter.ground." + ground + ".title") ? ground : std::string{"other"};
    const Record told{{"notice", writing.file.decided_on ? to_german(*writing.file.decided_on) : std::string{}},
                      {"award", amount_text(member(machine.given_with("announce"), "remaining_award_cents"))}};
    for (const auto* part : {"title", "hearing_title", "hearing", "decision"})
        values[std::string{"ground_"} + part] = writing.texts.sentence("letter.ground." + known + "." + part, told);
}

}  // namespace

void add_settlement(const Writing& writing, Record& values) {
    const auto* machine = writing.event ? writing.file.machine(writing.event->machine) : nullptr;
    if (!machine || machine->id == 1) return;
    const auto& examined = machine->given_with("examine");
    values["settled_eligible"] = amount_text(member(examined, "eligible_cents"));
    values["settled_award"] = amount_text(member(examined, "award_cents"));
    values["settled_paid"] = amount_text(member(examined, "paid_cents"));
    values["settled_release"] = amount_or_nothing(member(examined, "release_cents"));
    values["settled_reclaim"] = amount_or_nothing(member(examined, "reclaim_cents"));
    values["cuts"] = cut_rows(examined);
    values["has_cuts"] = !list_of(values, "cuts").empty();

    const auto& claimed = machine->given_with("claim");
    const auto& told = claimed.empty() ? machine->given_with("announce") : claimed;
    values["remaining_award"] = amount_text(member(told, "remaining_award_cents"));
    add_ground(writing, *machine, values);
    values["ground"] = choice_label(writing, *machine, "announce", "ground");
    values["principal"] = amount_or_nothing(member(claimed, "principal_cents"));
    values["interest"] = amount_or_nothing(member(claimed, "interest_cents"));
    values["released"] = amount_or_nothing(member(claimed, "released_cents"));
    const auto* remaining = member(told, "remaining_award_cents").as_integer();
    if (remaining && claimed.empty())
        values["reclaim"] = amount_or_nothing(
            Value{claimable_beyond(writing.file, Money::cents(*remaining)).in_cents()});
    values["paid_so_far"] = to_german(paid_and_kept(writing.file));
    const auto both = integer_of(claimed, "principal_cents") + integer_of(claimed, "interest_cents");
    const bool two = !text_of(values, "principal").empty() && !text_of(values, "interest").empty();
    values["payable_together"] = two ? to_german(Money::cents(both)) : std::string{};
    const auto base = integer_of(claimed, "interest_on_cents");
    values["interest_on"] = to_german(Money::cents(base != 0 ? base : integer_of(claimed, "principal_cents")));
    values["payable_by"] = !text_of(values, "principal").empty() || !text_of(values, "interest").empty();
    values["interest_periods"] = interest_periods(claimed);
    values["no_interest_reason"] = std::string{trimmed(text_of(claimed, "no_interest_reason"))};
}

}  // namespace foerderlauf

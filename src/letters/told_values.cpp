// What letters tell of a payment, of an early start and of their own dispatch.
#include "letters/values.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string amount_of(const Record& given, std::string_view name) {
    const auto* cents = member(given, name).as_integer();
    return cents ? to_german(Money::cents(*cents)) : std::string{};
}

std::string day_of(const Record& given, std::string_view name) {
    const auto day = parse_date(text_of(given, name));
    return day ? to_german(*day) : std::string{};
}

/// `DE89 … 3000`: whoever knows the account recognises it, whoever does not learns nothing.
std::string masked(const std::string& iban) {
    constexpr std::size_t shown = 4;
    return iban.size() <= 2 * shown ? std::string{} : iban.substr(0, shown) + " … " + iban.substr(iban.size() - shown);
}

void add_payment(const Writing& writing, const MachineFile& machine, Record& values) {
    const auto& asked = machine.given_with("submit");
    const auto& certified = machine.given_with("certify_arithmetic");
    values["called"] = amount_of(asked, "amount_cents");
    values["approved"] = amount_of(certified, "approved_cents");
    values["reduced"] = values["called"] != values["approved"];
    values["reduction_reason"] = std::string{trimmed(text_of(certified, "reduction_reason"))};
    values["value_date"] = day_of(machine.given_with("confirm_payment"), "value_date");
    auto iban = text_of(asked, "iban");
    if (const auto* known = writing.file.at("application.iban").as_text(); iban.empty() && known) iban = *known;
    values["account"] = masked(iban);
    values["use_by"] = std::string{};
    for (const auto& started : writing.event->facts.deadlines_started)
        if (started.machine == machine.id) values["use_by"] = to_german(started.due);
}

/// The letter that went out with a service: the newest decision, how it was sent and from when it counts as told.
void add_dispatch(const Writing& writing, Record& values) {
    const auto& served = writing.event->facts;
    if (!served.served_on) return;
    values["sent_kind"] = writing.texts.sentence("letter.sent." + text_of(served.fields, "kind"));
    values["sent_on"] = day_of(served.fields, "date");
    values["told_on"] = to_german(*served.served_on);
    for (const auto& started : served.deadlines_started)
        if (started.name == "remedy") values["remedy_ends"] = to_german(started.due);
    for (const auto& [name, sha256] : writing.file.letters)
        if (name == notice_of(writing.definition, writing.file)) {
            const auto key = "letter.name." + name;
            values["sent_letter"] = writing.texts.sentence(writing.texts.knows(key) ? key : "letter.name.other");
            values["sent_sha256"] = sha256;
        }
}

}  // namespace

void add_told(const Writing& writing, Record& values) {
    if (!writing.event) return;
    add_dispatch(writing, values);
    const auto* machine = writing.file.machine(writing.event->machine);
    if (!machine || machine->id == 1) return;
    add_payment(writing, *machine, values);
    const auto& request = machine->given_with("request");
    values["contract_date"] = day_of(request, "contract_date");
    values["planned_costs"] = amount_of(request, "planned_costs_cents");
}

}  // namespace foerderlauf

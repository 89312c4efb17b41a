#include "workflow/checks/check.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

const Value& Question::at(std::string_view path) const {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return member(input, path);
    // Never an earlier taking of the same step: a recommendation of last year must not stand in the way of a new one.
    if (path.substr(0, dot) == step.name) return member(input, path.substr(dot + 1));
    if (const auto given = machine.given.find(path.substr(0, dot)); machine.id != 1 && given != machine.given.end())
        return member(given->second, path.substr(dot + 1));
    return file.at(path);
}

Money Question::money_at(std::string_view path) const {
    const auto* number = at(path).as_integer();
    return Money::cents(number ? *number : 0);
}

std::vector<std::string> Question::parameter_names(std::string_view name) const {
    std::vector<std::string> names;
    const auto& value = member(parameters, name);
    if (const auto* single = value.as_text()) names.push_back(*single);
    if (const auto* list = value.as_list())
        for (const auto& entry : *list)
            if (const auto* text = entry.as_text()) names.push_back(*text);
    return names;
}

void block(Verdict& verdict, const Question& question, std::string check, Record values, std::string key) {
    if (key.empty()) key = "blocker." + check;
    verdict.blockers.push_back({std::move(check), question.source, {std::move(key), std::move(values)}});
}

Verdict blocked(const Question& question, std::string check, Record values, std::string key) {
    Verdict verdict;
    block(verdict, question, std::move(check), std::move(values), std::move(key));
    return verdict;
}

Verdict wrong_field(std::string field, std::string key, Record values) {
    Verdict verdict;
    verdict.fields.emplace(std::move(field), Message{std::move(key), std::move(values)});
    return verdict;
}

Verdict hinted(const Question& question, std::string check, Record values) {
    Verdict verdict;
    auto key = "hint." + check;
    verdict.hints.push_back({std::move(check), question.source, {std::move(key), std::move(values)}});
    return verdict;
}

Verdict departed_from(const Question& question, std::string check, Record values) {
    const auto path = question.parameter("unless_reason");
    values.emplace("reason_label", label_at(question, path));
    const auto* reason = question.at(path).as_text();
    const bool reasoned = reason && !trimmed(*reason).empty();
    return reasoned ? hinted(question, std::move(check), std::move(values))
                    : blocked(question, std::move(check), std::move(values));
}

bool concerns_object(const Question& question) {
    const auto codes = question.parameter_names("objects");
    const auto* object = funding_object_of(question.definition, question.file);
    return codes.empty() || (object && std::ranges::find(codes, object->code) != codes.end());
}

std::string label_at(const Question& question, std::string_view path) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return std::string{path};
    const auto head = path.substr(0, dot);
    const auto form = question.definition.forms.find(head == "grant" ? "application" : std::string{head});
    const auto* machine = question.definition.machine(question.machine.name);
    const auto* step = machine ? machine->step(head) : nullptr;
    const auto* fields = form != question.definition.forms.end() ? &form->second
                         : step                                  ? &step->fields
                         : machine && head == "open"             ? &machine->opening
                                                                 : nullptr;
    const auto* field = fields ? fields->find(path.substr(dot + 1)) : nullptr;
    return field ? field->label : std::string{path};
}

Money sum_of(const List& rows, std::string_view field) {
    Money sum;
    for (const auto& row : rows)
        if (const auto* record = row.as_record()) sum += Money::cents(integer_of(*record, field));
    return sum;
}

Money sum_where(const List& rows, std::string_view field, std::string_view flag) {
    Money sum;
    for (const auto& row : rows)
        if (const auto* record = row.as_record(); record && flag_of(*record, flag))
            sum += Money::cents(integer_of(*record, field));
    return sum;
}

std::vector<YearlySlice> slices_of(const Value& rows) {
    std::vector<YearlySlice> slices;
    if (const auto* list = rows.as_list())
        for (const auto& row : *list)
            if (const auto* record = row.as_record())
                slices.push_back(
                    {static_cast<int>(integer_of(*record, "year")), Money::cents(integer_of(*record, "amount_cents"))});
    return slices;
}

std::optional<Date> date_of(const Value& value) {
    const auto* text = value.as_text();
    if (!text) return std::nullopt;
    const auto date = parse_date(*text);
    return date ? std::optional{*date} : std::nullopt;
}

const FundingObject* funding_object_of(const Definition& definition, const CaseFile& file) {
    const auto* code = file.at(definition.funding_object_field).as_text();
    return code ? definition.funding_object(*code) : nullptr;
}

Date day_of_rules(const Question& question) { return question.file.submitted_on.value_or(question.situation.today); }

Record money_rules_used(const FundingObject& object, Date day) {
    Record used{{"object", object.code}, {"day", to_iso(day)}};
    if (const auto* rate = object.rate_on(day)) used["rate"] = to_text(rate->value);
    if (const auto* cap = object.cap_on(day)) used["cap_cents"] = cap->value.in_cents();
    if (const auto* floor = object.floor_on(day)) used["floor_cents"] = floor->value.in_cents();
    return used;
}

Balances without_own_reservation(const Question& question) {
    Balances balances = *question.situation.balances;
    for (const auto& [account, amount] : question.file.held) {
        if (account.stage != "reserved") continue;
        auto available = account;
        available.stage = "available";
        balances[account] -= amount;
        balances[available] += amount;
    }
    return balances;
}

Verdict unless_provisional(const Question& question, const std::string& line) {
    const auto& provisional = question.situation.provisional_lines;
    if (std::ranges::find(provisional, line) == provisional.end()) return passed();
    const Record values{{"line", line}, {"year", static_cast<int>(question.situation.today.year())}};
    const bool given = !trimmed(text_of(question.input, question.parameter("necessity"))).empty();
    if (given || !question.attempted) return hinted(question, "budget_not_provisional", values);
    return blocked(question, "budget_not_provisional", values);
}

const Value& given_at(const MachineFile& machine, std::string_view path) {
    static const Value nothing;
    const auto given = machine.given.find(path.substr(0, path.find('.')));
    return given == machine.given.end() ? nothing : member(given->second, path.substr(path.find('.') + 1));
}

const RunningDeadline* running_deadline(const Question& question, std::string_view name) {
    const auto found = std::ranges::find_if(question.file.deadlines, [&](const RunningDeadline& running) {
        return running.name == name && running.machine == question.machine.id;
    });
    return found == question.file.deadlines.end() ? nullptr : &*found;
}

}  // namespace foerderlauf

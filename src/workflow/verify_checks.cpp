#include "workflow/verify_parts.hpp"

#include "workflow/verify_parameters.hpp"

namespace foerderlauf {

namespace {

/// A check where it is used.
struct Use {
    Inspection& inspection;
    const Machine& machine;
    const Step& step;
    const CheckUse& check;

    bool known(std::string_view kind, const std::string& name, const std::vector<std::string>& names) const {
        return inspection.known(check.place, kind, name, names);
    }
};

std::vector<std::string> child_names(const Definition& definition) {
    std::vector<std::string> names;
    for (const auto& machine : definition.machines)
        if (!machine.inside.empty()) names.push_back(machine.name);
    return names;
}

std::vector<std::string> all_steps(const Definition& definition) {
    std::vector<std::string> names;
    for (const auto& machine : definition.machines)
        for (const auto& step : machine.steps) names.push_back(step.name);
    for (const auto& [form, unused] : definition.forms) names.push_back("edit_" + form);
    return names;
}

void expect_field(const Use& use, const std::string& path, FieldKind kind) {
    const auto* field = field_at(use.inspection, use.check.place, use.machine, &use.step, path);
    if (field && field->kind != kind)
        use.inspection.find(use.check.place, "verify.path_kind", {{"path", path}, {"key", use.check.check}});
}

void expect_text(const Use& use, const std::string& path) {
    const auto* field = field_at(use.inspection, use.check.place, use.machine, &use.step, path);
    if (field && field->kind != FieldKind::Text && field->kind != FieldKind::LongText &&
        field->kind != FieldKind::Code && field->kind != FieldKind::Length)
        use.inspection.find(use.check.place, "verify.path_kind", {{"path", path}, {"key", use.check.check}});
}

void expect_amount(const Use& use, const std::string& text) {
    if (!Money::parse(text))
        use.inspection.find(use.check.place, "verify.parameter_amount", {{"check", use.check.check}, {"given", text}});
}

std::vector<std::string> object_codes(const Definition& definition) {
    std::vector<std::string> codes;
    for (const auto& object : definition.funding_objects) codes.push_back(object.code);
    return codes;
}

/// Fields of the step itself have no dot: the checks look into the input given with the step.
void expect_own_field(const Use& use, const std::string& name, FieldKind kind) {
    if (use.known("field", name, names_of(use.step.fields.fields))) expect_field(use, name, kind);
}

/// The outcomes a suit can be recorded with: options of the field `outcome` of the machine's step record_outcome.
void expect_outcome(const Use& use, const std::string& outcome) {
    const auto* child = use.inspection.definition.machine(text_of(use.check.parameters, "machine"));
    const auto* step = child ? child->step("record_outcome") : nullptr;
    const auto* field = step ? step->fields.find("outcome") : nullptr;
    std::vector<std::string> options;
    if (field)
        for (const auto& option : field->options) options.push_back(option.value);
    use.known("outcome", outcome, options);
}

/// States of the machine that the parameter `machine` names.
void expect_state_of_other(const Use& use, const std::string& name) {
    const auto* other = use.inspection.definition.machine(text_of(use.check.parameters, "machine"));
    if (other) use.known("state", name, names_of(other->states));
}

void expect_option(const Use& use, const std::string& name) {
    const auto* field = field_at(use.inspection, use.check.place, use.machine, &use.step,
                                 text_of(use.check.parameters, "choice"));
    std::vector<std::string> options;
    if (field)
        for (const auto& option : field->options) options.push_back(option.value);
    use.known("outcome", name, options);
}

void expect_column(const Use& use, const std::string& name) {
    const auto* rows = use.step.fields.find(text_of(use.check.parameters, "rows"));
    if (rows) use.known("field", name, names_of(rows->columns));
}

void expect_bound(const Use& use, const std::string& name) {
    const std::string taken = "taken.";
    if (name.starts_with(taken)) use.known("step", name.substr(taken.size()), names_of(use.machine.steps));
    else if (name.find('.') != std::string::npos) expect_field(use, name, FieldKind::Date);
    else use.known("word", name, {"today", "submission", "decision", "service", "opening", "annulment"});
}

void expect_own_dates(const Use& use, const std::string& name) {
    const auto dot = name.find('.');
    if (dot == std::string::npos) return expect_own_field(use, name, FieldKind::Date);
    const auto rows = name.substr(0, dot);
    expect_own_field(use, rows, FieldKind::Rows);
    const auto* field = use.step.fields.find(rows);
    if (!field || !use.known("field", name.substr(dot + 1), names_of(field->columns))) return;
    const auto column = std::ranges::find(field->columns, name.substr(dot + 1), &Field::name);
    if (column->kind != FieldKind::Date)
        use.inspection.find(use.check.place, "verify.path_kind", {{"path", name}, {"key", use.check.check}});
}

void judge_name(const Use& use, Means means, const std::string& name) {
    const auto& definition = use.inspection.definition;
    switch (means) {
        case Means::Form: use.known("form", name, keys_of(definition.forms)); break;
        case Means::Letter: use.known("letter", name, keys_of(definition.letters)); break;
        case Means::Documents: use.known("document", name, definition.document_kinds); break;
        case Means::Deadline: use.known("deadline", name, names_of(use.machine.deadlines)); break;
        case Means::Machines: use.known("machine", name, child_names(definition)); break;
        case Means::MainStep: use.known("step", name, names_of(definition.main().steps)); break;
        case Means::OwnStep: use.known("step", name, names_of(use.machine.steps)); break;
        case Means::AnyStep: use.known("step", name, all_steps(definition)); break;
        case Means::OwnDate: expect_own_field(use, name, FieldKind::Date); break;
        case Means::OwnChoice: expect_own_field(use, name, FieldKind::Choice); break;
        case Means::OwnMoney: expect_own_field(use, name, FieldKind::Money); break;
        case Means::OwnRows: expect_own_field(use, name, FieldKind::Rows); break;
        case Means::DatePath: expect_field(use, name, FieldKind::Date); break;
        case Means::MoneyPath: expect_field(use, name, FieldKind::Money); break;
        case Means::RowsPath: expect_field(use, name, FieldKind::Rows); break;
        case Means::FlagPath: expect_field(use, name, FieldKind::Flag); break;
        case Means::Limits: use.known("word", name, {"requested", "plan", "rate", "cap", "financing_type"}); break;
        case Means::DateBound: expect_bound(use, name); break;
        case Means::OwnDates: expect_own_dates(use, name); break;
        case Means::Occasion: use.known("word", name, {"submit", "decision"}); break;
        case Means::Outcomes: expect_outcome(use, name); break;
        case Means::NumberPath: expect_field(use, name, FieldKind::Integer); break;
        case Means::TextPath: expect_text(use, name); break;
        case Means::Objects: use.known("object", name, object_codes(definition)); break;
        case Means::Amount: expect_amount(use, name); break;
        case Means::IbanPath: expect_field(use, name, FieldKind::Iban); break;
        case Means::OwnText: expect_own_field(use, name, FieldKind::LongText); break;
        case Means::ChildState: use.known("state", name, names_of(use.machine.states)); break;
        case Means::OwnField: use.known("field", name, names_of(use.step.fields.fields)); break;
        case Means::ChoicePath: expect_field(use, name, FieldKind::Choice); break;
        case Means::FieldsByChoice:
        case Means::OtherState: expect_state_of_other(use, name); break;
        case Means::Chosen: expect_option(use, name); break;
        case Means::RowColumn: expect_column(use, name); break;
        case Means::Computed: use.known("step", name.substr(0, name.find('.')), names_of(use.machine.steps)); break;
        case Means::Number:
        case Means::Setting:
        case Means::Flag: break;
    }
}

void judge_fields_by_choice(const Use& use, const Value& value) {
    const auto* choice = field_at(use.inspection, use.check.place, use.machine, &use.step,
                                  text_of(use.check.parameters, "kind"));
    std::vector<std::string> options;
    if (choice)
        for (const auto& option : choice->options) options.push_back(option.value);
    const auto* by_option = value.as_record();
    if (!by_option)
        use.inspection.find(use.check.place, "verify.parameter_kind",
                            {{"check", use.check.check}, {"parameter", "fields"}});
    for (const auto& [option, fields] : by_option ? *by_option : Record{}) {
        use.known("word", option, options);
        for (const auto& field : texts_in(fields)) judge_name(use, Means::OwnField, field);
    }
}

void judge_parameter(const Use& use, const Parameter& parameter) {
    const auto& value = member(use.check.parameters, parameter.name);
    const Record told{{"check", use.check.check}, {"parameter", parameter.name}};
    if (value.is_empty()) {
        if (parameter.needed == Needed::Yes) use.inspection.find(use.check.place, "verify.parameter_missing", told);
        return;
    }
    if (parameter.means == Means::Flag || parameter.means == Means::Number) {
        const bool fits = parameter.means == Means::Flag ? value.as_bool() != nullptr : value.as_integer() != nullptr;
        if (!fits) use.inspection.find(use.check.place, "verify.parameter_kind", told);
        return;
    }
    if (parameter.means == Means::FieldsByChoice) return judge_fields_by_choice(use, value);
    const auto names = texts_in(value);
    if (names.empty()) use.inspection.find(use.check.place, "verify.parameter_kind", told);
    for (const auto& name : names) judge_name(use, parameter.means, name);
}

void judge_check(const Use& use) {
    const auto row = parameters_of_checks().find(use.check.check);
    if (row == parameters_of_checks().end()) {
        use.known("check", use.check.check, keys_of(parameters_of_checks()));
        return;
    }
    std::vector<std::string> names;
    for (const auto& parameter : row->second) names.push_back(parameter.name);
    for (const auto& [name, value] : use.check.parameters) use.known("parameter", name, names);
    for (const auto& parameter : row->second) judge_parameter(use, parameter);
}

}  // namespace

void verify_checks(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        for (const auto& step : machine.steps)
            for (const auto& check : step.checks) judge_check({inspection, machine, step, check});
}

}  // namespace foerderlauf

#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

/// What a parameter of a check means, so that a wrong name is found before a case meets it.
enum class Means {
    Form,
    Letter,
    Documents,
    Deadline,
    Machines,
    MainStep,  ///< of the main machine: whose taking is looked up
    AnyStep,   ///< of any machine, or `edit_<form>`
    OwnDate,   ///< a field of the step itself, without a dot
    OwnChoice,
    OwnMoney,
    OwnText,
    IbanPath,
    OwnRows,
    DatePath,  ///< `<form or step>.<field>`
    MoneyPath,
    RowsPath,
    FlagPath,
    NumberPath,
    TextPath,  ///< of any kind of text
    Objects,   ///< codes of funding objects
    Limits,    ///< words the check knows
    Moment,
    Occasion,
    Outcomes,
    Amount,  ///< spelled as text
    Number,
    Flag,
    Setting,     ///< of programme.yaml; a programme may leave it out
    ChildState,  ///< of the machine the step belongs to
};

enum class Needed { Yes, No };

struct Parameter {
    std::string name;
    Means means;
    Needed needed = Needed::Yes;
};

/// One row per check of checks/catalogue.cpp.
const std::map<std::string, std::vector<Parameter>, std::less<>>& parameters_of_checks() {
    static const std::map<std::string, std::vector<Parameter>, std::less<>> rows = {
        {"add_on_within",
         {{"amount", Means::MoneyPath},
          {"highest", Means::Amount},
          {"objects", Means::Objects},
          {"reference", Means::TextPath}}},
        {"all_settled", {{"machines", Means::Machines}}},
        {"at_least",
         {{"field", Means::NumberPath},
          {"least", Means::Number},
          {"objects", Means::Objects, Needed::No},
          {"unless_reason", Means::TextPath}}},
        {"award_within", {{"limits", Means::Limits}, {"costs", Means::RowsPath}, {"cover", Means::RowsPath}}},
        {"call_open", {}},
        {"call_over", {}},
        {"cosigned", {{"since", Means::MainStep}, {"step", Means::MainStep}}},
        {"cuts_explain", {{"costs", Means::RowsPath}, {"eligible", Means::OwnMoney}, {"cuts", Means::OwnRows}}},
        {"date_ahead", {{"field", Means::OwnDate}}},
        {"date_between",
         {{"field", Means::OwnDate},
          {"not_before", Means::Moment, Needed::No},
          {"not_after", Means::Moment, Needed::No}}},
        {"date_extends", {{"field", Means::OwnDate}, {"deadlines", Means::Deadline}}},
        {"dates_in_order", {{"first", Means::DatePath}, {"second", Means::DatePath}}},
        {"deadline_passed", {{"deadline", Means::Deadline}}},
        {"declared",
         {{"field", Means::FlagPath}, {"objects", Means::Objects, Needed::No}, {"unless_reason", Means::TextPath}}},
        {"document_with_partners", {{"kind", Means::Documents}}},
        {"documents_present", {{"kinds", Means::Documents}}},
        {"enough_bodies",
         {{"least", Means::Number}, {"objects", Means::Objects, Needed::No}, {"unless_reason", Means::TextPath}}},
        {"every_slice_covered", {{"own_reservation", Means::Flag, Needed::No}}},
        {"financing_of_object", {}},
        {"form_complete", {{"form", Means::Form}}},
        {"funding_object_open", {}},
        {"heard", {{"answer", Means::MainStep}, {"deadline", Means::Deadline}}},
        {"ledger_clear", {}},
        {"main_where_opened", {}},
        {"not_answered_yet", {{"step", Means::MainStep}}},
        {"not_begun",
         {{"declared", Means::FlagPath},
          {"contract_date", Means::DatePath},
          {"at", Means::Occasion},
          {"unless_approved", Means::Machines, Needed::No}}},
        {"not_offered_yet", {}},
        {"not_under_suit", {{"machine", Means::Machines}}},
        {"notice_complete", {{"letter", Means::Letter}}},
        {"partner_shares", {{"costs", Means::RowsPath}}},
        {"partners_confirmed", {}},
        {"path_date_ahead", {{"path", Means::DatePath}}},
        {"plan_balances", {{"costs", Means::RowsPath}, {"cover", Means::RowsPath}, {"requested", Means::MoneyPath}}},
        {"recommended", {{"step", Means::MainStep}, {"not", Means::MainStep}}},
        {"request_within_rate", {{"costs", Means::RowsPath}, {"requested", Means::MoneyPath}}},
        {"reservation_over", {}},
        {"reserved", {{"until", Means::Deadline, Needed::No}}},
        {"retrievable", {{"kind", Means::OwnChoice}, {"date", Means::OwnDate}, {"deadline", Means::Deadline}}},
        {"separation", {{"differs_from", Means::AnyStep}}},
        {"slice_in_past_year", {{"slices", Means::RowsPath}}},
        {"slices_sum", {{"slices", Means::OwnRows}, {"total", Means::OwnMoney}}},
        {"account_changed", {{"iban", Means::IbanPath}, {"known", Means::IbanPath}, {"step", Means::AnyStep}}},
        {"account_confirmed",
         {{"iban", Means::IbanPath}, {"known", Means::IbanPath}, {"step", Means::AnyStep}, {"since", Means::AnyStep}}},
        {"approved_within",
         {{"approved", Means::OwnMoney}, {"requested", Means::MoneyPath}, {"reason", Means::OwnText}}},
        {"before_cut_off", {{"setting", Means::Setting}}},
        {"called_this_year", {}},
        {"one_at_a_time", {{"states", Means::ChildState}}},
        {"order_of_use",
         {{"rows", Means::OwnRows},
          {"amount", Means::OwnMoney},
          {"own", Means::OwnMoney},
          {"other", Means::OwnMoney},
          {"approved", Means::MoneyPath},
          {"counts_in", Means::ChildState}}},
        {"payments_in_period", {{"rows", Means::OwnRows}, {"first", Means::DatePath}, {"last", Means::DatePath}}},
        {"payments_soon", {{"rows", Means::OwnRows}, {"given", Means::TextPath}, {"setting", Means::Setting}}},
        {"slice_left", {{"amount", Means::OwnMoney}}},
        {"use_reported", {{"deadline", Means::Deadline}}},
        {"used_within", {{"used", Means::OwnMoney}, {"paid", Means::MoneyPath}}},
        {"suit_won", {{"machine", Means::Machines}, {"outcomes", Means::Outcomes}}},
        {"within_call_budget", {}},
    };
    return rows;
}

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
    if (field && field->kind != FieldKind::Text && field->kind != FieldKind::LongText && field->kind != FieldKind::Code)
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

void judge_name(const Use& use, Means means, const std::string& name) {
    const auto& definition = use.inspection.definition;
    switch (means) {
        case Means::Form: use.known("form", name, keys_of(definition.forms)); break;
        case Means::Letter: use.known("letter", name, keys_of(definition.letters)); break;
        case Means::Documents: use.known("document", name, definition.document_kinds); break;
        case Means::Deadline: use.known("deadline", name, names_of(use.machine.deadlines)); break;
        case Means::Machines: use.known("machine", name, child_names(definition)); break;
        case Means::MainStep: use.known("step", name, names_of(definition.main().steps)); break;
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
        case Means::Moment: use.known("word", name, {"today", "decision", "service", "opening"}); break;
        case Means::Occasion: use.known("word", name, {"submit", "decision"}); break;
        case Means::Outcomes: expect_outcome(use, name); break;
        case Means::NumberPath: expect_field(use, name, FieldKind::Integer); break;
        case Means::TextPath: expect_text(use, name); break;
        case Means::Objects: use.known("object", name, object_codes(definition)); break;
        case Means::Amount: expect_amount(use, name); break;
        case Means::IbanPath: expect_field(use, name, FieldKind::Iban); break;
        case Means::OwnText: expect_own_field(use, name, FieldKind::LongText); break;
        case Means::ChildState: use.known("state", name, names_of(use.machine.states)); break;
        case Means::Number:
        case Means::Setting:
        case Means::Flag: break;
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

#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

/// An effect where it is used. The loader has seen to the shape of its argument.
struct Use {
    Inspection& inspection;
    const Machine& machine;
    const Step& step;
    const EffectUse& effect;

    std::string text() const { return effect.argument.as_text() ? *effect.argument.as_text() : std::string{}; }
    bool known(std::string_view kind, const std::string& name, const std::vector<std::string>& names) const {
        return inspection.known(effect.place, kind, name, names);
    }
    void find(std::string key, Record values = {}) const {
        inspection.find(effect.place, std::move(key), std::move(values));
    }
};

void freeze(const Use& use) { use.known("form", use.text(), keys_of(use.inspection.definition.forms)); }
void letter(const Use& use) { use.known("letter", use.text(), keys_of(use.inspection.definition.letters)); }

/// The engine books the slices that programme.yaml names; another path here would promise something else.
void slices(const Use& use) {
    const auto& wanted = use.inspection.definition.money.slices;
    if (use.text() != wanted) use.find("verify.other_slices", {{"path", use.text()}, {"expected", wanted}});
}

void grant(const Use& use) { use.known("step", use.text(), names_of(use.inspection.definition.main().steps)); }

/// Service needs to know how and when: fields `kind` and `date` of the step.
void serve(const Use& use) {
    const auto* kind = use.step.fields.find("kind");
    const auto* date = use.step.fields.find("date");
    if (!kind || !kind->required || kind->kind != FieldKind::Choice || !date || !date->required ||
        date->kind != FieldKind::Date)
        use.find("verify.serve_fields", {{"step", use.step.title}});
}

void open(const Use& use) {
    const auto& definition = use.inspection.definition;
    if (!use.known("machine", use.text(), machine_names(definition))) return;
    const auto& child = *definition.machine(use.text());
    if (child.inside != definition.main().name) {
        use.find("verify.opens_elsewhere", {{"machine", child.title}});
        return;
    }
    if (!use.machine.inside.empty()) return;  // beside another machine: where the application stands is not known here
    for (const auto& from : use.step.from)
        if (!contains(child.opens_in, use.step.target(from)))
            use.find("verify.opens_not_in", {{"machine", child.title}, {"state", use.step.target(from)}});
}

Record record_in(const Record& argument, std::string_view name) {
    const auto* record = member(argument, name).as_record();
    return record ? *record : Record{};
}

std::vector<std::string> options_of(const Field* field) {
    std::vector<std::string> options;
    for (const auto& option : field->options) options.push_back(option.value);
    return options;
}

/// A machine that opens only where something is to be done.
void open_where_needed(const Use& use) {
    const auto& definition = use.inspection.definition;
    const auto& argument = *use.effect.argument.as_record();
    const auto name = text_of(argument, "machine");
    if (!use.known("machine", name, machine_names(definition))) return;
    const auto& opening = definition.machine(name)->opening;
    for (const auto& [field, path] : record_in(argument, "given")) use.known("field", field, names_of(opening.fields));
    for (const auto& [field, option] : record_in(argument, "set"))
        if (use.known("field", field, names_of(opening.fields)))
            use.known("word", *option.as_text(), options_of(opening.find(field)));
    for (const auto* condition : {"where", "unless"})
        for (const auto& [path, option] : record_in(argument, condition))
            if (const auto* field = field_at(use.inspection, use.effect.place, use.machine, &use.step, path))
                use.known("word", *option.as_text(), options_of(field));
}

void try_step(const Use& use) {
    if (use.known("step", use.text(), names_of(use.machine.steps)) &&
        !contains(use.machine.step(use.text())->by, "system"))
        use.find("verify.fires_not_system", {{"step", use.machine.step(use.text())->title}});
}

void fire_if(const Use& use) {
    const auto& condition = *use.effect.argument.as_record();
    const auto& main = use.inspection.definition.main();
    const auto step = text_of(condition, "step");
    if (use.known("step", step, names_of(main.steps)) && !contains(main.step(step)->by, "system"))
        use.find("verify.fires_not_system", {{"step", main.step(step)->title}});
    const auto name = text_of(condition, "field");
    if (!use.known("field", name, names_of(use.step.fields.fields))) return;
    std::vector<std::string> options;
    for (const auto& option : use.step.fields.find(name)->options) options.push_back(option.value);
    for (const auto& value : texts_in(member(condition, "values"))) use.known("outcome", value, options);
}

/// A child that ends with its case: its step must be the system's, without input, and lead away from every open state.
void end_child(const Use& use) {
    const auto& definition = use.inspection.definition;
    const auto& argument = *use.effect.argument.as_record();
    if (!use.known("machine", text_of(argument, "machine"), machine_names(definition))) return;
    const auto& child = *definition.machine(text_of(argument, "machine"));
    if (child.inside != use.machine.name) return use.find("verify.ends_elsewhere", {{"machine", child.title}});
    if (!use.known("step", text_of(argument, "step"), names_of(child.steps))) return;
    const auto& step = *child.step(text_of(argument, "step"));
    if (!contains(step.by, "system")) use.find("verify.fires_not_system", {{"step", step.title}});
    if (step.reason_required || std::ranges::any_of(step.fields.fields, &Field::required))
        use.find("verify.ends_with_input", {{"step", step.title}});
    for (const auto& state : child.states)
        if (!state.final && !step.leads_from(state.name))
            use.find("verify.ends_not_from", {{"machine", child.title}, {"state", state.label}, {"step", step.title}});
}

void supersede_finality(const Use& use) {
    const auto* filed = use.step.fields.find("filed_on");
    if (!filed || filed->kind != FieldKind::Date || !filed->required)
        use.find("verify.no_filing_day", {{"step", use.step.title}});
    for (const auto& [from, to] : *use.effect.argument.as_record()) {
        if (from == "deadline") {
            use.known("deadline", *to.as_text(), names_of(use.machine.deadlines));
            continue;
        }
        use.known("state", from, use.step.from);
        use.known("state", *to.as_text(), names_of(use.machine.states));
    }
}

/// What is imposed has its own machine, opened where the step leads; its opening fields take the columns of the rows.
void impose(const Use& use) {
    const auto& argument = *use.effect.argument.as_record();
    const auto& definition = use.inspection.definition;
    const auto* rows = field_at(use.inspection, use.effect.place, use.machine, &use.step, text_of(argument, "rows"));
    if (!use.known("machine", text_of(argument, "machine"), machine_names(definition)) || !rows) return;
    const auto& child = *definition.machine(text_of(argument, "machine"));
    for (const auto& column : rows->columns) use.known("field", column.name, names_of(child.opening.fields));
    if (std::ranges::none_of(use.step.from,
                             [&](const std::string& from) { return contains(child.opens_in, use.step.target(from)); }))
        use.find("verify.opens_not_in", {{"machine", child.title}, {"state", use.step.target(use.step.from.front())}});
}

void lapse(const Use& use) {
    const auto& argument = *use.effect.argument.as_record();
    const auto& definition = use.inspection.definition;
    if (!use.known("machine", text_of(argument, "machine"), machine_names(definition))) return;
    const auto& child = *definition.machine(text_of(argument, "machine"));
    const auto step = text_of(argument, "step");
    if (use.known("step", step, names_of(child.steps)) && !contains(child.step(step)->by, "system"))
        use.find("verify.fires_not_system", {{"step", child.step(step)->title}});
}

/// What a correction of the service counts anew and takes back stands in the main machine.
void correct_service(const Use& use) {
    const auto& argument = *use.effect.argument.as_record();
    const auto& main = use.inspection.definition.main();
    use.known("deadline", text_of(argument, "deadline"), names_of(main.deadlines));
    const auto step = text_of(argument, "step");
    if (use.known("step", step, names_of(main.steps)) && !contains(main.step(step)->by, "system"))
        use.find("verify.fires_not_system", {{"step", main.step(step)->title}});
}

void instalments(const Use& use) { use.known("field", use.text(), names_of(use.step.fields.fields)); }

void skip(const Use& use) {
    use.known("state", text_of(*use.effect.argument.as_record(), "to"), names_of(use.machine.states));
}

/// An amended grant is bound to the same rules as the first: nothing of them may be left out of the file.
void amend(const Use& use) {
    for (const auto* check : {"change_reserved", "change_covered", "change_not_below_called", "change_award_within",
                              "not_under_suit", "separation"})
        if (!check_of(use.step, check)) use.find("verify.amends_without", {{"step", use.step.title}, {"check", check}});
    if (!effect_of(use.step, "letter")) use.find("verify.decides_without_letter", {{"step", use.step.title}});
}

void judge(const Use& use) {
    static const std::map<std::string, void (*)(const Use&), std::less<>> judges = {
        {"agree_instalments", instalments},
        {"amend", amend},
        {"bind_use", open_where_needed},
        {"commit", slices},
        {"end_child", end_child},
        {"fire_if", fire_if},
        {"freeze", freeze},
        {"grant", grant},
        {"letter", letter},
        {"open", open},
        {"open_if", open_where_needed},
        {"reserve", slices},
        {"serve", serve},
        {"serve_claim", serve},
        {"skip", skip},
        {"supersede_finality", supersede_finality},
        {"try", try_step},
        {"impose", impose},
        {"lapse", lapse},
        {"correct_service", correct_service},
    };
    if (const auto found = judges.find(use.effect.effect); found != judges.end()) found->second(use);
}

}  // namespace

void verify_effects(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        for (const auto& step : machine.steps)
            for (const auto& effect : step.effects) judge({inspection, machine, step, effect});
}

}  // namespace foerderlauf

#include "workflow/verify_parts.hpp"

#include "base/text.hpp"

#include <tuple>

namespace foerderlauf {

namespace {

bool before(const Finding& a, const Finding& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
}

template <typename Things>
std::vector<std::string> names_in(const Things& things) {
    std::vector<std::string> names;
    for (const auto& thing : things) names.push_back(thing.name);
    return names;
}

/// A suit sets a finality aside: the case goes back without another step.
void add_superseding(const Machine& machine, const Step& step, std::vector<Move>& moves) {
    const auto* effect = effect_of(step, "supersede_finality");
    const auto* states = effect ? effect->argument.as_record() : nullptr;
    if (!states) return;
    for (const auto& [from, to] : *states)
        if (step.leads_from(from) && to.as_text() && machine.state(*to.as_text()))
            moves.push_back({&step, from, *to.as_text()});
}

/// A way that some takings of the step go instead of its own.
void add_skipping(const Machine& machine, const Step& step, std::vector<Move>& moves) {
    const auto* effect = effect_of(step, "skip");
    const auto* skip = effect ? effect->argument.as_record() : nullptr;
    if (!skip || !machine.state(text_of(*skip, "to"))) return;
    for (const auto& from : step.from)
        if (machine.state(from)) moves.push_back({&step, from, text_of(*skip, "to")});
}

}  // namespace

void Inspection::find(const Place& place, std::string key, Record values, std::vector<std::string> story) {
    findings.push_back({place, {std::move(key), std::move(values)}, std::move(story)});
}

bool Inspection::known(const Place& place, std::string_view kind, std::string_view name,
                       const std::vector<std::string>& names) {
    if (contains(names, name)) return true;
    const auto key = "verify.unknown_" + std::string{kind};
    if (const auto meant = nearest(name, names); !meant.empty())
        find(place, key + ".near", {{"name", name}, {"meant", meant}});
    else
        find(place, key + ".list",
             {{"name", name}, {"known", names.empty() ? List{"–"} : List(names.begin(), names.end())}});
    return false;
}

std::vector<Move> moves_of(const Machine& machine) {
    std::vector<Move> moves;
    for (const auto& step : machine.steps) {
        for (const auto& from : step.from)
            if (machine.state(from) && machine.state(step.target(from)))
                moves.push_back({&step, from, step.target(from)});
        add_superseding(machine, step, moves);
        add_skipping(machine, step, moves);
    }
    return moves;
}

std::vector<std::string> names_of(const std::vector<State>& states) { return names_in(states); }
std::vector<std::string> names_of(const std::vector<Step>& steps) { return names_in(steps); }
std::vector<std::string> names_of(const std::vector<DeadlineRule>& deadlines) { return names_in(deadlines); }
std::vector<std::string> names_of(const std::vector<Field>& fields) { return names_in(fields); }
std::vector<std::string> machine_names(const Definition& definition) { return names_in(definition.machines); }

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

const EffectUse* effect_of(const Step& step, std::string_view effect) {
    const auto found = std::ranges::find(step.effects, effect, &EffectUse::effect);
    return found == step.effects.end() ? nullptr : &*found;
}

const CheckUse* check_of(const Step& step, std::string_view check) {
    const auto found = std::ranges::find(step.checks, check, &CheckUse::check);
    return found == step.checks.end() ? nullptr : &*found;
}

std::vector<std::string> texts_in(const Value& value) {
    if (const auto* text = value.as_text()) return {*text};
    std::vector<std::string> texts;
    if (const auto* list = value.as_list())
        for (const auto& item : *list)
            if (const auto* text = item.as_text()) texts.push_back(*text);
    return texts;
}

bool may_be_taken_by(const Step& step, std::string_view state, std::string_view duty) {
    if (const auto owner = step.by_from.find(state); owner != step.by_from.end()) return owner->second == duty;
    return contains(step.by, duty);
}

/// `grant.<field>` is the grant in force, which begins with the answers of the application.
const Form* form_of_grant(const Definition& definition) {
    const auto form = definition.forms.find("application");
    return form == definition.forms.end() ? nullptr : &form->second;
}

const Field* field_at(Inspection& inspection, const Place& place, const Machine& machine, const Step* own,
                      const std::string& path) {
    const auto& definition = inspection.definition;
    const auto dot = path.find('.');
    const auto head = path.substr(0, dot);
    const Form* form = nullptr;
    if (dot == std::string::npos) form = own ? &own->fields : nullptr;
    else if (head == "grant") form = form_of_grant(definition);
    else if (const auto found = definition.forms.find(head); found != definition.forms.end()) form = &found->second;
    else if (head == "open" && !machine.inside.empty()) form = &machine.opening;
    else if (const auto* step = machine.step(head)) form = &step->fields;
    else if (const auto* main_step = definition.main().step(head)) form = &main_step->fields;

    if (!form) {
        auto known = keys_of(definition.forms);
        for (const auto& step : machine.steps)
            if (!step.fields.fields.empty()) known.push_back(step.name);
        inspection.known(place, "path", head, known);
        return nullptr;
    }
    const auto name = dot == std::string::npos ? path : path.substr(dot + 1);
    if (!inspection.known(place, "field", name, names_of(form->fields))) return nullptr;
    return form->find(name);
}

std::vector<Finding> verify(const Definition& definition) {
    Inspection inspection{definition};
    if (definition.machines.empty())
        return {{{definition.programme + "/programme.yaml", 1}, {"load.no_machine", {}}, {}}};
    for (const auto look : {verify_programme, verify_names, verify_deadline_names, verify_checks, verify_effects,
                            verify_ways, verify_clocks, verify_people, verify_money, verify_decisions})
        look(inspection);
    std::ranges::stable_sort(inspection.findings, before);
    return std::move(inspection.findings);
}

}  // namespace foerderlauf

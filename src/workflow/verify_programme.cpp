#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

Place place_of(const Definition& definition, const std::string& key) {
    const auto found = definition.places.find(key);
    return found == definition.places.end() ? Place{definition.programme + "/programme.yaml", 1} : found->second;
}

void expect_kind(Inspection& inspection, const std::string& key, const std::string& path, FieldKind kind) {
    const auto& definition = inspection.definition;
    const auto place = place_of(definition, key);
    const auto* field = field_at(inspection, place, definition.main(), nullptr, path);
    if (field && field->kind != kind) inspection.find(place, "verify.path_kind", {{"path", path}, {"key", key}});
}

/// The slices are booked year by year: rows with a year and an amount.
void expect_slices(Inspection& inspection, const std::string& path) {
    const auto& definition = inspection.definition;
    const auto place = place_of(definition, "money.slices");
    const auto* field = field_at(inspection, place, definition.main(), nullptr, path);
    if (!field) return;
    const Form columns{.name = {}, .title = {}, .fields = field->columns};
    const auto* year = columns.find("year");
    const auto* amount = columns.find("amount_cents");
    const bool fits = field->kind == FieldKind::Rows && year && amount && year->kind == FieldKind::Integer &&
                      amount->kind == FieldKind::Money;
    if (!fits) inspection.find(place, "verify.slices_kind", {{"path", path}});
}

/// A path's first part must mean one thing: a form and a step of the main machine never share a name.
void expect_distinct_names(Inspection& inspection) {
    for (const auto& step : inspection.definition.main().steps)
        if (inspection.definition.forms.contains(step.name))
            inspection.find(step.place, "verify.step_like_form", {{"step", step.name}});
}

void expect_authorities_apart(Inspection& inspection) {
    const auto& definition = inspection.definition;
    const auto place = place_of(definition, "authority");
    if (definition.authorities.empty()) inspection.find(place, "verify.no_authority");
    for (std::size_t i = 0; i < definition.authorities.size(); ++i)
        for (std::size_t j = i + 1; j < definition.authorities.size(); ++j) {
            const auto& one = definition.authorities[i];
            const auto& other = definition.authorities[j];
            if (share_a_day(one, other))
                inspection.find(place, "verify.two_authorities", {{"one", one.name}, {"other", other.name}});
        }
}

std::vector<std::string> state_names(const Definition& definition) { return names_of(definition.main().states); }

void verify_call(Inspection& inspection) {
    const auto& definition = inspection.definition;
    const auto place = place_of(definition, "call");
    if (!definition.call.rounds.empty()) expect_kind(inspection, "call", definition.call.field, FieldKind::Choice);
    for (const auto& state : definition.call.held_in) inspection.known(place, "state", state, state_names(definition));
    const auto& formal = definition.formal_application;
    if (formal.programme.empty()) return;
    const auto there = place_of(definition, "formal_application");
    const auto* step = definition.main().step(formal.step);
    if (!inspection.known(there, "step", formal.step, names_of(definition.main().steps))) return;
    if (const auto* field = step->fields.find("application"); !field || field->kind != FieldKind::Code)
        inspection.find(there, "verify.formal_step", {{"step", step->title}});
    for (const auto& [field, path] : formal.copies) field_at(inspection, there, definition.main(), nullptr, path);
}

/// Points that nobody can give order nothing: the form is edited in some state, by somebody.
void verify_ranking(Inspection& inspection) {
    const auto& definition = inspection.definition;
    const auto& ranking = definition.ranking;
    if (ranking.form.empty()) return;
    const auto place = place_of(definition, "ranking");
    for (const auto& state : ranking.states) inspection.known(place, "state", state, state_names(definition));
    const bool edited = std::ranges::any_of(definition.main().states,
                                            [&](const State& state) { return contains(state.edits, ranking.form); });
    if (!edited || !definition.main().form_editors.contains(ranking.form))
        inspection.find(place, "verify.ranking_unedited", {{"form", ranking.form}});
}

/// A list nobody can answer checks nothing: its step is known, and somebody edits its form where that step is taken.
void verify_check_lists(Inspection& inspection) {
    const auto& main = inspection.definition.main();
    for (const auto& list : inspection.definition.check_lists) {
        const auto place = place_of(inspection.definition, "check_lists." + list.form);
        if (!inspection.known(place, "step", list.step, names_of(main.steps))) continue;
        const auto& from = main.step(list.step)->from;
        const bool edited = std::ranges::all_of(from, [&](const std::string& name) {
            const auto* state = main.state(name);
            return !state || contains(state->edits, list.form);
        });
        if (!edited || !main.form_editors.contains(list.form))
            inspection.find(place, "verify.check_list_unedited", {{"list", list.title}});
    }
}

}  // namespace

void verify_programme(Inspection& inspection) {
    const auto& definition = inspection.definition;
    const auto& money = definition.money;
    expect_kind(inspection, "funding_object_field", definition.funding_object_field, FieldKind::Choice);
    expect_kind(inspection, "money.requested", money.requested, FieldKind::Money);
    expect_kind(inspection, "title_field", definition.title_field, FieldKind::Text);
    expect_distinct_names(inspection);
    expect_authorities_apart(inspection);
    verify_call(inspection);
    verify_ranking(inspection);
    verify_check_lists(inspection);
    if (!definition.call.rounds.empty()) return;  // nothing is recommended or granted on an outline
    expect_kind(inspection, "money.eligible", money.eligible, FieldKind::Money);
    expect_kind(inspection, "money.award", money.award, FieldKind::Money);
    expect_kind(inspection, "money.financing_type", money.financing_type, FieldKind::Choice);
    expect_kind(inspection, "money.rate", money.rate, FieldKind::Rate);
    expect_slices(inspection, money.slices);
}

}  // namespace foerderlauf

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
            const bool apart = (one.to && other.from && *one.to < *other.from) ||
                               (other.to && one.from && *other.to < *one.from);
            if (!apart) inspection.find(place, "verify.two_authorities", {{"one", one.name}, {"other", other.name}});
        }
}

}  // namespace

void verify_programme(Inspection& inspection) {
    const auto& definition = inspection.definition;
    const auto& money = definition.money;
    expect_kind(inspection, "funding_object_field", definition.funding_object_field, FieldKind::Choice);
    expect_kind(inspection, "money.requested", money.requested, FieldKind::Money);
    expect_kind(inspection, "money.eligible", money.eligible, FieldKind::Money);
    expect_kind(inspection, "money.award", money.award, FieldKind::Money);
    expect_kind(inspection, "money.financing_type", money.financing_type, FieldKind::Choice);
    expect_kind(inspection, "money.rate", money.rate, FieldKind::Rate);
    expect_slices(inspection, money.slices);
    expect_distinct_names(inspection);
    expect_authorities_apart(inspection);
}

}  // namespace foerderlauf

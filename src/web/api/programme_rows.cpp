#include "domain/calendar.hpp"
#include "web/api/printing.hpp"
#include "web/api/rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

List printed(const std::vector<Validity>& periods) {
    List list;
    for (const auto& period : periods)
        list.emplace_back(Record{{"from", iso_or_null(period.from)},
                                 {"to", iso_or_null(period.to)},
                                 {"source", text_or_null(period.source)},
                                 {"unverified", period.unverified}});
    return list;
}

Record printed(const FundingObject& object, Date today) {
    return {{"code", object.code},
            {"title", object.title},
            {"open", object.open_on(today)},
            {"open_periods", printed(object.open)},
            {"closed_by", text_or_null(object.closed_by)},
            {"financing_type", to_text(object.financing)},
            {"rate", object.rate ? Value{to_text(*object.rate)} : Value{}},
            {"cap_cents", object.cap ? Value{object.cap->in_cents()} : Value{}},
            {"floor_cents", object.floor ? Value{object.floor->in_cents()} : Value{}},
            {"source", text_or_null(object.source)},
            {"unverified", object.unverified}};
}

Record printed(const Call& call, const Definition& definition) {
    const Date today = call.site.clock.today();
    List open, closed, machines, forms, kinds;
    for (const auto& object : definition.funding_objects)
        (object.open_on(today) ? open : closed).emplace_back(printed(object, today));
    for (const auto& machine : definition.machines)
        machines.emplace_back(
            Record{{"name", machine.name}, {"title", machine.title}, {"inside", text_or_null(machine.inside)}});
    for (const auto& [name, form] : definition.forms) forms.emplace_back(name);
    for (const auto& kind : definition.document_kinds) {
        const auto label = definition.document_labels.find(kind);
        kinds.emplace_back(
            Record{{"kind", kind}, {"label", label == definition.document_labels.end() ? kind : label->second}});
    }
    const auto versions = call.site.programmes.versions(definition.programme);
    const auto* authority = definition.authority_on(today);
    return {{"programme", definition.programme},
            {"title", definition.title},
            {"authority", authority ? Value{authority->name} : Value{}},
            {"version", definition.version},
            {"versions", List(versions.begin(), versions.end())},
            {"legal_basis", List(definition.legal_basis.begin(), definition.legal_basis.end())},
            {"funding_objects", std::move(open)},
            {"closed_funding_objects", std::move(closed)},
            {"machines", std::move(machines)},
            {"forms", std::move(forms)},
            {"document_kinds", std::move(kinds)}};
}

Result<std::shared_ptr<const Definition>> definition_of(const Call& call) {
    const auto& name = call.request.parameter("p");
    auto definition = call.site.programmes.current(name);
    if (!definition) return refuse(Kind::NotFound, "api.no_such_programme", {{"programme", FreeText{name}}});
    return definition;
}

Result<Reply> list_programmes(const Call& call) {
    List items;
    for (const auto& name : call.site.programmes.names())
        if (const auto definition = call.site.programmes.current(name)) items.emplace_back(printed(call, *definition));
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> show_programme(const Call& call) {
    return definition_of(call).map([&](const auto& definition) { return json_reply(200, printed(call, *definition)); });
}

Result<Reply> show_form(const Call& call) {
    const auto definition = definition_of(call);
    if (!definition) return tl::unexpected{definition.error()};
    const auto& name = call.request.parameter("form");
    const auto form = (*definition)->forms.find(name);
    if (form == (*definition)->forms.end())
        return refuse(Kind::NotFound, "refusal.no_such_form", {{"form", FreeText{name}}});
    return json_reply(200, json_schema(form->second));
}

Result<Reply> search_recipients(const Call& call) {
    List items;
    for (const auto& recipient : call.site.recipients.search(call.request.query.value("q"))) {
        const auto end = call.site.recipients.end_of(recipient.key, call.site.clock.today());
        items.emplace_back(printed(recipient, end ? Value{printed_successor(end->successor, end->valid_to)} : Value{}));
    }
    return json_reply(200, {{"items", std::move(items)}});
}

}  // namespace

std::vector<ApiRow> programme_rows() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/programmes",
         .summary = "Programmes with open funding objects, machines and versions",
         .answer_schema = "Programmes",
         .answer = list_programmes},
        {.method = "GET",
         .pattern = "/api/v1/programmes/{p}",
         .summary = "One programme",
         .answer_schema = "Programme",
         .answer = show_programme},
        {.method = "GET",
         .pattern = "/api/v1/programmes/{p}/forms/{form}",
         .summary = "JSON Schema of a form in the current version",
         .answer_schema = "Schema",
         .answer = show_form},
        {.method = "GET",
         .pattern = "/api/v1/recipients",
         .summary = "Search recipients by name, AGS or ARS",
         .answer_schema = "Recipients",
         .answer = search_recipients,
         .query = {"q"}},
    };
}

}  // namespace foerderlauf

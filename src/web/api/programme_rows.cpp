#include "casework/funding_periods.hpp"
#include "domain/calendar.hpp"
#include "web/api/printing.hpp"
#include "web/api/rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

Record printed(const Validity& period) {
    return {{"from", iso_or_null(period.from)},
            {"to", iso_or_null(period.to)},
            {"source", text_or_null(period.source)},
            {"unverified", period.unverified}};
}

List printed(const std::vector<Practice>& periods) {
    List list;
    for (const auto& practice : periods) {
        auto entry = printed(practice.period);
        entry["open"] = practice.open;
        entry["added"] = practice.added;
        list.emplace_back(std::move(entry));
    }
    return list;
}

Value spelled(Percent rate) { return to_text(rate); }
Value spelled(Money amount) { return amount.in_cents(); }

template <typename Amount>
List printed(const std::vector<Dated<Amount>>& rows, const char* name) {
    List list;
    for (const auto& row : rows) {
        auto entry = printed(static_cast<const Validity&>(row));
        entry[name] = spelled(row.value);
        list.emplace_back(std::move(entry));
    }
    return list;
}

template <typename Amount>
Value today_or_null(const Dated<Amount>* row) {
    return row ? spelled(row->value) : Value{};
}

Record printed(const FundingObject& object, const std::vector<AddedPeriod>& added, Date today) {
    return {{"code", object.code},
            {"title", object.title},
            {"open", practice_on(object, added, today).open},
            {"open_periods", printed(periods_of(object, added))},
            {"closed_by", text_or_null(object.closed_by)},
            {"financing_type", to_text(object.financing)},
            {"rate", today_or_null(object.rate_on(today))},
            {"rates", printed(object.rates, "rate")},
            {"cap_cents", today_or_null(object.cap_on(today))},
            {"caps", printed(object.caps, "cap_cents")},
            {"floor_cents", today_or_null(object.floor_on(today))},
            {"floors", printed(object.floors, "floor_cents")},
            {"source", text_or_null(object.source)},
            {"unverified", object.unverified}};
}

List printed(const std::vector<Authority>& authorities) {
    List list;
    for (const auto& authority : authorities) {
        auto entry = printed(static_cast<const Validity&>(authority));
        entry["name"] = authority.name;
        list.emplace_back(std::move(entry));
    }
    return list;
}

Record printed(const Call& call, const Definition& definition) {
    const Date today = call.site.clock.today();
    List open, closed, machines, forms, kinds;
    const auto added = call.site.programmes.added_periods(definition.programme);
    for (const auto& object : definition.funding_objects)
        (practice_on(object, added, today).open ? open : closed).emplace_back(printed(object, added, today));
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
            {"authorities", printed(definition.authorities)},
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
    auto definition = call.shown(call.site.programmes.current(name));
    if (!definition) return refuse(Kind::NotFound, "api.no_such_programme", {{"programme", FreeText{name}}});
    return definition;
}

Result<Reply> list_programmes(const Call& call) {
    List items;
    for (const auto& name : call.site.programmes.names())
        if (const auto definition = call.shown(call.site.programmes.current(name)))
            items.emplace_back(printed(call, *definition));
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> show_programme(const Call& call) {
    return definition_of(call).map([&](const auto& definition) { return json_reply(200, printed(call, *definition)); });
}

/// The body is judged by casework; what was wrong with the body itself is told beside, after 404 and 403.
Result<Reply> add_a_period(const Call& call) {
    const auto definition = definition_of(call);
    if (!definition) return tl::unexpected{definition.error()};
    Members members{call.body};
    AddedPeriod wish;
    wish.programme = (*definition)->programme;
    wish.object = members.text("object");
    const auto kind = members.text("kind");
    if (kind != "open" && kind != "closed")
        members.refuse("kind", {"api.member.not_period", {{"given", FreeText{kind}}}});
    wish.opens = kind == "open";
    wish.from = members.optional_date("from");
    wish.to = members.optional_date("to");
    wish.source = members.text("source");
    wish.unverified = !members.optional_flag("verified").value_or(false);
    wish.reason = members.text("reason");
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.object = unreadable;  // refused behind 404 and 403
    const auto done = add_funding_period(call.site.store, call.site.programmes, call.account, wish,
                                         call.site.clock.now());
    if (!done && done.error().kind == Kind::BadInput && !wrong.empty()) return tl::unexpected{wrong_fields(wrong)};
    if (!done) return tl::unexpected{done.error()};
    return json_reply(201, printed(call, **definition));
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
        {.method = "POST",
         .pattern = "/api/v1/programmes/{p}/periods",
         .summary = "Add a period to the dated practice of a funding object (admin)",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Programme",
         .answer = add_a_period,
         .body_schema = "FundingPeriod"},
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

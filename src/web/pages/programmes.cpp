// GET /programmes, /programmes/{p} and POST /programmes/{p}/periods: the dated practice, and what of it is only a setting.
#include "web/pages/programmes.hpp"

#include "casework/funding_periods.hpp"
#include "domain/calendar.hpp"
#include "web/pages/calls.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"

namespace foerderlauf {

namespace {

/// `01.01.2019 bis 31.03.2025`, `seit 01.01.2019`, `bis 31.12.2024`, `ohne Datum`.
std::string span_words(const Validity& period, const Words& words) {
    const char* key = period.from && period.to ? "pages.programme.from_to"
                      : period.from            ? "pages.programme.from"
                      : period.to              ? "pages.programme.to"
                                               : "pages.programme.always";
    Record values;
    if (period.from) values["from"] = to_german(*period.from);
    if (period.to) values["to"] = to_german(*period.to);
    return words.sentence(key, values);
}

View setting_mark(bool unverified, const Words& words) {
    if (!unverified) return false;
    return badge("warning", "warning", words.sentence("pages.programme.setting"));
}

View row_view(const std::string& what, const Validity& period, const Words& words) {
    return View::Group{{"row_what", what},
                       {"row_span", span_words(period, words)},
                       {"row_source", typeset(period.source)},
                       {"row_setting", setting_mark(period.unverified, words)}};
}

std::string practice_words(const Practice& practice, const Words& words) {
    if (practice.added)
        return words.sentence(practice.open ? "pages.programme.added_open" : "pages.programme.added_closed");
    return words.sentence("pages.programme.open");
}

/// Every dated rule of an object as rows of one table.
View::Views rows_of_object(const FundingObject& object, const std::vector<AddedPeriod>& added, const Words& words) {
    View::Views rows;
    for (const auto& practice : periods_of(object, added))
        rows.push_back(row_view(practice_words(practice, words), practice.period, words));
    for (const auto& rate : object.rates)
        rows.push_back(
            row_view(words.sentence("pages.programme.rate", {{"rate", to_german(rate.value)}}), rate, words));
    for (const auto& cap : object.caps)
        rows.push_back(
            row_view(words.sentence("pages.programme.cap", {{"cap_cents", cap.value.in_cents()}}), cap, words));
    for (const auto& floor : object.floors)
        rows.push_back(
            row_view(words.sentence("pages.programme.floor", {{"floor_cents", floor.value.in_cents()}}), floor, words));
    return rows;
}

View object_view(const FundingObject& object, const std::vector<AddedPeriod>& added, const Words& words) {
    const auto practice = practice_on(object, added, words.today());
    const auto closed_by = practice.added ? practice.period.source : object.closed_by;
    return View::Group{{"object_code", object.code},
                       {"object_title", typeset(object.title)},
                       {"object_source", typeset(object.source)},
                       {"object_setting", setting_mark(object.unverified, words)},
                       {"object_now", practice.open
                                          ? badge("success", "success", words.sentence("pages.programme.open_today"))
                                          : badge("neutral", "info", words.sentence("pages.programme.closed_today"))},
                       {"object_closed_by", practice.open ? std::string{} : typeset(closed_by)},
                       {"object_rows", rows_of_object(object, added, words)}};
}

View::Views authority_rows(const Definition& definition, const Words& words) {
    View::Views rows;
    for (const auto& authority : definition.authorities)
        rows.push_back(row_view(typeset(authority.name), authority, words));
    return rows;
}

View::Views setting_rows(const Definition& definition, const Words& words) {
    View::Views rows;
    for (const auto& [name, value] : definition.settings) {
        const auto& setting = *value.as_record();
        rows.push_back(View::Group{{"setting_label", typeset(text_of(setting, "label"))},
                                   {"setting_value", text_of(setting, "value")},
                                   {"setting_source", typeset(text_of(setting, "source"))},
                                   {"setting_mark", setting_mark(flag_of(setting, "unverified"), words)}});
    }
    return rows;
}

/// What stood in the form, for showing it again beside what was wrong with it.
View form_view(const Definition& definition, const Fields& typed, const std::map<std::string, Message>& wrong,
               const Words& words) {
    View view = View::Group{{"opens_chosen", typed.value("kind") != "closed"},
                            {"closes_chosen", typed.value("kind") == "closed"},
                            {"verified_chosen", typed.has("verified")}};
    for (const auto* name : {"from", "to", "source", "reason"}) view[name] = typed.value(name);
    for (const auto* name : {"object", "kind", "from", "to", "source", "reason"}) {
        const auto found = wrong.find(name);
        view[std::string{name} + "_error"] = found == wrong.end() ? std::string{} : words.sentence(found->second);
    }
    View::Views objects;
    for (const auto& object : definition.funding_objects)
        objects.push_back(View::Group{{"choice_code", object.code},
                                      {"choice_title", typeset(object.title)},
                                      {"choice_chosen", typed.value("object") == object.code}});
    view["choices"] = objects;
    view["refused"] = !wrong.empty();
    return view;
}

std::shared_ptr<const Definition> definition_of(const Visit& visit) {
    return visit.programme(visit.request.parameter("p"));
}

Reply programme_page(const Visit& visit, const Definition& definition, const std::map<std::string, Message>& wrong,
                     int status) {
    const auto& words = visit.words;
    const auto added = visit.site().programmes.added_periods(definition.programme);
    View::Views objects;
    for (const auto& object : definition.funding_objects) objects.push_back(object_view(object, added, words));
    const auto settings = setting_rows(definition, words);
    const auto rounds = rounds_view(visit, definition, Rounds::All);
    View view = View::Group{
        {"heading", typeset(definition.title)},
        {"programme_name", definition.programme},
        {"version", definition.version},
        {"authorities", authority_rows(definition, words)},
        {"rounds", rounds},
        {"some_rounds", !rounds.empty()},
        {"objects", objects},
        {"settings", settings},
        {"some_settings", !settings.empty()},
        {"versions_path", visit.as_staff() ? View{"/programmes/" + definition.programme + "/versions"} : View{false}},
        {"letters_path", visit.as_staff() ? View{"/programmes/" + definition.programme + "/letters"} : View{false}},
        {"ranking_path", false},
        {"form", false}};
    if (visit.as_staff() && !definition.ranking.form.empty())
        view["ranking_path"] = "/programmes/" + definition.programme + "/ranking";
    if (visit.account().holds("admin")) view["form"] = form_view(definition, visit.request.form, wrong, words);
    return page(visit, "programme", typeset(definition.title), view, status);
}

Reply no_such_programme(const Visit& visit) {
    return error_reply(404, {"practice.no_such_programme", {{"programme", visit.request.parameter("p")}}});
}

/// A day as typed, or empty; what is no day is noted.
std::optional<Date> typed_day(const Visit& visit, const char* name, std::map<std::string, Message>& wrong) {
    const auto text = visit.request.form.value(name);
    if (text.empty()) return {};
    const auto day = parse_german_date(text);
    if (day) return *day;
    wrong.emplace(name, day.error().message);
    return {};
}

}  // namespace

Reply show_programmes(const Visit& visit) {
    View::Views programmes;
    for (const auto& name : visit.site().programmes.names()) {
        const auto definition = visit.programme(name);
        const auto added = visit.site().programmes.added_periods(name);
        std::int64_t open = 0;
        for (const auto& object : definition->funding_objects)
            open += practice_on(object, added, visit.words.today()).open ? 1 : 0;
        const auto* authority = definition->authority_on(visit.words.today());
        programmes.push_back(View::Group{{"programme_path", "/programmes/" + name},
                                         {"programme_title", typeset(definition->title)},
                                         {"programme_authority", authority ? typeset(authority->name) : std::string{}},
                                         {"programme_open", visit.words.counted("pages.programme.open_count", open)}});
    }
    const auto title = visit.words.sentence("pages.programme.list_title");
    return page(visit, "programmes", title, View::Group{{"heading", title}, {"programmes", programmes}});
}

Reply show_programme(const Visit& visit) {
    const auto definition = definition_of(visit);
    return definition ? programme_page(visit, *definition, {}, 200) : no_such_programme(visit);
}

Reply add_period(const Visit& visit) {
    const auto definition = definition_of(visit);
    if (!definition) return no_such_programme(visit);
    const auto& form = visit.request.form;
    std::map<std::string, Message> wrong;
    AddedPeriod wish;
    wish.programme = definition->programme;
    wish.object = form.value("object");
    wish.opens = form.value("kind") != "closed";
    wish.from = typed_day(visit, "from", wrong);
    wish.to = typed_day(visit, "to", wrong);
    wish.source = form.value("source");
    wish.unverified = !form.has("verified");
    wish.reason = form.value("reason");
    if (!wrong.empty() && visit.account().holds("admin")) return programme_page(visit, *definition, wrong, 422);
    const auto done = add_funding_period(visit.site().store, visit.site().programmes, visit.account(), wish,
                                         visit.site().clock.now());
    if (done) return see_other("/programmes/" + definition->programme);
    if (done.error().kind == Refusal::Kind::BadInput)
        return programme_page(visit, *definition, done.error().fields, 422);
    return refused(visit, done.error());
}

}  // namespace foerderlauf

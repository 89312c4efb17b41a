// GET /applications/new and POST /cases: for whom, and from which programme.
#include "web/pages/application.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The bodies somebody acts for; an association brings its members.
std::vector<Recipient> bodies_of(const Visit& visit) {
    std::vector<Recipient> bodies;
    for (const auto& key : visit.account().bodies()) {
        const auto body = visit.site().recipients.find(key);
        if (!body) continue;
        bodies.push_back(*body);
        if (body->kind == "verwaltungsgemeinschaft")
            for (auto& member : visit.site().recipients.members_of(body->ars)) bodies.push_back(std::move(member));
    }
    std::ranges::sort(bodies, {}, &Recipient::name);
    const auto twice = std::ranges::unique(bodies, {}, &Recipient::key);
    bodies.erase(twice.begin(), twice.end());
    return bodies;
}

View::Views body_options(const std::vector<Recipient>& bodies, const std::string& chosen, const Words& words) {
    View::Views options;
    for (const auto& body : bodies) {
        const auto number = words.sentence(body.ags.empty() ? "pages.ars" : "pages.ags",
                                           {{"number", body.ags.empty() ? body.ars : body.ags}});
        options.push_back(View::Group{{"body_key", body.key},
                                      {"body_name", spoken_name(body)},
                                      {"body_number", number},
                                      {"body_chosen", body.key == chosen || bodies.size() == 1}});
    }
    return options;
}

/// What may be applied for today, and what is closed, with who closed it.
View::Views objects_of(const Definition& definition, const std::vector<AddedPeriod>& added, const Words& words) {
    View::Views objects;
    for (const auto& object : definition.funding_objects) {
        const auto practice = practice_on(object, added, words.today());
        const auto* rate = object.rate_on(words.today());
        const auto* cap = object.cap_on(words.today());
        const auto limit = rate  ? words.sentence("pages.new.rate", {{"rate", to_text(rate->value)}})
                           : cap ? words.sentence("pages.new.cap", {{"cap_cents", cap->value.in_cents()}})
                                 : std::string{};
        objects.push_back(
            View::Group{{"object_open", practice.open},
                        {"object_title", typeset(object.title)},
                        {"object_rate", limit},
                        {"object_closed_by", typeset(practice.added ? practice.period.source : object.closed_by)},
                        {"object_source", typeset(object.source)}});
    }
    return objects;
}

View::Views programme_options(const Visit& visit, const std::string& chosen) {
    View::Views options;
    const auto names = visit.site().programmes.names();
    for (const auto& name : names) {
        const auto definition = visit.programme(name);
        options.push_back(View::Group{
            {"programme_name", name},
            {"programme_title", typeset(definition->title)},
            {"programme_chosen", name == chosen || names.size() == 1},
            {"objects", objects_of(*definition, visit.site().programmes.added_periods(name), visit.words)}});
    }
    return options;
}

Reply form_page(const Visit& visit, const std::string& recipient, const std::string& programme,
                const std::string& error, int status) {
    const auto bodies = bodies_of(visit);
    View view = View::Group{{"bodies", body_options(bodies, recipient, visit.words)},
                            {"no_bodies", bodies.empty()},
                            {"programmes", programme_options(visit, programme)},
                            {"error", error}};
    const auto title = visit.words.sentence("pages.new.title");
    return page(visit, "application_new", title, view, status, NavPlace::New);
}

}  // namespace

Reply new_application(const Visit& visit) {
    return form_page(visit, visit.request.query.value("recipient"), visit.request.query.value("programme"), "", 200);
}

Reply begin_application(const Visit& visit) {
    const auto recipient = visit.request.form.value("recipient");
    const auto programme = visit.request.form.value("programme");
    if (recipient.empty() || programme.empty())
        return form_page(visit, recipient, programme, visit.words.sentence("pages.new.choose_both"), 422);
    OpenWish wish{.programme = programme, .recipient = recipient, .answers = {}, .spelling = Spelling::German};
    const auto outcome = visit.site().dispatcher.open(visit.envelope(), wish);
    if (outcome) return see_other("/cases/" + std::to_string(outcome->case_id) + "/edit");
    if (outcome.error().kind == Refusal::Kind::BadInput)
        return form_page(visit, recipient, programme, visit.words.sentence(outcome.error().message), 422);
    return refused(visit, outcome.error());
}

}  // namespace foerderlauf

// GET /recipients (`q`), GET /recipients/{key}, POST /recipients/{key}/end: the register, and the end of a body in it.
#include "casework/ending.hpp"
#include "domain/calendar.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"
#include "web/pages/refusals.hpp"

namespace foerderlauf {

namespace {

constexpr int bodies_shown = 50;

std::string number_of(const Recipient& body, const Words& words) {
    return words.sentence(body.ags.empty() ? "pages.ars" : "pages.ags",
                          {{"number", body.ags.empty() ? body.ars : body.ags}});
}

/// `endet am 31.12.2026, Nachfolge: Stadt Ohrdruf`; nothing for a body whose end nobody knows.
std::string end_words(const Visit& visit, const Recipient& body) {
    if (!body.valid_to) return {};
    const auto successor = visit.site().recipients.find(body.successor);
    return visit.words.sentence(
        body.has_ended(visit.words.today()) ? "pages.recipients.ended" : "pages.recipients.ending",
        {{"day", to_german(*body.valid_to)}, {"successor", successor ? spoken_name(*successor) : body.successor}});
}

View::Views body_views(const Visit& visit, const std::vector<Recipient>& bodies) {
    View::Views views;
    for (const auto& body : bodies)
        views.push_back(View::Group{{"body_path", "/recipients/" + body.key},
                                    {"body_name", spoken_name(body)},
                                    {"body_number", number_of(body, visit.words)},
                                    {"body_district", body.district},
                                    {"body_end", end_words(visit, body)}});
    return views;
}

/// The page of one body; `wrong`: what its form was refused for.
Reply body_page(const Visit& visit, const Recipient& body, const std::map<std::string, Message>& wrong) {
    const auto& words = visit.words;
    const auto title = spoken_name(body);
    View view = View::Group{{"heading", title},
                            {"number", number_of(body, words)},
                            {"district", body.district},
                            {"end", end_words(visit, body)},
                            {"form", false}};
    if (!body.valid_to || !wrong.empty()) {
        View form = View::Group{{"end_path", "/recipients/" + body.key + "/end"}, {"refused", !wrong.empty()}};
        for (const auto* name : {"last_day", "successor", "source"}) {
            const auto found = wrong.find(name);
            form[name] = visit.request.form.value(name);
            form[std::string{name} + "_error"] = found == wrong.end() ? std::string{} : words.sentence(found->second);
        }
        view["form"] = form;
    }
    return page(visit, "recipient", title, view, wrong.empty() ? 200 : 422);
}

Reply unknown(const Visit& visit) {
    return error_reply(404, {"ending.unknown", {{"key", FreeText{visit.request.parameter("key")}}}});
}

}  // namespace

Reply show_recipients(const Visit& visit) {
    if (!visit.account().holds("admin")) return error_reply(403);
    const auto asked = visit.request.query.value("q");
    const auto found = asked.empty() ? std::vector<Recipient>{} : visit.site().recipients.search(asked, bodies_shown);
    const auto ended = visit.site().recipients.ended();
    const auto title = visit.words.sentence("pages.recipients.title");
    return page(
        visit, "recipients", title,
        View::Group{{"heading", title},
                    {"q", asked},
                    {"asked", !asked.empty()},
                    {"counted", visit.words.counted("pages.recipients.found", static_cast<std::int64_t>(found.size()))},
                    {"bodies", body_views(visit, found)},
                    {"ended", body_views(visit, ended)},
                    {"none_ended", ended.empty()}});
}

Reply show_recipient(const Visit& visit) {
    if (!visit.account().holds("admin")) return error_reply(403);
    const auto body = visit.site().recipients.find(visit.request.parameter("key"));
    return body ? body_page(visit, *body, {}) : unknown(visit);
}

Reply end_recipient_body(const Visit& visit) {
    if (!visit.account().holds("admin")) return error_reply(403);
    const auto body = visit.site().recipients.find(visit.request.parameter("key"));
    if (!body) return unknown(visit);
    const auto& form = visit.request.form;
    EndWish wish{body->key, {}, form.value("successor"), form.value("source")};
    std::map<std::string, Message> wrong;
    if (const auto typed = form.value("last_day"); !typed.empty()) {
        const auto day = parse_german_date(typed);
        if (day) wish.last_day = *day;
        else wrong.emplace("last_day", day.error().message);
    }
    if (!wrong.empty()) return body_page(visit, *body, wrong);
    const auto& site = visit.site();
    const auto done = end_by_hand(site.store, site.dispatcher, site.recipients, visit.account(), wish,
                                  site.clock.now());
    if (done) return see_other("/recipients/" + body->key);
    if (done.error().kind == Refusal::Kind::BadInput) return body_page(visit, *body, done.error().fields);
    return refused(visit, done.error());
}

}  // namespace foerderlauf

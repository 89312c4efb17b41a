// The deadlines of one person for a calendar program, under an address with a secret that only its owner was shown.
#include "web/pages/calendar.hpp"

#include "casework/own_deadlines.hpp"
#include "exchange/icalendar.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"

namespace foerderlauf {

namespace {

/// Where the pages are reached: as the house says, else as this request came.
std::string base_of(const Site& site, const Request& request) {
    if (!site.base_address.empty()) return site.base_address;
    return (request.secure ? "https://" : "http://") + request.header("host");
}

Reply calendar_page(const Visit& visit, const std::string& token) {
    const auto made = visit.site().identity.calendar_made_at(visit.account());
    const auto address = token.empty() ? std::string{}
                                       : base_of(visit.site(), visit.request) + "/calendar/" + token + ".ics";
    const auto* state = !address.empty() ? "pages.calendar.fresh"
                        : made           ? "pages.calendar.made"
                                         : "pages.calendar.none";
    const auto moment = made ? visit.words.moment_text(*made) : std::string{};
    View view = View::Group{
        {"calendar_address", address},
        {"calendar_state", visit.words.sentence(state, {{"moment", moment}})},
        {"calendar_there", made.has_value()},
        {"renew_label", visit.words.sentence(made ? "pages.calendar.renew" : "pages.calendar.make")}};
    return page(visit, "calendar", visit.words.sentence("pages.calendar.title"), view, 200);
}

CalendarEntry entry_of(const OwnDeadline& own, const std::string& base, const Words& words) {
    const auto number = own.file_number.empty() ? words.sentence("pages.case.untitled") : own.file_number;
    const Record values{{"deadline", deadline_name(own.deadline.name, words)},
                        {"number", number},
                        {"title", own.title},
                        {"recipient", own.recipient_name}};
    CalendarEntry entry;
    entry.uid = std::to_string(own.case_id) + "-" + std::to_string(own.deadline.machine) + "-" + own.deadline.name +
                "@foerderlauf";
    entry.day = own.deadline.due;
    entry.changed = own.changed;
    entry.summary = words.sentence("pages.calendar.summary", values);
    entry.description = words.sentence("pages.calendar.description", values);
    entry.url = base + "/cases/" + std::to_string(own.case_id);
    return entry;
}

}  // namespace

Reply show_calendar(const Visit& visit) { return calendar_page(visit, {}); }

Reply renew_calendar(const Visit& visit) {
    return calendar_page(visit, visit.site().identity.renew_calendar(visit.account()));
}

Reply revoke_calendar(const Visit& visit) {
    visit.site().identity.revoke_calendar(visit.account());
    return see_other("/calendar");
}

Reply send_calendar(const PageHouse& house, const Request& request) {
    auto& site = house.site;
    const auto account = site.identity.account_of_calendar(request.parameter("token"));
    if (!account) return error_reply(404);
    // A calendar program has no cookie: the language is the account's.
    const auto language = site.identity.language_of(*account).value_or(Language::German);
    const Words words{site.installation->texts_in(language), site.clock.today(), language};
    const auto base = base_of(site, request);
    std::vector<CalendarEntry> entries;
    site.store.read([&](Snapshot& snapshot) {
        for (const auto& own : own_deadlines(snapshot, site.programmes, *account))
            entries.push_back(entry_of(own, base, words));
    });
    Reply reply;
    reply.content_type = "text/calendar; charset=utf-8";
    reply.body = icalendar_text(words.sentence("pages.calendar.name"), entries);
    return reply;
}

}  // namespace foerderlauf

// Calls for projects on pages: when a round opens and closes, what it has to give and what of it is taken.
#include "web/pages/calls.hpp"

#include "domain/calendar.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int soon = 28;  // days

bool is_over(const CallRound& round, Instant now) { return now > round.closes; }

/// `noch 72 Tage`, `öffnet in 4 Stunden`: in the largest unit that is whole.
std::string time_left(const std::string& key, Instant from, Instant until, const Words& words) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(until - from).count();
    const std::int64_t hours = minutes / 60, days = hours / 24;
    if (days > 0) return words.counted(key + ".days", days);
    return hours > 0 ? words.counted(key + ".hours", hours) : words.counted(key + ".minutes", minutes);
}

View badge_of(const CallRound& round, Instant now, const Words& words) {
    if (is_over(round, now)) return badge("neutral", "info", words.sentence("pages.call.closed"));
    if (now < round.opens) return badge("info", "info", time_left("pages.call.opens_in", now, round.opens, words));
    const char* tone = round.closes - now < std::chrono::hours{24 * 7} ? "warning" : "success";
    return badge(tone, tone, time_left("pages.call.closes_in", now, round.closes, words));
}

View round_view(const CallRound& round, const PlacesTaken& taken, Instant now, const Words& words) {
    return View::Group{
        {"call_title", typeset(round.title)},
        {"call_badge", badge_of(round, now, words)},
        {"call_opens", words.moment_text(round.opens)},
        {"call_closes", words.moment_text(round.closes)},
        {"call_budget", words.sentence("pages.call.budget", {{"budget_cents", round.budget.in_cents()},
                                                             {"taken_cents", taken.requested.in_cents()}})},
        {"call_places", words.sentence("pages.call.places", {{"places", round.places}, {"taken", taken.places}})},
        {"call_setting",
         round.unverified ? badge("warning", "warning", words.sentence("pages.programme.setting")) : View{false}},
        {"call_source", typeset(round.source)}};
}

}  // namespace

View::Views rounds_view(const Visit& visit, const Definition& definition, Rounds which) {
    if (definition.call.rounds.empty()) return {};
    Situation others;
    visit.site().store.read([&](Snapshot& snapshot) { others.places_taken = places_taken_in(snapshot, definition); });
    const Instant now = visit.site().clock.now();
    auto rounds = definition.call.rounds;
    if (which == Rounds::OpenOrComing)
        std::erase_if(rounds, [&](const CallRound& round) {
            return is_over(round, now) || days_between(berlin_day(now), berlin_day(round.opens)) > soon;
        });
    std::ranges::sort(rounds, {}, [&](const CallRound& round) { return std::pair{is_over(round, now), round.closes}; });
    View::Views views;
    for (const auto& round : rounds)
        views.push_back(round_view(round, others.places_taken[round.code], now, visit.words));
    return views;
}

View::Views coming_calls(const Visit& visit) {
    View::Views views;
    for (const auto& name : visit.site().programmes.names()) {
        const auto definition = visit.programme(name);
        auto rounds = rounds_view(visit, *definition, Rounds::OpenOrComing);
        if (!rounds.empty())
            views.push_back(View::Group{{"call_number", std::to_string(views.size() + 1)},
                                        {"call_programme", typeset(definition->title)},
                                        {"call_path", "/programmes/" + name},
                                        {"rounds", std::move(rounds)}});
    }
    return views;
}

}  // namespace foerderlauf

// Checks on a call for projects: the round an outline names, when it closes, what it can still take.
#include "workflow/checks/check.hpp"

namespace foerderlauf {

namespace {

const CallRound* round_of(const Question& question) {
    const auto* code = question.at(question.definition.call.field).as_text();
    return code ? question.definition.call.round(*code) : nullptr;
}

/// `31.01.2027, 12:00` as values of a sentence: the day and the time of it in Berlin.
Record moment_values(const CallRound& round, Instant moment) {
    const auto minutes = berlin_minutes(moment).count();
    const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return {{"title", round.title},
            {"day", to_iso(berlin_day(moment))},
            {"clock", two(minutes / 60) + ":" + two(minutes % 60)}};
}

}  // namespace

/// call_open: the request arrived while the round was open, its closing moment included. The arrival counts, neither when the
/// form was opened nor when the writer came to it.
Verdict call_open(const Question& question) {
    const auto* round = round_of(question);
    if (!round) return passed();  // form_complete speaks
    const Instant arrived = question.situation.arrived.value_or(question.situation.now);
    if (arrived < round->opens)
        return blocked(question, "call_open", moment_values(*round, round->opens), "blocker.call_open.not_yet");
    if (arrived > round->closes) return blocked(question, "call_open", moment_values(*round, round->closes));
    Verdict verdict;
    verdict.used = {{"round", round->code}, {"closes", to_rfc3339(round->closes)}, {"arrived", to_rfc3339(arrived)}};
    return verdict;
}

/// call_over: the round is closed: before, an outline could still come in that is better.
Verdict call_over(const Question& question) {
    const auto* round = round_of(question);
    if (!round || question.situation.now > round->closes) return passed();
    return blocked(question, "call_over", moment_values(*round, round->closes));
}

/// within_call_budget: with this outline the selected ones stay within the places and the money of the round.
Verdict within_call_budget(const Question& question) {
    const auto* round = round_of(question);
    if (!round) return passed();
    const auto found = question.situation.places_taken.find(round->code);
    const PlacesTaken taken = found == question.situation.places_taken.end() ? PlacesTaken{} : found->second;
    const Money requested = question.money_at(question.definition.money.requested);
    Verdict verdict;
    verdict.used = {{"round", round->code},
                    {"places", round->places},
                    {"places_taken", taken.places},
                    {"budget_cents", round->budget.in_cents()},
                    {"taken_cents", taken.requested.in_cents()}};
    if (taken.places >= round->places)
        block(verdict, question, "within_call_budget", {{"title", round->title}, {"places", round->places}},
              "blocker.within_call_budget.places");
    if (taken.requested + requested > round->budget)
        block(verdict, question, "within_call_budget",
              {{"title", round->title},
               {"requested_cents", requested.in_cents()},
               {"taken_cents", taken.requested.in_cents()},
               {"budget_cents", round->budget.in_cents()}});
    return verdict;
}

}  // namespace foerderlauf

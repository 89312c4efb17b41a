#include "casework/retrieval.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool has_effect(const Step& step, std::string_view effect) {
    return std::ranges::find(step.effects, effect, &EffectUse::effect) != step.effects.end();
}

/// The event that made the newest decision, 0 before one.
std::int64_t newest_decision(const CaseReading& reading) {
    const auto& history = reading.file.history;
    const auto decides = [&](const Taken& taken) {
        const auto* step = taken.machine == 1 ? reading.definition->main().step(taken.step) : nullptr;
        return step && has_effect(*step, "decide");
    };
    const auto found = std::find_if(history.rbegin(), history.rend(), decides);
    return found == history.rend() ? 0 : found->seq;
}

/// The decision was signed, and nobody was told yet.
bool waits_for_service(const CaseReading& reading) { return reading.file.decided_on && !reading.file.served_on; }

/// The step by which the system records a retrieval: it serves, and the portal is among its kinds.
const Step* retrieving_step(const CaseReading& reading) {
    for (const auto& step : reading.definition->main().steps) {
        const auto* kind = step.fields.find("kind");
        const bool by_system = std::ranges::find(step.by, "system") != step.by.end();
        const bool portal = kind && std::ranges::find(kind->options, "portal", &Option::value) != kind->options.end();
        if (by_system && portal && has_effect(step, "serve") && step.leads_from(reading.file.main().state))
            return &step;
    }
    return nullptr;
}

bool acts_for_recipient(const CaseReading& reading) {
    return reading.actor.has("applicant_clerk") || reading.actor.has("applicant_signatory");
}

bool served_meanwhile(const Refusal& refusal) {
    return std::ranges::any_of(refusal.blockers,
                               [](const Blocker& blocker) { return blocker.check == "not_from_this_state"; });
}

}  // namespace

bool opening_serves(const CaseReading& reading, const FrozenLetter& letter) {
    return acts_for_recipient(reading) && waits_for_service(reading) && reading.file.offered_on &&
           letter.seq == newest_decision(reading) && retrieving_step(reading);
}

std::vector<FrozenLetter> letters_for(Store& store, const CaseReading& reading) {
    std::vector<FrozenLetter> letters;
    store.read([&](Snapshot& snapshot) { letters = snapshot.letters(reading.file.id); });
    std::erase_if(letters, [&](const FrozenLetter& letter) { return letter.seq > reading.file.seq; });  // a past day
    if (!reading.as_applicant || !waits_for_service(reading)) return letters;
    const auto decision = newest_decision(reading);
    std::erase_if(letters, [&](const FrozenLetter& letter) {
        return letter.seq == decision && !opening_serves(reading, letter);
    });
    return letters;
}

Result<void> record_retrieval(Dispatcher& dispatcher, const Clock& clock, const CaseReading& reading) {
    const auto* step = retrieving_step(reading);
    if (!step) return {};
    Envelope envelope;
    envelope.account = Account::system();
    StepWish wish;
    wish.case_id = reading.file.id;
    wish.step = step->name;
    wish.fields = {{"kind", "portal"}, {"date", to_iso(clock.today())}};
    const auto outcome = dispatcher.take(envelope, wish);
    if (!outcome && !served_meanwhile(outcome.error())) return tl::unexpected{outcome.error()};
    return {};
}

}  // namespace foerderlauf

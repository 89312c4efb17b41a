// Steps offered and hindered: the reasons come before the click, and are the engine's own.
#include "web/pages/case_views.hpp"
#include "base/text.hpp"
#include "web/pages/check_lists.hpp"
#include "web/pages/machine_given.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string steps_path(const CaseReading& reading, const MachineFile& machine) {
    const auto path = "/cases/" + std::to_string(reading.file.id);
    return machine.id == 1 ? path + "/steps/" : path + "/machines/" + std::to_string(machine.id) + "/steps/";
}

/// A step with input, or one that is signed or final for somebody, gets a page of its own: the last look.
bool needs_page(const Offer& offer) {
    const bool freezes = std::ranges::any_of(
        offer.step->effects, [](const EffectUse& use) { return use.effect == "freeze" || use.effect == "commit"; });
    return !offer.step->fields.fields.empty() || offer.step->reason_required || freezes || !offer.primary;
}

View offered(const Offer& offer, const std::string& path, bool primary, const Words& words) {
    return View::Group{{"step_title", typeset(offer.title)},
                       {"step_path", path + offer.name},
                       {"step_source", typeset(offer.source)},
                       {"step_page", needs_page(offer)},
                       {"exceptional", !offer.hints.empty()},
                       {"reasons", reasons_of(offer.hints, words)},
                       {"step_style", primary ? "kern-btn--primary" : "kern-btn--secondary"}};
}

View hindered(const Offer& offer, const Words& words) {
    return View::Group{{"hindered_title", words.sentence("pages.steps.not_yet", {{"title", offer.title}})},
                       {"reasons", reasons_of(offer.blockers, words)}};
}

/// The main step of this state, when it is somebody else's: named with who takes it.
View::Views others_turn(const CaseReading& reading, const Machine& machine, const MachineFile& file,
                        const std::vector<Offer>& offers, const Words& words) {
    View::Views views;
    for (const auto& step : machine.steps) {
        const bool offered = std::ranges::find(offers, step.name, &Offer::name) != offers.end();
        const bool inside_authority = reading.as_applicant && std::ranges::none_of(step.by, is_applicant_duty);
        if (!step.primary || !step.leads_from(file.state) || offered || inside_authority ||
            step.by == std::vector<std::string>{"system"})
            continue;
        std::vector<std::string> duties;
        for (const auto& duty : step.by)
            if (duty != "system") duties.push_back(words.duty(duty));
        const auto reason = words.sentence("pages.steps.who", {{"duties", joined(duties, ", ")}});
        views.push_back(View::Group{
            {"hindered_title", words.sentence("pages.steps.not_yours", {{"title", step.title}})},
            {"reasons", View::Views{View::Group{
                            {"reason", reason}, {"reason_source", typeset(step.source)}, {"reason_link", false}}}}});
    }
    return views;
}

}  // namespace

View steps_view(const Visit& visit, const CaseReading& reading, const std::vector<Offer>& offers,
                const MachineFile& file) {
    const auto& words = visit.words;
    const auto path = steps_path(reading, file);
    const auto* machine = reading.definition->machine(file.name);
    // Where a check list is open, saving it is the next thing, not the step.
    const bool primary = file.id == 1 && !unfinished_check_list(reading);
    View::Views possible, not_possible;
    for (const auto& offer : offers) {
        if (!offer.allowed) not_possible.push_back(hindered(offer, words));
        else if (offer.primary) possible.insert(possible.begin(), offered(offer, path, primary, words));
        else possible.push_back(offered(offer, path, false, words));
    }
    if (machine)
        for (auto& view : others_turn(reading, *machine, file, offers, words)) not_possible.push_back(std::move(view));
    return View::Group{{"possible", possible},
                       {"hindered", not_possible},
                       {"nothing_possible", possible.empty()},
                       {"elsewhere", false},
                       {"some_hindered", !not_possible.empty()},
                       {"seq", std::to_string(reading.file.seq)}};
}

View machines_view(const Visit& visit, const CaseReading& reading) {
    const auto& words = visit.words;
    View::Views open;
    std::string waiting;  // the first child machine with a step for the reader
    for (const auto& file : reading.file.machines) {
        const auto* machine = file.id == 1 ? nullptr : reading.definition->machine(file.name);
        const auto* state = machine ? machine->state(file.state) : nullptr;
        if (!state) continue;
        const auto found = reading.as_of
                               ? std::vector<Offer>{}
                               : offers(*reading.definition, reading.file, reading.situation, reading.actor, file.id);
        if (waiting.empty() && std::ranges::any_of(found, &Offer::allowed)) waiting = typeset(machine->title);
        open.push_back(View::Group{{"machine_title", typeset(machine->title)},
                                   {"machine_id", std::to_string(file.id)},
                                   {"machine_badge", state_badge(*state, reading.as_applicant)},
                                   {"machine_since", words.day(berlin_day(file.since))},
                                   {"machine_parts", machine_given_view(reading, file, words)},
                                   {"steps", reading.as_of ? View{false} : steps_view(visit, reading, found, file)}});
    }
    View::Views openable;
    for (const auto& machine : reading.definition->machines) {
        const bool fits = !machine.inside.empty() &&
                          std::ranges::find(machine.opens_in, reading.file.main().state) != machine.opens_in.end();
        const bool may = std::ranges::any_of(machine.opened_by,
                                             [&](const std::string& duty) { return reading.actor.has(duty); });
        const auto running = std::ranges::count_if(reading.file.machines, [&](const MachineFile& file) {
            const auto* state = file.name == machine.name ? machine.state(file.state) : nullptr;
            return state && !state->final;
        });
        if (fits && may && running < machine.open_at_once && !reading.as_of)
            openable.push_back(View::Group{
                {"openable_title", typeset(machine.title)},
                {"openable_path", "/cases/" + std::to_string(reading.file.id) + "/machines/" + machine.name}});
    }
    return View::Group{{"waiting", waiting},
                       {"open_machines", open},
                       {"openable", openable},
                       {"some_openable", !openable.empty()},
                       {"any_machines", !open.empty() || !openable.empty()}};
}

}  // namespace foerderlauf

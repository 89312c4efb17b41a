#include "workflow/consequences.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"

#include <algorithm>
#include <functional>

namespace foerderlauf {

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

std::vector<YearlySlice> slices_at(const Taking& taking, std::string_view path) {
    std::vector<YearlySlice> slices;
    if (const auto* rows = taking.at(path).as_list())
        for (const auto& row : *rows)
            if (const auto* slice = row.as_record())
                slices.push_back(
                    {static_cast<int>(integer_of(*slice, "year")), Money::cents(integer_of(*slice, "amount_cents"))});
    return slices;
}

void append_postings(Event& event, std::vector<Posting> postings) {
    std::ranges::move(postings, std::back_inserter(event.facts.postings));
}

// The effects of a workflow file, by name. Each adds its facts to the event of the step.

void number(const Taking& taking, const Value&, Event& event) {
    // A case that is submitted again keeps its number: the file stays one file.
    if (taking.file.file_number.empty()) event.facts.file_number = taking.situation.next_file_number;
}

void freeze(const Taking& taking, const Value& form, Event& event) {
    const auto answers = taking.file.forms.find(*form.as_text());
    if (answers != taking.file.forms.end())
        event.facts.frozen[*form.as_text()] = sha256_hex(canonical_json(answers->second));
}

void letter(const Taking&, const Value& name, Event& event) { event.facts.letters[*name.as_text()] = Record{}; }

void reserve(const Taking& taking, const Value& path, Event& event) {
    const auto slices = slices_at(taking, *path.as_text());
    const auto line = budget_line_for(taking.situation, text_of(taking.input, "budget_line"), slices);
    event.facts.values["budget_line"] = line;
    append_postings(event, moves(line, year_of(taking.situation.today), slices, "available", "reserved"));
}

void release(const Taking& taking, const Value& stage, Event& event) {
    append_postings(event, releases(taking.file.held, *stage.as_text()));
}

void commit_reservation(const Taking& taking, const Value&, Event& event) {
    for (const auto& [account, amount] : taking.file.held) {
        if (account.stage != "reserved") continue;
        auto committed = account;
        committed.stage = "committed";
        event.facts.postings.push_back({amount, account, committed});
    }
}

/// The grant in force, with every value it was decided on: replay never looks them up again.
void grant(const Taking& taking, const Value&, Event& event) {
    const auto& paths = taking.definition.money;
    Record record{{"award_cents", taking.at(paths.award)},
                  {"eligible_cents", taking.at(paths.eligible)},
                  {"financing_type", taking.at(paths.financing_type)},
                  {"slices", taking.at(paths.slices)},
                  {"version", 1},
                  {"valid_from", to_iso(taking.situation.today)}};
    if (const auto& rate = taking.at(paths.rate); !rate.is_empty()) record["rate"] = rate;
    for (const auto& [account, amount] : taking.file.held)
        if (account.stage == "reserved") record["budget_line"] = account.line;
    event.facts.values["grant"] = std::move(record);
}

void decided(const Taking&, const Value& kind, Event& event) { event.facts.values["decided"] = kind; }

void serve(const Taking& taking, const Value&, Event& event) {
    const auto kind = parse_service_kind(text_of(taking.input, "kind"));
    const auto day = parse_date(text_of(taking.input, "date"));
    if (kind && day) event.facts.served_on = served_on(*kind, *day);
}

/// The notice waits in the portal; it takes effect only by being retrieved (§ 41 Abs. 2a VwVfG).
void offer_notice(const Taking&, const Value&, Event& event) { event.facts.values["offered"] = true; }

void fail_retrieval(const Taking&, const Value&, Event& event) { event.facts.values["retrieval_failed"] = true; }

void count(const Taking&, const Value& what, Event& event) { event.facts.values["counted"] = what; }

void revoke(const Taking&, const Value&, Event& event) { event.facts.values["revoked"] = true; }

/// A suit filed in time sets a finality recorded meanwhile aside: the case goes back to where the remedy still runs.
void supersede_finality(const Taking& taking, const Value& argument, Event& event) {
    const auto& states = *argument.as_record();
    const auto* back = member(states, taking.machine_file.state).as_text();
    const auto filed = parse_date(text_of(taking.input, "filed_on"));
    const auto rule = std::ranges::find(taking.machine.deadlines, text_of(states, "deadline"), &DeadlineRule::name);
    if (!back || !filed || !taking.file.served_on || rule == taking.machine.deadlines.end()) return;
    const Date due = due_day(taking.definition, taking.file, taking.situation, *rule, *taking.file.served_on);
    if (*filed > due) return;
    event.to = *back;
    event.facts.values["superseded"] = taking.machine_file.state;
    event.facts.deadlines_started.push_back({rule->name, taking.machine_file.id, *taking.file.served_on, due,
                                             rule->source, rule->then_fire, rule->then_remind});
}

using Effect = void (*)(const Taking&, const Value&, Event&);

Effect find_effect(std::string_view name) {
    static const std::map<std::string, Effect, std::less<>> effects = {
        {"number", number},
        {"freeze", freeze},
        {"letter", letter},
        {"reserve", reserve},
        {"release", release},
        {"commit", commit_reservation},
        {"grant", grant},
        {"decide", decided},
        {"serve", serve},
        {"offer", offer_notice},
        {"fail_retrieval", fail_retrieval},
        {"count", count},
        {"revoke", revoke},
        {"supersede_finality", supersede_finality},
        {"move", move_money},
        {"propose_interest", propose_interest},
        {"skip", skip_unless_money_changes},
        {"reserve_change", reserve_rise},
        {"release_change", release_rise},
        {"amend", amend_grant},
        {"note", note_version},
    };
    const auto found = effects.find(name);
    return found == effects.end() ? nullptr : found->second;
}

// Effects that make further events.

Event opening_of(const Taking& taking, const std::string& machine_name) {
    Event event = new_event(taking.definition, taking.file, taking.situation, taking.actor);
    event.machine = static_cast<MachineId>(taking.file.machines.size()) + 1;
    event.duty = taking.duty;
    event.step = "open";
    event.to = taking.definition.machine(machine_name)->initial;
    event.facts.opened = {{"machine", machine_name}};
    return event;
}

bool fires(const Taking& taking, const Record& condition) {
    const auto given = text_of(taking.input, text_of(condition, "field"));
    const auto& values = list_of(condition, "values");
    return std::ranges::any_of(values,
                               [&](const Value& value) { return value.as_text() && *value.as_text() == given; });
}

/// The case as it is after the events so far, for a step that follows in the same transaction.
CaseFile after(const CaseFile& file, NewEvents events) {
    CaseFile next = file;
    for (auto& event : events) {
        event.seq = next.seq + 1;
        apply(next, event);
    }
    return next;
}

/// What the system takes in this transaction after the events so far.
Result<NewEvents> fired(const Taking& taking, const NewEvents& events, const std::string& step, MachineId machine) {
    const Command command{.step = step,
                          .machine = machine,
                          .actor = Actor::system(),
                          .fields = {},
                          .spelling = {},
                          .reason = {},
                          .seen_seq = {}};
    return decide(taking.definition, after(taking.file, events), taking.situation, command);
}

Result<void> append_fired(const Taking& taking, const Record& condition, NewEvents& events) {
    auto next = fired(taking, events, text_of(condition, "step"), 1);
    if (!next) return tl::unexpected{next.error()};
    std::ranges::move(*next, std::back_inserter(events));
    return {};
}

/// Where the machine has ended, its children of that name that are still open end with it; their events say with what.
Result<void> append_endings(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* reached = taking.machine.state(events.front().to);
    const auto* machine = taking.definition.machine(text_of(argument, "machine"));
    if (!reached || !reached->final || !machine) return {};
    for (const auto& child : taking.file.machines) {
        const auto* state = child.name == machine->name ? machine->state(child.state) : nullptr;
        if (!state || state->final) continue;
        auto ended = fired(taking, events, text_of(argument, "step"), child.id);
        if (!ended) return tl::unexpected{ended.error()};
        ended->front().facts.values["ended_with"] = taking.step.name;
        std::ranges::move(*ended, std::back_inserter(events));
    }
    return {};
}

}  // namespace

const Value& Taking::at(std::string_view path) const {
    const auto dot = path.find('.');
    if (dot != std::string_view::npos && path.substr(0, dot) == step.name) return member(input, path.substr(dot + 1));
    if (machine_file.id != 1 && dot != std::string_view::npos)
        if (const auto given = machine_file.given.find(path.substr(0, dot)); given != machine_file.given.end())
            return member(given->second, path.substr(dot + 1));
    return file.at(path);
}

std::string budget_line_for(const Situation& situation, const std::string& named,
                            const std::vector<YearlySlice>& slices) {
    const auto& lines = situation.budget_lines;
    if (!named.empty()) return named;
    if (lines.size() == 1) return lines.front();
    std::vector<std::string> fitting;
    for (const auto& line : lines)
        if (shortfalls(*situation.balances, line, year_of(situation.today), slices).empty()) fitting.push_back(line);
    return fitting.size() == 1 ? fitting.front() : std::string{};
}

Event new_event(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& actor) {
    Event event;
    event.case_id = file.id;
    event.at = situation.now;
    event.actor = actor.account;
    event.rule_version = definition.version;
    event.facts.person = actor.person;
    return event;
}

Result<NewEvents> consequences_of(const Taking& taking) {
    Event event = new_event(taking.definition, taking.file, taking.situation, taking.actor);
    event.machine = taking.machine_file.id;
    event.duty = taking.duty;
    event.step = taking.step.name;
    event.from = taking.machine_file.state;
    event.to = taking.step.target(taking.machine_file.state);
    event.facts.fields = taking.input;
    if (taking.reason && !taking.reason->empty()) event.facts.reason = FreeText{*taking.reason};
    for (const auto& use : taking.step.effects)
        if (const Effect effect = find_effect(use.effect)) effect(taking, use.argument, event);
    schedule(taking, event);

    NewEvents events{std::move(event)};
    for (const auto& use : taking.step.effects) {
        if (use.effect == "open") events.push_back(opening_of(taking, *use.argument.as_text()));
        if (use.effect == "fire_if" && fires(taking, *use.argument.as_record()))
            if (const auto done = append_fired(taking, *use.argument.as_record(), events); !done)
                return tl::unexpected{done.error()};
        if (use.effect == "end_child")
            if (const auto done = append_endings(taking, *use.argument.as_record(), events); !done)
                return tl::unexpected{done.error()};
    }
    return events;
}

}  // namespace foerderlauf

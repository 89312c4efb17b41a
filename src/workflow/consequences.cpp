#include "workflow/consequences.hpp"
#include "workflow/correction.hpp"

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

/// serve_claim: claim: the claim of a child machine is an act of its own, with its own day of service (served_on of the step).
void serve_claim(const Taking& taking, const Value&, Event& event) {
    const auto kind = parse_service_kind(text_of(taking.input, "kind"));
    const auto day = parse_date(text_of(taking.input, "date"));
    if (kind && day) keep_computed(event, {{"served_on", to_iso(served_on(*kind, *day))}});
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
        {"serve_claim", serve_claim},
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
        {"settle_proof", settle_proof},
        {"settle_grant", settle_grant},
        {"claim_back", claim_back},
        {"take_back", take_back},
        {"agree_instalments", agree_instalments},
        {"waive_interest", waive_interest},
        {"correct_text", correct_text},
        {"correct_service", correct_service},
    };
    const auto found = effects.find(name);
    return found == effects.end() ? nullptr : found->second;
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

Money Taking::money_at(std::string_view path) const {
    const auto* cents = at(path).as_integer();
    return Money::cents(cents ? *cents : 0);
}

const List& Taking::rows_at(std::string_view path) const {
    static const List none;
    const auto* rows = at(path).as_list();
    return rows ? *rows : none;
}

std::optional<Date> Taking::day_at(std::string_view path) const {
    const auto* text = at(path).as_text();
    const auto day = parse_date(text ? *text : std::string{});
    return day ? std::optional{*day} : std::nullopt;
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
    if (auto done = append_following(taking, events); !done) return tl::unexpected{done.error()};
    return events;
}

}  // namespace foerderlauf

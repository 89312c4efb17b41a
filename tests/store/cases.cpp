#include "cases.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "domain/calendar.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf::test {

using namespace std::chrono;

Instant at(std::string_view day, int minute) {
    Instant moment;
    if (!from_rfc3339(std::string{day} + "T12:00:00.000000Z", moment)) throw std::logic_error{"no day"};
    return moment + minutes{minute};
}

LedgerAccount account(int budget_year, int due_year, std::string stage) {
    return {"16 90/633 01", budget_year, due_year, std::move(stage)};
}

CaseRow project(const CaseFile& file) {
    CaseRow row;
    row.file_number = file.file_number;
    row.programme = file.programme;
    row.recipient = file.recipient.key;
    row.recipient_name = file.recipient.name;
    row.district = file.recipient.district;
    row.readers = {file.recipient.key};
    for (const auto& partner : file.partners) row.readers.push_back(partner.recipient);
    row.state = file.main().state;
    row.final = row.state == "closed";
    row.owner = row.final ? "" : "owner of " + row.state;
    row.since = berlin_day(file.main().since);
    if (const auto* title = file.at("application.project_title").as_text()) row.title = *title;
    row.submitted_on = file.submitted_on;
    row.decided_on = file.decided_on;
    row.served_on = file.served_on;
    for (const auto& deadline : file.deadlines) {
        if (deadline.name == "inaction") row.clock_due = deadline.due;
        if (!row.next_due || deadline.due < *row.next_due) row.next_due = deadline.due;
    }
    row.award = file.held_in("reserved");
    row.authority_sees = file.authority_sees;
    return row;
}

Event step(std::string name, std::string from, std::string to, Instant when) {
    Event event;
    event.step = std::move(name);
    event.from = std::move(from);
    event.to = std::move(to);
    event.at = when;
    event.actor = 12;
    event.duty = "formal_review";
    event.facts.person = 7;
    event.rule_version = "sha256:00";
    return event;
}

Event opening(const std::string& recipient, const std::string& programme, Instant when) {
    auto event = step("open", "", "draft", when);
    event.duty = "applicant_clerk";
    event.facts.opened = {{"programme", programme},
                          {"machine", "application"},
                          {"recipient", Record{{"key", recipient},
                                               {"ags", recipient},
                                               {"name", "Stadt " + recipient},
                                               {"district", "Saale-Orla-Kreis"},
                                               {"kind", "gemeinde"},
                                               {"population", 12000}}}};
    return event;
}

Event submission(std::string file_number, Instant when) {
    auto event = step("submit", "draft", "formal_review", when);
    event.facts.file_number = std::move(file_number);
    return event;
}

Event booking(std::vector<Posting> postings, Instant when) {
    auto event = step("reserve", "formal_review", "formal_review", when);
    event.facts.postings = std::move(postings);
    event.facts.reason = FreeText{"Mittel sind da"};
    return event;
}

Event with_deadline(Event event, std::string name, Date due, std::string then_fire) {
    RunningDeadline deadline;
    deadline.name = std::move(name);
    deadline.start = berlin_day(event.at);
    deadline.due = due;
    deadline.source = "§ 75 VwGO";
    deadline.then_fire = std::move(then_fire);
    event.facts.deadlines_started.push_back(deadline);
    return event;
}

Event titled(std::string title, Instant when) {
    auto event = step("edit_application", "draft", "draft", when);
    event.facts.form = "application";
    event.facts.fields = {{"project_title", FreeText{std::move(title)}}, {"requested_cents", 8000000}};
    return event;
}

Event appropriation(Instant when) {
    auto event = step("appropriate", "", "", when);
    event.facts.postings = {
        {Money::cents(1'000'000), account(2026, 2026, "outside"), account(2026, 2026, "available"), "appropriation"}};
    return event;
}

Posting reservation(std::int64_t cents) {
    return {Money::cents(cents), account(2026, 2026, "available"), account(2026, 2026, "reserved")};
}

CaseId file_case(Store& store, NewEvents events) {
    CaseId id = 0;
    store.run([&](Transaction& transaction) {
        id = transaction.next_case_id();
        transaction.append(id, events);
    });
    return id;
}

void append(Store& store, CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters) {
    store.run([&](Transaction& transaction) { transaction.append(id, events, letters); });
}

std::string dump(const CaseFile& file) {
    auto text = fmt::format("case {} {} {} {} {} seq {} pos {} {} opened {} last {}\n", file.id, file.programme,
                            file.version, file.recipient.name, file.file_number, file.seq, file.position,
                            file.last_hash, to_rfc3339(file.opened_at), to_rfc3339(file.last_at));
    for (const auto& machine : file.machines) {
        text += fmt::format("machine {} {} {} {}\n", machine.id, machine.name, machine.state,
                            to_rfc3339(machine.since));
        for (const auto& [name, given] : machine.given) text += "given " + name + canonical_json(given) + "\n";
    }
    for (const auto& [name, answers] : file.forms) text += "form " + name + canonical_json(answers) + "\n";
    for (const auto& taken : file.history)
        text += fmt::format("{} {} {} {} {} {} {} {} {}\n", taken.seq, to_rfc3339(taken.at), taken.machine, taken.step,
                            taken.from, taken.to, taken.account, taken.person, taken.duty);
    for (const auto& deadline : file.deadlines)
        text += fmt::format("deadline {} {} {} {} {}\n", deadline.name, to_iso(deadline.start), to_iso(deadline.due),
                            deadline.source, deadline.then_fire);
    for (const auto& [name, hash] : file.letters) text += "letter " + name + " " + hash + "\n";
    return text + dump(file.held);
}

std::string dump(const Balances& balances) {
    std::string text;
    for (const auto& [account, amount] : balances)
        text += fmt::format("{} = {}\n", to_text(account), amount.in_cents());
    return text;
}

std::vector<std::string> keys(const std::vector<Difference>& found) {
    std::vector<std::string> keys;
    for (const auto& difference : found) keys.push_back(difference.message.key);
    return keys;
}

void fill(Store& store) {
    append(store, 0, {appropriation()});
    const auto first = file_case(store, {opening(), titled("Digitale Akte")});
    append(store, first, {with_deadline(submission("EGOV-2026-0001"), "inaction", 2026y / 6 / 4, "remind")});
    append(store, first, {booking({reservation(300'000)})});
    file_case(store, {opening("16063041", "thuerfag"), titled("Wärmenetz")});
    const FrozenLetter notice{"grant_notice", "Bescheid über 3.000,00 €", 0, ""};
    auto decision = step("approve", "formal_review", "granted", at("2026-03-09"));
    decision.facts.letters = {{"grant_notice", Record{{"sha256", sha256_hex(notice.content)}}}};
    append(store, first, {decision}, {notice});
}

}  // namespace foerderlauf::test

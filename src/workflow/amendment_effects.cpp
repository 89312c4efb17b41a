// Effects of an amendment (Änderung): the way it takes, the money it reserves and releases, and the new version of the grant.
#include "workflow/amendment.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

Amendment amendment_of(const Taking& taking) {
    return amendment_of(taking.file, taking.situation.today,
                        [&](std::string_view path) -> const Value& { return taking.at(path); });
}

/// Only while the main machine is where amendments live is a reservation of the case theirs: after a lost suit the case may
/// hold one for a new decision.
bool is_at_home(const Taking& taking) {
    const auto& states = taking.machine.opens_in;
    return std::ranges::find(states, taking.file.main().state) != states.end();
}

void post(Event& event, Money amount, const LedgerAccount& from, std::string stage) {
    auto to = from;
    to.stage = std::move(stage);
    event.facts.postings.push_back({amount, from, std::move(to)});
}

/// Gives back so much of what is bound for the year.
void release_of_year(const Taking& taking, Event& event, int year, Money amount) {
    for (const auto& [account, held] : taking.file.held) {
        if (account.stage != "committed" || account.due_year != year) continue;
        const Money part = std::min(held, amount);
        if (part <= Money{}) continue;
        post(event, part, account, "available");
        amount -= part;
    }
}

List confirmed_partners(const Record& grant, Date today) {
    List partners;
    for (const auto& row : list_of(grant, "partners"))
        if (const auto* record = row.as_record())
            partners.emplace_back(Record{{"recipient", text_of(*record, "recipient")},
                                         {"share_cents", integer_of(*record, "share_cents")},
                                         {"state", "confirmed"},
                                         {"at", to_iso(today)}});
    return partners;
}

Record successor_record(const Recipient& body) {
    return {{"key", body.key},
            {"ags", body.ags},
            {"ars", body.ars},
            {"name", body.name},
            {"kind", body.kind},
            {"district", body.district},
            {"association_ars", body.association_ars},
            {"population", body.population}};
}

/// The last body in the line of successors takes the case over; whose case it was keeps reading it.
void hand_over(const Taking& taking, Event& event) {
    const auto& file = taking.file;
    const auto ended = file.ended_bodies.find(file.recipient.key);
    if (ended == file.ended_bodies.end()) return;
    event.facts.values["ended_body"] = Record{{"recipient", file.recipient.key},
                                              {"name", file.recipient.name},
                                              {"valid_to", to_iso(ended->second.valid_to)},
                                              {"successor", successor_record(file.acting_for(file.recipient))},
                                              {"moves", true}};
}

}  // namespace

void skip_unless_money_changes(const Taking& taking, const Value& argument, Event& event) {
    if (!amendment_of(taking).changes_money()) event.to = text_of(*argument.as_record(), "to");
}

void reserve_rise(const Taking& taking, const Value&, Event& event) {
    const auto rises = rises_of(yearly_changes(taking.file, amendment_of(taking).after));
    const auto line = text_of(taking.file.grant, "budget_line");
    event.facts.values["budget_line"] = line;
    std::ranges::move(moves(line, year_of(taking.situation.today), rises, "available", "reserved"),
                      std::back_inserter(event.facts.postings));
}

void release_rise(const Taking& taking, const Value&, Event& event) {
    if (is_at_home(taking))
        std::ranges::move(releases(taking.file.held, "reserved"), std::back_inserter(event.facts.postings));
}

void amend_grant(const Taking& taking, const Value&, Event& event) {
    auto amendment = amendment_of(taking);
    event.facts.values["changes"] = changes_of(taking.file, amendment);
    for (const auto& [account, amount] : taking.file.held)
        if (account.stage == "reserved") post(event, amount, account, "committed");
    for (const auto& [year, change] : yearly_changes(taking.file, amendment.after))
        if (!change.fall.is_zero()) release_of_year(taking, event, year, change.fall);
    if (amendment.kind == "partner")
        event.facts.values["partners"] = confirmed_partners(amendment.after, taking.situation.today);
    if (amendment.kind == "recipient") hand_over(taking, event);
    event.facts.values["grant"] = std::move(amendment.after);
}

void note_version(const Taking& taking, const Value&, Event& event) {
    if (!taking.file.grant.empty()) event.facts.values["grant_version"] = integer_of(taking.file.grant, "version", 1);
}

}  // namespace foerderlauf

#include "web/api/case_json.hpp"

#include "casework/disclosure.hpp"
#include "domain/calendar.hpp"
#include "web/api/printing.hpp"
#include "web/api/problem.hpp"
#include "workflow/prefill.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string_view name_of(Partner::State state) {
    switch (state) {
        case Partner::State::Invited: return "invited";
        case Partner::State::Confirmed: return "confirmed";
        case Partner::State::Declined: return "declined";
    }
    throw std::logic_error{"unknown state of a partner"};
}

Value successor_of(const CaseFile& file, const std::string& key) {
    const auto end = file.ended_bodies.find(key);
    return end == file.ended_bodies.end() ? Value{}
                                          : Value{printed_successor(end->second.successor, end->second.valid_to)};
}

Record printed(const CaseFile& file, const Partner& partner) {
    Record record{{"recipient", partner.recipient},
                  {"share_cents", partner.share.in_cents()},
                  {"state", name_of(partner.state)},
                  {"at", iso_or_null(partner.at)}};
    if (auto successor = successor_of(file, partner.recipient); !successor.is_empty())
        record["successor"] = std::move(successor);
    return record;
}

/// The day somebody was last reminded of this period, or null.
Value reminded_on(const CaseFile& file, const RunningDeadline& deadline) {
    Value day;
    for (const auto& given : file.reminders)
        if (given.deadline == deadline.name && given.machine == deadline.machine && given.due == deadline.due)
            day = to_iso(given.on);
    return day;
}

Record printed(const CaseFile& file, const RunningDeadline& deadline) {
    std::vector<std::string> then;
    if (!deadline.then_fire.empty()) then.push_back("fire " + deadline.then_fire);
    if (!deadline.then_remind.empty()) then.push_back("remind " + deadline.then_remind);
    Value what;
    if (!then.empty()) what = then.size() == 1 ? then.front() : then.front() + ", " + then.back();
    return {{"name", deadline.name},
            {"machine", deadline.machine},
            {"start", to_iso(deadline.start)},
            {"due", to_iso(deadline.due)},
            {"source", text_or_null(deadline.source)},
            {"then", what},
            {"reminded_on", reminded_on(file, deadline)}};
}

List printed_deadlines(const CaseFile& file, const std::vector<RunningDeadline>& told) {
    List list;
    for (const auto& deadline : told) list.emplace_back(printed(file, deadline));
    return list;
}

Record printed(const Offer& offer, const Texts& texts) {
    return {{"name", offer.name},
            {"title", offer.title},
            {"source", text_or_null(offer.source)},
            {"primary", offer.primary},
            {"allowed", offer.allowed},
            {"needs", List(offer.needs.begin(), offer.needs.end())},
            {"blockers", printed_blockers(offer.blockers, texts)},
            {"hints", printed_blockers(offer.hints, texts)}};
}

List steps_of(const CaseView& view, MachineId machine, const Texts& texts) {
    List steps;
    if (view.as_of) return steps;
    for (const auto& offer : offers(view.definition, view.file, view.situation, view.actor, machine)) {
        auto step = printed(offer, texts);
        if (auto known = proposed(view.definition, offer.step->fields, view.file, *view.file.machine(machine),
                                  view.situation.today);
            !known.empty())
            step["proposed"] = std::move(known);
        steps.emplace_back(std::move(step));
    }
    return steps;
}

List documents_of(const CaseFile& file) {
    List documents;
    for (const auto& document : file.documents) documents.emplace_back(printed(document));
    return documents;
}

/// How many consultations before filing were answered (§ 25 VwVfG).
std::int64_t consultations_of(const CaseFile& file) {
    const auto counted = file.counts.find("consultations");
    return counted == file.counts.end() ? 0 : counted->second;
}

List officers_of(const CaseFile& file) {
    List officers;
    for (const auto& [duty, officer] : file.officers)
        officers.emplace_back(Record{{"duty", duty}, {"account", officer.account}});
    return officers;
}

/// The answers, and what was uploaded in the field that shows it.
Record forms_of(const CaseView& view) {
    Record forms;
    for (const auto& [name, form] : view.definition.forms) {
        const auto answers = view.file.forms.find(name);
        if (!is_form_told(view.definition, name, reads_as_applicant(view.actor))) continue;
        const bool given = answers != view.file.forms.end();
        Record shown = given ? answers->second : Record{};
        for (const auto& field : form.fields)
            if (field.kind == FieldKind::Documents) shown.insert_or_assign(field.name, documents_of(view.file));
        if (given) forms.emplace(name, std::move(shown));
    }
    return forms;
}

/// What was given with the steps of a child machine, by step; an interest proposal is the authority's own.
Record given_of(const Machine* known, const MachineFile& machine, bool as_applicant) {
    Record all;
    for (const auto& [step, fields] : machine.given) {
        if (as_applicant && known && !is_told_to_applicant(*known, machine, step)) continue;
        Record given = fields;
        if (as_applicant) given.erase("interest_proposal");
        if (!given.empty()) all[step] = std::move(given);
    }
    return all;
}

List machines_of(const CaseView& view, const Texts& texts) {
    List machines;
    for (const auto& machine : view.file.machines) {
        if (machine.id == 1) continue;
        const auto* known = view.definition.machine(machine.name);
        const auto* state = known ? known->state(machine.state) : nullptr;
        machines.emplace_back(Record{{"id", machine.id},
                                     {"machine", machine.name},
                                     {"title", known ? known->title : machine.name},
                                     {"state", machine.state},
                                     {"state_label", state ? state->label : machine.state},
                                     {"public_label", state ? state->public_label : machine.state},
                                     {"owner", text_or_null(state ? state->owner : std::string{})},
                                     {"given", given_of(known, machine, reads_as_applicant(view.actor))},
                                     {"steps", steps_of(view, machine.id, texts)}});
    }
    return machines;
}

List conflicts_of(const CaseView& view) {
    List conflicts;
    if (reads_as_applicant(view.actor)) return conflicts;
    for (const auto& conflict : view.file.conflicts)
        conflicts.emplace_back(Record{{"number", conflict.number},
                                      {"person", conflict.person},
                                      {"kind", conflict.kind},
                                      {"lifted", conflict.lifted},
                                      {"own", conflict.person == view.actor.person}});
    return conflicts;
}

Record money_record(const CaseView& view) {
    const auto money = money_of(view.definition, view.file);
    return {{"requested_cents", money.requested.in_cents()}, {"eligible_cents", money.eligible.in_cents()},
            {"award_cents", money.award.in_cents()},         {"reserved_cents", money.reserved.in_cents()},
            {"committed_cents", money.committed.in_cents()}, {"paid_cents", money.paid.in_cents()},
            {"repaid_cents", money.repaid.in_cents()}};
}

List partners_of(const CaseFile& file) {
    List partners;
    for (const auto& partner : file.partners) partners.emplace_back(printed(file, partner));
    return partners;
}

template <typename Items>
List printed_all(const Items& items) {
    List list;
    for (const auto& item : items) list.emplace_back(printed(item));
    return list;
}

void put_state(Record& record, const CaseView& view) {
    const auto& main = view.file.main();
    const auto* state = view.definition.main().state(main.state);
    record["state"] = main.state;
    record["state_label"] = state ? state->label : main.state;
    record["public_label"] = state ? state->public_label : main.state;
    record["owner"] = text_or_null(state ? state->owner : std::string{});
    record["owner_since"] = to_iso(berlin_day(main.since));
}

}  // namespace

bool reads_as_applicant(const Actor& actor) {
    return actor.duties.empty() || std::ranges::any_of(actor.duties, is_applicant_duty);
}

Record printed(const Document& document) {
    return {{"id", document.id},
            {"kind", document.kind},
            {"name", FreeText{document.name, is_erased(document)}},
            {"sha256", document.sha256},
            {"size", document.size}};
}

Record case_record(const CaseView& view, const Texts& texts) {
    const CaseFile& file = view.file;
    Record record{
        {"id", file.id},
        {"file_number", text_or_null(file.file_number)},
        {"programme", file.programme},
        {"version", file.version},
        {"recipient", printed(file.recipient, successor_of(file, file.recipient.key))},
        {"represented_by", file.represented_by ? Value{printed(*file.represented_by)} : Value{}},
        {"seq", file.seq},
        {"submitted_on", iso_or_null(file.submitted_on)},
        {"decided_on", iso_or_null(file.decided_on)},
        {"offered_on", iso_or_null(file.offered_on)},
        {"served_on", iso_or_null(file.served_on)},
        {"consultations", consultations_of(file)},
        {"forms", forms_of(view)},
        {"documents", documents_of(file)},
        {"partners", partners_of(file)},
        {"steps", steps_of(view, 1, texts)},
        {"machines", machines_of(view, texts)},
        {"deadlines", printed_deadlines(file, told_deadlines(view.definition, file, reads_as_applicant(view.actor)))},
        {"conflicts", conflicts_of(view)},
        {"officers", officers_of(file)},
        {"money", money_record(view)}};
    put_state(record, view);
    const auto editable = view.as_of ? std::vector<std::string>{} : editable_forms(view.definition, file, view.actor);
    record["editable_forms"] = List(editable.begin(), editable.end());
    if (view.as_of) record["as_of"] = to_iso(*view.as_of);
    return record;
}

Record case_record(const CaseReading& reading, const Texts& texts) {
    return case_record({*reading.definition, reading.file, reading.situation, reading.actor, reading.as_of}, texts);
}

std::string case_json(const CaseView& view, const Texts& texts) { return printed_json(case_record(view, texts)); }

}  // namespace foerderlauf

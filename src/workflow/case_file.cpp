#include "workflow/case_file.hpp"

#include "domain/calendar.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

Recipient recipient_from(const Record& record) {
    Recipient recipient;
    recipient.key = text_of(record, "key");
    recipient.ags = text_of(record, "ags");
    recipient.ars = text_of(record, "ars");
    recipient.name = text_of(record, "name");
    recipient.kind = text_of(record, "kind");
    recipient.district = text_of(record, "district");
    recipient.association_ars = text_of(record, "association_ars");
    recipient.population = integer_of(record, "population");
    return recipient;
}

void open(CaseFile& file, const Event& event) {
    const Record& opened = event.facts.opened;
    if (const auto* recipient = member(opened, "recipient").as_record()) {
        file.programme = text_of(opened, "programme");
        file.version = event.rule_version;
        file.recipient = recipient_from(*recipient);
        file.opened_at = event.at;
        if (const auto* body = member(opened, "represented_by").as_record())
            file.represented_by = recipient_from(*body);
    }
    if (!file.machine(event.machine)) file.machines.push_back({event.machine, {}, {}, event.at, {}});
    auto& machine = file.machines[static_cast<std::size_t>(event.machine - 1)];
    machine.name = text_of(opened, "machine");
}

void move(CaseFile& file, const Event& event) {
    const auto found = std::ranges::find(file.machines, event.machine, &MachineFile::id);
    if (found == file.machines.end()) return;
    if (found->state != event.to) found->since = event.at;
    found->state = event.to;
    if (!event.facts.form && !event.facts.fields.empty()) found->given[event.step] = event.facts.fields;
    if (const auto& version = member(event.facts.values, "grant_version"); !version.is_empty())
        found->given[event.step]["grant_version"] = version;
    if (const auto& proposal = member(event.facts.values, "interest_proposal"); !proposal.is_empty())
        found->given[event.step]["interest_proposal"] = proposal;
    if (const auto* computed = member(event.facts.values, "computed").as_record())
        for (const auto& [name, value] : *computed) found->given[event.step].insert_or_assign(name, value);
}

/// What was answered about an application holds for the version that was frozen then.
void outdate(CaseFile& file, std::string_view frozen) {
    for (const auto& [form, answers] : file.forms)
        for (const auto& [field, value] : answers)
            if (form != frozen) file.outdated[form].insert(field);
}

void keep_answers(CaseFile& file, const Facts& facts) {
    if (facts.form) {
        merge_patch(file.forms[*facts.form], facts.fields);
        if (const auto before = file.outdated.find(*facts.form); before != file.outdated.end())
            for (const auto& [field, value] : facts.fields) before->second.erase(field);
    }
    for (const auto& [form, hash] : facts.frozen)
        if (const auto* text = hash.as_text()) {
            file.frozen[form] = *text;
            outdate(file, form);
        }
    for (const auto& [letter, frozen] : facts.letters)
        if (const auto* record = frozen.as_record()) file.letters[letter] = text_of(*record, "sha256");
}

/// What was corrected holds from now on; the words and the day that were wrong stay in the event.
void keep_correction(CaseFile& file, const Record& values) {
    if (const auto* service = member(values, "corrected_service").as_record())
        for (const auto* field : {"kind", "date"})
            file.machines.front().given["serve"].insert_or_assign(field, member(*service, field));
    if (const auto* text = member(values, "corrected_text").as_record()) {
        const auto field = text_of(*text, "field");
        auto& holder = field == "reasons" ? file.forms["notice"] : file.grant;
        holder.insert_or_assign(field, member(*text, "to"));
    }
}

void keep_decision(CaseFile& file, const Event& event) {
    const Record& values = event.facts.values;
    const Date day = berlin_day(event.at);
    if (event.facts.file_number) {
        file.file_number = *event.facts.file_number;
        file.submitted_on = day;
        file.authority_sees = true;
    }
    if (!member(values, "decided").is_empty()) {
        file.decided_on = day;
        file.served_on.reset();
        file.offered_on.reset();
        file.retrieval_failed = false;
    }
    if (const auto* grant = member(values, "grant").as_record()) file.grant = *grant;
    if (flag_of(values, "offered")) file.offered_on = day;
    if (flag_of(values, "retrieval_failed")) {
        file.offered_on.reset();
        file.retrieval_failed = true;
    }
    if (event.facts.served_on) file.served_on = event.facts.served_on;
    keep_correction(file, values);
    if (flag_of(values, "revoked")) {
        file.grant.clear();
        file.decided_on.reset();
        file.served_on.reset();
    }
    if (const auto counted = text_of(values, "counted"); !counted.empty()) ++file.counts[counted];
}

void keep_deadlines(CaseFile& file, const Event& event) {
    // Deadlines belong to their machine: of two payment requests each has its own time to report the use.
    const auto drop = [&](const std::string& name, MachineId machine) {
        return std::erase_if(file.deadlines, [&](const RunningDeadline& running) {
            return running.name == name && running.machine == machine;
        });
    };
    // A child's step may end a period of the application.
    for (const auto& name : event.facts.deadlines_stopped)
        if (drop(name, event.machine) == 0) drop(name, 1);
    for (const auto& started : event.facts.deadlines_started) {
        drop(started.name, started.machine);
        file.deadlines.push_back(started);
    }
}

bool is_held(const LedgerAccount& account) { return account.stage != "available" && account.stage != "outside"; }

void keep_money(CaseFile& file, const Facts& facts) {
    if (file.id == 0) return;  // the installation's own record moves the budget, it holds nothing of it
    for (const auto& posting : facts.postings) {
        if (is_held(posting.from)) file.held[posting.from] -= posting.amount;
        if (is_held(posting.to)) file.held[posting.to] += posting.amount;
    }
    std::erase_if(file.held, [](const auto& entry) { return entry.second.is_zero(); });
}

Partner partner_from(const Record& record) {
    Partner partner;
    partner.recipient = text_of(record, "recipient");
    partner.share = Money::cents(integer_of(record, "share_cents"));
    const auto state = text_of(record, "state");
    partner.state = state == "confirmed"  ? Partner::State::Confirmed
                    : state == "declined" ? Partner::State::Declined
                                          : Partner::State::Invited;
    if (const auto at = parse_date(text_of(record, "at"))) partner.at = *at;
    return partner;
}

void keep_people(CaseFile& file, const Record& values) {
    if (const auto* partners = member(values, "partners").as_list()) {
        file.partners.clear();
        for (const auto& entry : *partners)
            if (const auto* record = entry.as_record()) file.partners.push_back(partner_from(*record));
    }
    if (const auto* conflict = member(values, "conflict").as_record()) {
        file.conflicts.push_back(
            {integer_of(*conflict, "number"), integer_of(*conflict, "person"), text_of(*conflict, "kind"), false});
        // Whoever must not act does not keep the case in hand either.
        std::erase_if(file.officers,
                      [&](const auto& given) { return given.second.person == file.conflicts.back().person; });
    }
    if (const auto* officer = member(values, "officer").as_record())
        file.officers[text_of(*officer, "duty")] = {integer_of(*officer, "account"), integer_of(*officer, "person")};
    if (const auto* lifted = member(values, "lifted").as_integer())
        for (auto& conflict : file.conflicts)
            if (conflict.number == *lifted) conflict.lifted = true;
}

void keep_succession(CaseFile& file, const Record& values) {
    const auto* ended = member(values, "ended_body").as_record();
    if (!ended) return;
    const auto* successor = member(*ended, "successor").as_record();
    const auto valid_to = parse_date(text_of(*ended, "valid_to"));
    if (!successor || !valid_to) return;
    file.ended_bodies.insert_or_assign(text_of(*ended, "recipient"), EndedBody{*valid_to, recipient_from(*successor)});
    if (!flag_of(*ended, "moves")) return;
    file.former_recipients.push_back(file.recipient);
    file.recipient = recipient_from(*successor);
    file.represented_by.reset();
}

void keep_reminder(CaseFile& file, const Event& event) {
    const auto* record = member(event.facts.values, "reminder").as_record();
    if (!record) return;
    const auto due = parse_date(text_of(*record, "due")), on = parse_date(text_of(*record, "on"));
    if (!due || !on) return;
    const bool ahead = text_of(*record, "kind") == to_text(ReminderKind::Ahead);
    file.reminders.push_back(
        {text_of(*record, "deadline"), event.machine, *due, ahead ? ReminderKind::Ahead : ReminderKind::Passed, *on});
}

void keep_document(CaseFile& file, const Event& event) {
    const auto* record = member(event.facts.values, "document").as_record();
    if (!record) return;
    file.documents.push_back({integer_of(*record, "id"), text_of(*record, "kind"), text_of(*record, "name"),
                              text_of(*record, "sha256"), integer_of(*record, "size"), event.seq});
}

void keep_message(CaseFile& file, const Event& event) {
    const auto* record = member(event.facts.values, "message").as_record();
    if (!record) return;
    const auto* text = std::get_if<FreeText>(&member(*record, "text").any());
    file.messages.push_back({event.seq, event.at, event.actor, event.duty, text ? *text : FreeText{{}, true}});
}

}  // namespace

const Record& MachineFile::given_with(std::string_view step) const {
    static const Record nothing;
    const auto found = given.find(step);
    return found == given.end() ? nothing : found->second;
}

const MachineFile* CaseFile::machine(MachineId number) const {
    const auto found = std::ranges::find(machines, number, &MachineFile::id);
    return found == machines.end() ? nullptr : &*found;
}

const Value& CaseFile::at(std::string_view path) const {
    static const Value nothing;
    const auto dot = path.find('.');
    const auto head = path.substr(0, dot);
    const auto rest = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
    if (head == "grant") {
        if (const auto& value = member(grant, rest); !value.is_empty()) return value;
        const auto applied = forms.find("application");
        return applied == forms.end() ? nothing : member(applied->second, rest);
    }
    if (const auto form = forms.find(head); form != forms.end()) return member(form->second, rest);
    if (machines.empty()) return nothing;
    const auto given = main().given.find(head);
    return given == main().given.end() ? nothing : member(given->second, rest);
}

std::string_view to_text(ReminderKind kind) { return kind == ReminderKind::Ahead ? "ahead" : "passed"; }

bool CaseFile::was_reminded(const RunningDeadline& deadline, ReminderKind kind) const {
    return std::ranges::any_of(reminders, [&](const GivenReminder& given) {
        return given.deadline == deadline.name && given.machine == deadline.machine && given.due == deadline.due &&
               given.kind == kind;
    });
}

const Recipient& CaseFile::acting_for(const Recipient& body) const {
    const auto* acting = &body;
    // No longer than there are ended bodies: a circle, which nobody should have made, ends somewhere.
    for (std::size_t left = ended_bodies.size(); left > 0; --left) {
        const auto end = ended_bodies.find(acting->key);
        if (end == ended_bodies.end()) break;
        acting = &end->second.successor;
    }
    return *acting;
}

Money CaseFile::held_in(std::string_view stage) const {
    Money sum;
    for (const auto& [account, amount] : held)
        if (account.stage == stage) sum += amount;
    return sum;
}

const Taken* CaseFile::last(std::string_view step) const {
    const auto found = std::ranges::find_if(
        history.rbegin(), history.rend(), [&](const Taken& entry) { return entry.machine == 1 && entry.step == step; });
    return found == history.rend() ? nullptr : &*found;
}

CaseFile empty_case(CaseId id) {
    CaseFile file;
    file.id = id;
    file.last_hash = std::string(64, '0');
    file.machines.push_back({});
    return file;
}

void apply(CaseFile& file, const Event& event) {
    if (!event.facts.opened.empty()) open(file, event);
    move(file, event);
    keep_answers(file, event.facts);
    keep_decision(file, event);
    keep_deadlines(file, event);
    keep_money(file, event.facts);
    keep_people(file, event.facts.values);
    keep_succession(file, event.facts.values);
    keep_document(file, event);
    keep_reminder(file, event);
    keep_message(file, event);
    file.history.push_back({event.seq, event.at, event.machine, event.step, event.from, event.to, event.actor,
                            event.facts.person, event.duty});
    file.seq = event.seq;
    file.position = event.position;
    file.last_at = event.at;
    if (!event.hash.empty()) file.last_hash = event.hash;
}

}  // namespace foerderlauf

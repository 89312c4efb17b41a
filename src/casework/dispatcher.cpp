#include "casework/change_under_way.hpp"

#include "base/sha256.hpp"
#include "casework/blocks.hpp"
#include "casework/documents.hpp"
#include "letters/compose.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

Refusal not_found(CaseId id) { return {Kind::NotFound, {"refusal.no_such_case", {{"case", id}}}}; }

/// Refusals that say nothing about the case's state: they come before the replay of a key (contract § 3).
bool comes_before_replay(const Refusal& refusal) {
    return refusal.kind == Kind::NotFound || refusal.kind == Kind::NotAllowed;
}

Result<Outcome> replay(const Remembered& first, const Envelope& envelope, const CaseFile& file) {
    if (first.body_hash != envelope.body_hash)
        return tl::unexpected{
            Refusal{Kind::BadInput,
                    {"refusal.key_reused", {{"key", envelope.idempotency_key}}},
                    {},
                    {{"Idempotency-Key", {"refusal.key_reused", {{"key", envelope.idempotency_key}}}}}}};
    return Outcome{file.id, std::make_shared<const CaseFile>(file), nullptr, first};
}

/// Whoever acts with a duty carried for somebody else acts as the own person; the event says whose duty it was.
void mark_substitution(const Account& account, const CaseFile& file, NewEvents& events) {
    for (auto& event : events)
        if (event.actor == account.id)
            if (const auto whose = represented_by(account, file, event.duty)) event.facts.values["in_place_of"] = whose;
}

}  // namespace

Dispatcher::Dispatcher(Store& store, const Programmes& programmes, const InstallationInForce& installation,
                       const BudgetLineRegister& budget_lines, const Clock& clock, FindRecipient find_recipient)
    : store_{store}, programmes_{programmes}, installation_{installation}, budget_lines_{budget_lines}, clock_{clock},
      find_recipient_{std::move(find_recipient)} {}

std::vector<FrozenLetter> Dispatcher::freeze_letters(const Change& change, NewEvents& events) const {
    std::vector<FrozenLetter> letters;
    const bool any = std::ranges::any_of(events, [](const Event& event) { return !event.facts.letters.empty(); });
    if (!any) return letters;
    NamesOfBodies names;
    for (const auto& partner : change.file.partners)
        if (const auto body = find_recipient_(change.transaction, partner.recipient))
            names[partner.recipient] = spoken_name(*body);
    CaseFile after = change.file;  // a letter shows the case as it is after its event: file number, dates, deadlines
    for (auto& event : events) {
        event.seq = after.seq + 1;
        apply(after, event);
        for (auto& [name, frozen] : event.facts.letters) {
            auto letter = compose(*change.definition, after, change.situation, installation_->texts, name, &event,
                                  names, {change.envelope.account.display_name});
            const auto hash = sha256_hex(letter.content);
            frozen = Record{{"sha256", hash}, {"template", letter.template_sha256}};
            letters.push_back({name, std::move(letter.content), event.seq, hash});
        }
    }
    return letters;
}

Outcome Dispatcher::append(const Change& change, NewEvents events) {
    const auto id = change.file.id;
    mark_substitution(change.envelope.account, change.file, events);
    const auto letters = freeze_letters(change, events);
    append_and_take_up(change.transaction, id, std::move(events),
                       letters);  // from here on the file of the change may be gone
    return {id, change.transaction.lasting_case_file(id), change.definition, {}};
}

void Dispatcher::remember(const Change& change, const Outcome& outcome, const Answering& answering) const {
    const auto& envelope = change.envelope;
    if (envelope.idempotency_key.empty() || !answering) return;
    const auto situation = situation_inside(change.transaction, *change.definition, *outcome.file,
                                            change.situation.now);
    auto answer = answering(*outcome.file, *change.definition, situation, change.actor);
    answer.body_hash = envelope.body_hash;
    change.transaction.remember(envelope.account.id, envelope.route, envelope.idempotency_key, answer,
                                change.situation.now);
}

void Dispatcher::note_refusal(const Change& change, const Refusal& refusal) {
    if (refusal.kind != Kind::Blocked || change.actor.account == 0 || change.file.seq == 0) return;
    Attempt attempt{change.file.id,       change.machine,
                    change.actor.account, text_of(refusal.message.values, "step"),
                    change.situation.now, {}};
    if (attempt.step.empty()) attempt.step = text_of(refusal.message.values, "title");
    for (const auto& blocker : refusal.blockers) attempt.checks.push_back(blocker.check);
    store_.note_attempt(attempt);
}

Result<Outcome> Dispatcher::settle(const Change& change, Result<NewEvents> events, const Answering& answering) {
    const auto& [transaction, envelope, file, definition, situation, actor, machine] = change;
    if (!events && comes_before_replay(events.error())) return tl::unexpected{std::move(events.error())};
    if (!envelope.idempotency_key.empty())
        if (const auto first = transaction.remembered(envelope.account.id, envelope.route, envelope.idempotency_key))
            return replay(*first, envelope, file);
    if (envelope.seen_seq && *envelope.seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *envelope.seen_seq}});
    if (!events) {
        note_refusal(change, events.error());
        return tl::unexpected{std::move(events.error())};
    }
    auto outcome = events->empty() ? Outcome{file.id, std::make_shared<const CaseFile>(file), definition, {}}
                                   : append(change, std::move(*events));
    remember(change, outcome, answering);
    return outcome;
}

Result<Outcome> Dispatcher::change(const Envelope& envelope, CaseId case_id, const Answering& answering,
                                   const Deciding& deciding, MachineId machine, const MessageTelling& also) {
    Result<Outcome> result = tl::unexpected{not_found(case_id)};
    store_.run([&](Transaction& transaction) {
        const CaseFile* stored = case_id > 0 ? transaction.case_file(case_id) : nullptr;
        if (!stored || stored->seq == 0 || !may_see(envelope.account, *stored)) return;
        std::optional<CaseFile> current;  // a copy only where an opened year moved what the case holds
        if (auto held = held_after_openings(*stored, transaction.balances())) {
            current = *stored;
            current->held = std::move(*held);
        }
        const CaseFile& file = current ? *current : *stored;
        const auto definition = programmes_.of(file.version);
        const Instant now = clock_.now();
        auto situation = situation_inside(transaction, *definition, file, now);
        situation.arrived = envelope.arrived;
        const Actor actor = actor_on(envelope.account, file);
        const Change change{transaction, envelope, file, definition, situation, actor, machine};
        result = settle(change, is_disposed(file) ? tl::unexpected{disposed(file)} : deciding(change), answering);
        if (also && result && !result->replayed) also(transaction, *result->file);
    });
    return result;
}

Result<Outcome> Dispatcher::retain(const Envelope& envelope, CaseId case_id, const RetentionWish& wish,
                                   DocumentFolder& documents, const Answering& answering) {
    std::vector<Document> gone;
    auto outcome = change(envelope, case_id, answering, [&](const Change& now) {
        auto events = foerderlauf::retain(*now.definition, now.file, now.situation, installation_->retention, now.actor,
                                          wish, envelope.seen_seq);
        if (events) gone = documents_erased_by(now.file, *events);
        return events;
    });
    if (outcome && !outcome->replayed)
        for (const auto& document : gone) documents.remove(documents.find(document.sha256));
    return outcome;
}

Result<Outcome> Dispatcher::take(const Envelope& envelope, const StepWish& wish, const Answering& answering) {
    return change(
        envelope, wish.case_id, answering,
        [&](const Change& now) {
            auto events = decide(
                *now.definition, now.file, now.situation,
                {wish.step, wish.machine, now.actor, wish.fields, wish.spelling, wish.reason, envelope.seen_seq});
            if (!events) events.error().message.values["step"] = wish.step;
            else if (auto wrong = wrong_partners(now.transaction, now.file, *events))
                events = tl::unexpected{std::move(*wrong)};
            return events;
        },
        wish.machine);
}

Result<Outcome> Dispatcher::edit(const Envelope& envelope, const EditWish& wish, const Answering& answering) {
    return change(envelope, wish.case_id, answering, [&](const Change& now) -> Result<NewEvents> {
        auto events = foerderlauf::edit(*now.definition, now.file, now.situation,
                                        {wish.form, now.actor, wish.patch, wish.spelling, envelope.seen_seq});
        if (!events) return events;
        if (auto wrong = wrong_partners(now.transaction, now.file, *events)) return tl::unexpected{std::move(*wrong)};
        return events;
    });
}

Result<Outcome> Dispatcher::open_machine(const Envelope& envelope, const MachineWish& wish,
                                         const Answering& answering) {
    return change(envelope, wish.case_id, answering, [&](const Change& now) {
        auto events = foerderlauf::open_machine(
            *now.definition, now.file, now.situation,
            {wish.machine, 1, now.actor, wish.fields, wish.spelling, {}, envelope.seen_seq});
        if (!events) events.error().message.values["step"] = wish.machine;
        return events;
    });
}

Result<Outcome> Dispatcher::answer_partner(const Envelope& envelope, const PartnerWish& wish,
                                           const Answering& answering) {
    return change(envelope, wish.case_id, answering, [&](const Change& now) -> Result<NewEvents> {
        return foerderlauf::answer_partner(*now.definition, now.file, now.situation,
                                           actor_for_partner(envelope.account, now.file, wish.recipient),
                                           wish.recipient, wish.answer, wish.share, wish.reason);
    });
}

Result<Outcome> Dispatcher::declare_conflict(const Envelope& envelope, const ConflictWish& wish,
                                             const Answering& answering) {
    return change(envelope, wish.case_id, answering, [&](const Change& now) {
        return foerderlauf::declare_conflict(*now.definition, now.file, now.situation, now.actor,
                                             wish.person.value_or(now.actor.person), wish.kind, wish.reason);
    });
}

Result<Outcome> Dispatcher::lift_conflict(const Envelope& envelope, CaseId case_id, std::int64_t number,
                                          const std::string& reason, const Answering& answering) {
    return change(envelope, case_id, answering, [&](const Change& now) {
        return foerderlauf::lift_conflict(*now.definition, now.file, now.situation, now.actor, number, reason);
    });
}

Result<Outcome> Dispatcher::assign(const Envelope& envelope, const AssignWish& wish, const Answering& answering) {
    return change(envelope, wish.case_id, answering, [&](const Change& now) {
        return foerderlauf::assign(*now.definition, now.file, now.situation, now.actor,
                                   {wish.duty, actor_on(wish.officer, now.file), wish.reason, envelope.seen_seq});
    });
}

Result<Outcome> Dispatcher::add_document(const Envelope& envelope, CaseId case_id, Document document,
                                         const Answering& answering) {
    return change(envelope, case_id, answering, [&](const Change& now) {
        document.id = static_cast<std::int64_t>(now.file.documents.size()) + 1;
        return foerderlauf::add_document(*now.definition, now.file, now.situation, now.actor, document);
    });
}

Result<Outcome> Dispatcher::open(const Envelope& envelope, const OpenWish& wish, const Answering& answering) {
    Result<Outcome> result = refuse("refusal.no_such_programme", {{"programme", wish.programme}});
    store_.run([&](Transaction& transaction) {
        const auto definition = programmes_.current(wish.programme);
        const auto wrong = [&](const char* field, const char* key, const std::string& given) {
            result = tl::unexpected{
                Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{field, {key, {{"given", given}}}}}}};
        };
        if (!definition) return wrong("programme", "field.programme", wish.programme);
        const auto recipient = find_recipient_(transaction, wish.recipient);
        if (!recipient) return wrong("recipient", "field.recipient", wish.recipient);
        CaseFile blank = empty_case(transaction.next_case_id());
        blank.recipient = *recipient;
        const Instant now = clock_.now();
        const auto situation = situation_for(*definition, blank, transaction.balances(), berlin_day(now), now);
        const Actor actor = actor_for(envelope.account, wish.programme, *recipient);
        std::optional<Recipient> body;
        for (const auto& held : envelope.account.duties)
            if (is_applicant_duty(held.duty) && held.recipient == recipient->association_ars && !held.recipient.empty())
                body = find_recipient_(transaction, held.recipient);
        const auto own = envelope.account.bodies();
        if (std::ranges::find(own, recipient->key) != own.end()) body.reset();
        auto events = open_case(*definition, situation, {*recipient, body, actor, wish.answers, wish.spelling});
        if (events)
            if (auto bad = wrong_partners(transaction, blank, *events)) events = tl::unexpected{std::move(*bad)};
        if (const auto end = ended(transaction, *recipient); end && events)
            events = tl::unexpected{Refusal{Kind::BadInput, *end, {}, {{"recipient", *end}}}};
        result = settle({transaction, envelope, blank, definition, situation, actor}, std::move(events), answering);
    });
    return result;
}

Result<Outcome> Dispatcher::expire(CaseId case_id, const Expiry& expiry) {
    Result<Outcome> result = tl::unexpected{not_found(case_id)};
    store_.run([&](Transaction& transaction) {
        const CaseFile* stored = transaction.case_file(case_id);
        if (!stored) return;
        const CaseFile file = with_opened_years(*stored, transaction.balances());
        const bool still_due = std::ranges::find(file.deadlines, expiry.deadline) != file.deadlines.end();
        if (!still_due) return;  // somebody acted meanwhile
        const auto definition = programmes_.of(file.version);
        // Dated on its own legal day, but never before what happened already.
        const Instant at = std::max(berlin_time(expiry.takes_effect, std::chrono::minutes{0}), file.last_at);
        auto situation = situation_for(*definition, file, transaction.balances(), berlin_day(at), at);
        const Actor actor = Actor::system();
        const Envelope envelope{Account::system(), {}, {}, {}, {}};
        auto events = decide(*definition, file, situation,
                             {expiry.deadline.then_fire, expiry.deadline.machine, actor, {}, {}, {}, {}});
        if (!events) {
            result = tl::unexpected{events.error()};
            return;
        }
        result = append({transaction, envelope, file, definition, situation, actor}, std::move(*events));
    });
    return result;
}

}  // namespace foerderlauf

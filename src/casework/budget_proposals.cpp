#include "casework/budget_proposals.hpp"

#include "base/text.hpp"
#include "casework/blocks.hpp"
#include "casework/budget_booking.hpp"
#include "casework/budget_record.hpp"
#include "casework/budget_rules.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;
using Fields = std::map<std::string, Message>;

constexpr std::array<std::string_view, 10> kinds = {"open_year",  "appropriation", "commitment_appropriation",
                                                    "carry_over", "virement",      "block",
                                                    "unblock",    "provisional",   "regular",
                                                    "label"};
constexpr std::int64_t highest_cents = 10'000'000'000'000;
constexpr int first_year = 2000, last_year = 2199;

bool holds_for(const Account& account, std::string_view duty, const std::string& programme) {
    return std::ranges::any_of(account.duties, [&](const HeldDuty& held) {
        return held.duty == duty && (held.programme.empty() || held.programme == programme);
    });
}

Fields wrong_in(const BudgetWish& wish, const BudgetLineRegister& lines) {
    Fields wrong;
    if (std::ranges::find(kinds, wish.kind) == kinds.end()) wrong["kind"] = {"budget_proposal.kind", {}};
    const auto line = lines.find(wish.line);
    if (!line) wrong["budget_line"] = {"budget_proposal.line", {{"given", FreeText{wish.line}}}};
    if (wish.year < first_year || wish.year > last_year) wrong["year"] = {"budget_proposal.year", {}};
    if (wish.kind == "commitment_appropriation" && (wish.due_year <= wish.year || wish.due_year > last_year))
        wrong["due_year"] = {"budget_proposal.due_year", {{"year", wish.year}}};
    if (wish.kind == "virement") {
        const auto to = lines.find(wish.to_line);
        if (!to || wish.to_line == wish.line) wrong["to_line"] = {"budget_proposal.to_line", {}};
    }
    if (wish.kind == "carry_over" && wish.from_year != 0 &&
        (wish.from_year < first_year || wish.from_year >= wish.year))
        wrong["from_year"] = {"budget_proposal.from_year", {{"year", wish.year}}};
    const bool may_be_nothing = wish.kind == "appropriation" || wish.kind == "commitment_appropriation";
    const auto cents = wish.amount.in_cents();
    if (moves_money(wish.kind) && (cents < 0 || cents > highest_cents || (cents == 0 && !may_be_nothing)))
        wrong["amount_cents"] = {"budget_proposal.amount", {}};
    if (wish.kind == "label" && trimmed(wish.label).empty()) wrong["label"] = {"budget_proposal.label", {}};
    if (trimmed(wish.reason).empty()) wrong["reason"] = {"budget_proposal.reason", {}};
    return wrong;
}

/// What the release did, for the record: the postings and the figure before and after.
void add_to(Event& event, const BudgetWish& wish, const std::string& label, BudgetBooking booking) {
    auto& fields = event.facts.fields;
    event.facts.postings = std::move(booking.postings);
    if (wish.kind == "label") fields["old_label"] = label;
    if (!moves_money(wish.kind)) return;
    fields["old_cents"] = booking.before.in_cents();
    fields["new_cents"] = booking.after.in_cents();
    if (booking.unmet) fields["unmet_cents"] = booking.unmet->in_cents();
}

tl::unexpected<Refusal> blocked_by(std::vector<Blocker> blockers) {
    return tl::unexpected{Refusal{Kind::Blocked, {"budget_proposal.blocked", {}}, std::move(blockers), {}}};
}

Event own_event(const Account& by, const char* duty, const char* step, const BudgetProposal& proposal,
                const std::string& reason, Instant at) {
    Event event;
    event.at = at;
    event.actor = by.id;
    event.duty = duty;
    event.step = step;
    event.facts.person = by.person;
    event.facts.fields = fields_of(proposal);
    if (!reason.empty()) event.facts.reason = FreeText{reason};
    return event;
}

/// Runs `deciding` on the record as it stands inside the job. The record is read beside the job; if somebody wrote
/// meanwhile it is read again.
using OnRecord = std::function<Result<BudgetOutcome>(Transaction&, const std::vector<Event>&)>;
Result<BudgetOutcome> on_record(Store& store, const OnRecord& deciding) {
    for (;;) {
        std::vector<Event> record;
        store.read([&](Snapshot& snapshot) { record = snapshot.events(0); });
        std::optional<Result<BudgetOutcome>> result;
        store.run([&](Transaction& transaction) {
            const auto* own = transaction.case_file(0);
            const auto seq = own ? own->seq : 0;
            if (seq == (record.empty() ? 0 : record.back().seq)) result = deciding(transaction, record);
        });
        if (result) return std::move(*result);
    }
}

std::optional<Result<BudgetOutcome>> replay(Transaction& transaction, const Envelope& envelope) {
    if (envelope.idempotency_key.empty()) return {};
    const auto first = transaction.remembered(envelope.account.id, envelope.route, envelope.idempotency_key);
    if (!first) return {};
    const Message reused{"refusal.key_reused", {{"key", envelope.idempotency_key}}};
    if (first->body_hash != envelope.body_hash)
        return Result<BudgetOutcome>{
            tl::unexpected{Refusal{Kind::BadInput, reused, {}, {{"Idempotency-Key", reused}}}}};
    return Result<BudgetOutcome>{BudgetOutcome{{}, *first}};
}

BudgetOutcome kept(Transaction& transaction, const Envelope& envelope, BudgetProposal proposal,
                   const AnsweringBudget& answering, Instant at) {
    if (!envelope.idempotency_key.empty() && answering) {
        auto answer = answering(proposal);
        answer.body_hash = envelope.body_hash;
        transaction.remember(envelope.account.id, envelope.route, envelope.idempotency_key, answer, at);
    }
    return {std::move(proposal), {}};
}

const char* duty_of(BudgetAnswer answer) { return answer == BudgetAnswer::Withdraw ? "finance" : "budget_officer"; }

const char* step_of(BudgetAnswer answer) {
    switch (answer) {
        case BudgetAnswer::Release: return "budget_released";
        case BudgetAnswer::Decline: return "budget_declined";
        case BudgetAnswer::Withdraw: return "budget_withdrawn";
    }
    throw std::logic_error{"unknown answer to a budget proposal"};
}

std::optional<Refusal> not_allowed(const Account& by, const BudgetProposal& proposal, const BudgetLineRegister& lines,
                                   BudgetAnswer answer) {
    const auto& wish = proposal.wish;
    const auto line = lines.find(wish.line);
    const auto to = wish.kind == "virement" ? lines.find(wish.to_line) : line;
    const auto* duty = duty_of(answer);
    if (line && to && holds_for(by, duty, line->programme) && holds_for(by, duty, to->programme)) return {};
    const bool withdraws = answer == BudgetAnswer::Withdraw;
    return Refusal{
        Kind::NotAllowed, {withdraws ? "budget_proposal.finance_only" : "budget_proposal.officer_only", {}}, {}, {}};
}

/// Who proposed does not decide; only who proposed takes it back.
std::vector<Blocker> not_by_this_person(const Account& by, const BudgetProposal& proposal, BudgetAnswer answer) {
    const bool own = proposal.proposed_by_person == by.person;
    if (answer == BudgetAnswer::Withdraw && !own)
        return {{"own_proposal", {}, {"budget_proposal.not_own", {{"number", proposal.number}}}}};
    if (answer != BudgetAnswer::Withdraw && own) return {{"separation", {}, {"budget_proposal.same_person", {}}}};
    return {};
}

}  // namespace

Result<BudgetOutcome> propose_budget(Store& store, const BudgetLineRegister& lines, const Envelope& envelope,
                                     const BudgetWish& wish, Instant at, const AnsweringBudget& answering) {
    const auto& by = envelope.account;
    const auto allowed = [&](const std::string& line) {
        const auto known = lines.find(line);
        return known ? holds_for(by, "finance", known->programme) : by.holds("finance");
    };
    if (!allowed(wish.line) || (wish.kind == "virement" && !allowed(wish.to_line)))
        return refuse(Kind::NotAllowed, "budget_proposal.finance_only");
    return on_record(store, [&](Transaction& transaction, const std::vector<Event>& record) -> Result<BudgetOutcome> {
        if (auto first = replay(transaction, envelope)) return std::move(*first);
        if (auto wrong = wrong_in(wish, lines); !wrong.empty())
            return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, std::move(wrong)}};
        BudgetProposal proposal;
        proposal.number = static_cast<std::int64_t>(proposals_in(record).size()) + 1;
        proposal.wish = wish;
        proposal.proposed_by = by.id;
        proposal.proposed_by_person = by.person;
        proposal.proposed_at = at;
        transaction.append(0, {own_event(by, "finance", "budget_proposed", proposal, wish.reason, at)});
        return kept(transaction, envelope, std::move(proposal), answering, at);
    });
}

Result<BudgetOutcome> decide_budget(Store& store, const BudgetLineRegister& lines, const Envelope& envelope,
                                    std::int64_t number, BudgetAnswer answer, const std::string& reason, Instant at,
                                    const AnsweringBudget& answering) {
    const auto& by = envelope.account;
    return on_record(store, [&](Transaction& transaction, const std::vector<Event>& record) -> Result<BudgetOutcome> {
        auto proposals = proposals_in(record);
        const auto found = std::ranges::find(proposals, number, &BudgetProposal::number);
        if (found == proposals.end()) return refuse(Kind::NotFound, "budget_proposal.unknown", {{"number", number}});
        if (auto refusal = not_allowed(by, *found, lines, answer)) return tl::unexpected{std::move(*refusal)};
        if (auto first = replay(transaction, envelope)) return std::move(*first);
        if (found->state != BudgetProposal::State::Open)
            return blocked_by({{"not_from_this_state", {}, {"budget_proposal.decided", {{"number", number}}}}});
        if (answer == BudgetAnswer::Decline && trimmed(reason).empty())
            return tl::unexpected{
                Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{"reason", {"budget_proposal.reason", {}}}}}};
        auto blockers = not_by_this_person(by, *found, answer);
        Event event = own_event(by, duty_of(answer), step_of(answer), *found, reason, at);
        if (answer == BudgetAnswer::Release) {
            const BudgetGround ground{transaction.balances(), outside_of(record), proposals, budget_rules_in(record),
                                      static_cast<int>(berlin_day(at).year())};
            auto booking = booking_of(found->wish, ground);
            if (!booking) std::ranges::move(booking.error().blockers, std::back_inserter(blockers));
            else add_to(event, found->wish, lines.find(found->wish.line)->label, std::move(*booking));
        }
        if (!blockers.empty()) return blocked_by(std::move(blockers));
        take_decision(*found, event);
        auto proposal = *found;
        append_and_take_up(transaction, 0, {std::move(event)});
        return kept(transaction, envelope, std::move(proposal), answering, at);
    });
}

}  // namespace foerderlauf

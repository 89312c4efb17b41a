#include "casework/budget_booking.hpp"

#include "budget/block.hpp"
#include "casework/budget_record.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

tl::unexpected<Refusal> blocked_by(const char* check, const std::string& source, Message message) {
    return tl::unexpected{
        Refusal{Refusal::Kind::Blocked, {"budget_proposal.blocked", {}}, {{check, source, std::move(message)}}, {}}};
}

/// The accounts a proposal is about.
struct Ledger {
    const BudgetWish& wish;
    const BudgetGround& ground;

    LedgerAccount at(const std::string& line, int due_year, const char* stage) const {
        return {line, wish.year, due_year, stage};
    }
    LedgerAccount own(const char* stage) const { return at(wish.line, wish.year, stage); }
    Money standing(const LedgerAccount& account) const { return balance_of(ground.balances, account); }
    Money came_in(int due_year, const char* kind) const {
        return balance_of(ground.from_outside, at(wish.line, due_year, kind));
    }
    bool opened(const std::string& line) const {
        return ground.from_outside.contains({line, wish.year, wish.year, "appropriation"});
    }
};

tl::unexpected<Refusal> not_covered(const std::string& source, Message message) {
    return blocked_by("budget_covered", source, std::move(message));
}

tl::unexpected<Refusal> too_little(const BudgetWish& wish, const std::string& source, Money there) {
    return not_covered(source, {"budget_proposal.too_little_" + wish.kind,
                                {{"line", wish.line},
                                 {"year", wish.year},
                                 {"wanted_cents", wish.amount.in_cents()},
                                 {"there_cents", there.in_cents()}}});
}

tl::unexpected<Refusal> year_not_open(const BudgetGround& ground, const std::string& line, int year, const char* why) {
    return blocked_by("budget_year_open", ground.rules.budget_year_source, {why, {{"line", line}, {"year", year}}});
}

Result<BudgetBooking> appropriation(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const bool later = wish.kind == "commitment_appropriation";
    if (wish.kind == "open_year" && ledger.opened(wish.line))
        return year_not_open(ledger.ground, wish.line, wish.year, "budget_proposal.year_opened");
    if (later && !ledger.opened(wish.line))
        return year_not_open(ledger.ground, wish.line, wish.year, "budget_proposal.year_not_open");
    const int due = later ? wish.due_year : wish.year;
    auto postings = appropriation_postings(ledger.ground.balances, ledger.ground.from_outside, wish.line, wish.year,
                                           due, wish.amount);
    if (!postings) return not_covered(ledger.ground.rules.budget_year_source, postings.error().message);
    return BudgetBooking{std::move(*postings), ledger.came_in(due, "appropriation"), wish.amount, {}};
}

tl::unexpected<Refusal> not_carried(const Ledger& ledger, const char* why, Money left = {}) {
    const auto& rules = ledger.ground.rules;
    return blocked_by("carry_over_within", rules.carry_over_source,
                      {why,
                       {{"line", ledger.wish.line},
                        {"year", ledger.wish.year},
                        {"from_year", came_from(ledger.wish)},
                        {"years", rules.carry_over_years},
                        {"wanted_cents", ledger.wish.amount.in_cents()},
                        {"there_cents", left.in_cents()}}});
}

/// What was left of a budget year (free, or bound and never called) and has not been carried over yet. What had come into it
/// as a rest itself counts as spent first; where its own time ends before `year`, what is unspent of it is gone.
Money left_of(const Ledger& ledger, int from) {
    const auto& wish = ledger.wish;
    const auto at = [&](const char* stage) { return ledger.standing({wish.line, from, from, stage}); };
    Money left = at("available") + at("committed");
    Money ended;
    for (const auto& proposal : ledger.ground.proposals) {
        const auto& other = proposal.wish;
        const bool released = proposal.state == BudgetProposal::State::Released && other.kind == "carry_over" &&
                              other.line == wish.line;
        if (released && came_from(other) == from) left -= other.amount;
        if (released && other.year == from && came_from(other) + ledger.ground.rules.carry_over_years < wish.year)
            ended += other.amount;
    }
    const Money spent = at("called") + at("ordered") + at("paid") + at("used") + at("repaid");
    if (ended > spent) left -= ended - spent;
    return std::max(left, Money{});
}

Result<BudgetBooking> carry_over(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const int from = came_from(wish);
    if (!ledger.opened(wish.line))
        return year_not_open(ledger.ground, wish.line, wish.year, "budget_proposal.year_not_open");
    if (from >= ledger.ground.this_year) return not_carried(ledger, "budget_proposal.from_year_runs");
    if (wish.year > from + ledger.ground.rules.carry_over_years)
        return not_carried(ledger, "budget_proposal.from_year_too_old");
    if (const auto left = left_of(ledger, from); left < wish.amount)
        return not_carried(ledger, "budget_proposal.too_little_left", left);
    const auto before = ledger.came_in(wish.year, "carry_over");
    return BudgetBooking{{{wish.amount, ledger.own("outside"), ledger.own("available"), "carry_over"}},
                         before,
                         before + wish.amount,
                         {}};
}

Result<BudgetBooking> virement(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    if (!ledger.ground.rules.virement_note(wish.line, wish.to_line))
        return blocked_by("virement_declared", ledger.ground.rules.virement_source,
                          {"budget_proposal.virement_not_declared", {{"line", wish.line}, {"to_line", wish.to_line}}});
    for (const auto& line : {wish.line, wish.to_line})
        if (!ledger.opened(line)) return year_not_open(ledger.ground, line, wish.year, "budget_proposal.year_not_open");
    const auto free = ledger.standing(ledger.own("available"));
    if (free < wish.amount) return too_little(wish, ledger.ground.rules.virement_source, free);
    const auto before = ledger.came_in(wish.year, "virement_out");
    return BudgetBooking{{{wish.amount, ledger.own("available"), ledger.own("outside"), "virement_out"},
                          {wish.amount, ledger.at(wish.to_line, wish.year, "outside"),
                           ledger.at(wish.to_line, wish.year, "available"), "virement_in"}},
                         before,
                         before + wish.amount,
                         {}};
}

Result<BudgetBooking> block(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const auto there = block_of(ledger.ground.balances, wish.line, wish.year);
    const auto free = ledger.standing(ledger.own("available"));
    return BudgetBooking{block_postings(ledger.ground.balances, wish.line, wish.year, wish.amount), there.whole(),
                         there.whole() + wish.amount, there.unmet + (wish.amount - std::min(wish.amount, free))};
}

Result<BudgetBooking> unblock(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const auto there = block_of(ledger.ground.balances, wish.line, wish.year);
    auto postings = unblock_postings(ledger.ground.balances, wish.line, wish.year, wish.amount);
    if (!postings) return too_little(wish, {}, there.whole());  // arithmetic, no norm
    return BudgetBooking{std::move(*postings), there.whole(), there.whole() - wish.amount,
                         there.unmet - std::min(there.unmet, wish.amount)};
}

}  // namespace

Result<BudgetBooking> booking_of(const BudgetWish& wish, const BudgetGround& ground) {
    static const std::map<std::string, Result<BudgetBooking> (*)(const Ledger&)> bookings = {
        {"open_year", appropriation}, {"appropriation", appropriation}, {"commitment_appropriation", appropriation},
        {"carry_over", carry_over},   {"virement", virement},           {"block", block},
        {"unblock", unblock}};
    if (wish.year < ground.this_year && wish.kind != "label")
        return year_not_open(ground, wish.line, wish.year, "budget_proposal.year_over");
    const auto known = bookings.find(wish.kind);
    if (known == bookings.end()) return BudgetBooking{};  // moves no money
    return known->second(Ledger{wish, ground});
}

}  // namespace foerderlauf

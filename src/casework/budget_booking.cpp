#include "casework/budget_booking.hpp"

#include "budget/block.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The accounts a proposal is about.
struct Ledger {
    const BudgetWish& wish;
    const Balances& balances;
    const Balances& from_outside;

    LedgerAccount at(const std::string& line, int due_year, const char* stage) const {
        return {line, wish.year, due_year, stage};
    }
    LedgerAccount own(const char* stage) const { return at(wish.line, wish.year, stage); }
    Money came_in(int due_year, const char* kind) const {
        return balance_of(from_outside, at(wish.line, due_year, kind));
    }
};

tl::unexpected<Refusal> too_little(const BudgetWish& wish, Money there) {
    return refuse("budget_proposal.too_little_" + wish.kind, {{"line", wish.line},
                                                              {"year", wish.year},
                                                              {"wanted_cents", wish.amount.in_cents()},
                                                              {"there_cents", there.in_cents()}});
}

Result<BudgetBooking> appropriation(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const int due = wish.kind == "appropriation" ? wish.year : wish.due_year;
    auto postings = appropriation_postings(ledger.balances, ledger.from_outside, wish.line, wish.year, due,
                                           wish.amount);
    if (!postings) return tl::unexpected{postings.error()};
    return BudgetBooking{std::move(*postings), ledger.came_in(due, "appropriation"), wish.amount, {}};
}

Result<BudgetBooking> carry_over(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const auto before = ledger.came_in(wish.year, "carry_over");
    return BudgetBooking{{{wish.amount, ledger.own("outside"), ledger.own("available"), "carry_over"}},
                         before,
                         before + wish.amount,
                         {}};
}

Result<BudgetBooking> virement(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const auto free = balance_of(ledger.balances, ledger.own("available"));
    if (free < wish.amount) return too_little(wish, free);
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
    const auto there = block_of(ledger.balances, wish.line, wish.year);
    auto postings = block_postings(ledger.balances, wish.line, wish.year, wish.amount);
    const auto free = balance_of(ledger.balances, ledger.own("available"));
    const Money unmet = there.unmet + (wish.amount - std::min(wish.amount, free));
    return BudgetBooking{std::move(postings), there.whole(), there.whole() + wish.amount, unmet};
}

Result<BudgetBooking> unblock(const Ledger& ledger) {
    const auto& wish = ledger.wish;
    const auto there = block_of(ledger.balances, wish.line, wish.year);
    auto postings = unblock_postings(ledger.balances, wish.line, wish.year, wish.amount);
    if (!postings) return too_little(wish, there.whole());
    return BudgetBooking{std::move(*postings), there.whole(), there.whole() - wish.amount,
                         there.unmet - std::min(there.unmet, wish.amount)};
}

}  // namespace

Result<BudgetBooking> booking_of(const BudgetWish& wish, const Balances& balances, const Balances& from_outside) {
    static const std::map<std::string, Result<BudgetBooking> (*)(const Ledger&)> bookings = {
        {"appropriation", appropriation},
        {"commitment_appropriation", appropriation},
        {"carry_over", carry_over},
        {"virement", virement},
        {"block", block},
        {"unblock", unblock}};
    const auto known = bookings.find(wish.kind);
    if (known == bookings.end()) return BudgetBooking{};  // a label moves no money
    return known->second(Ledger{wish, balances, from_outside});
}

}  // namespace foerderlauf

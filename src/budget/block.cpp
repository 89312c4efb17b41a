#include "budget/block.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

LedgerAccount staged(LedgerAccount account, std::string stage) {
    account.stage = std::move(stage);
    return account;
}

LedgerAccount own_money(const std::string& line, int year) { return {line, year, year, "available"}; }

void post(std::vector<Posting>& postings, Money amount, const LedgerAccount& from, const LedgerAccount& to,
          const char* kind) {
    if (amount > Money{}) postings.push_back({amount, from, to, kind});
}

}  // namespace

Block block_of(const Balances& balances, const std::string& line, int year) {
    const auto free = own_money(line, year);
    return {balance_of(balances, staged(free, "blocked")), balance_of(balances, staged(free, "unmet"))};
}

std::vector<Posting> block_postings(const Balances& balances, const std::string& line, int year, Money amount) {
    const auto free = own_money(line, year);
    const Money booked = std::min(amount, balance_of(balances, free));
    std::vector<Posting> postings;
    post(postings, booked, free, staged(free, "blocked"), "block");
    post(postings, amount - booked, staged(free, "outside"), staged(free, "unmet"), "block_unmet");
    return postings;
}

Result<std::vector<Posting>> unblock_postings(const Balances& balances, const std::string& line, int year,
                                              Money amount) {
    const auto there = block_of(balances, line, year);
    if (amount > there.whole())
        return refuse("ledger.less_blocked", {{"line", line},
                                              {"year", year},
                                              {"wanted_cents", amount.in_cents()},
                                              {"there_cents", there.whole().in_cents()}});
    const auto free = own_money(line, year);
    const Money given_up = std::min(amount, there.unmet);
    std::vector<Posting> postings;
    post(postings, given_up, staged(free, "unmet"), staged(free, "outside"), "block_unmet");
    post(postings, amount - given_up, staged(free, "blocked"), free, "block");
    return postings;
}

std::vector<Posting> taken_up_by_blocks(const Balances& balances, const std::vector<Posting>& booked) {
    std::set<LedgerAccount> freed;
    for (const auto& posting : booked)
        if (posting.to.stage == "available") freed.insert(posting.to);
    std::vector<Posting> postings;
    for (const auto& free : freed) {
        const auto unmet = staged(free, "unmet");
        const Money taken = std::min(balance_of(balances, free), balance_of(balances, unmet));
        post(postings, taken, free, staged(free, "blocked"), "block");
        post(postings, taken, unmet, staged(free, "outside"), "block_unmet");
    }
    return postings;
}

}  // namespace foerderlauf

#pragma once

#include "budget/ledger.hpp"

namespace foerderlauf {

/// Blocks (Haushaltssperre, § 41 ThürLHO) of a budget line's own money of a year.
///
/// A block books at most what is free: that part stands in the stage `blocked`. The rest stands as `unmet` and takes up money
/// as it becomes free. So whenever something is unmet, nothing is free there.
struct Block {
    Money booked;
    Money unmet;
    Money whole() const { return booked + unmet; }
    bool operator==(const Block&) const = default;
};
Block block_of(const Balances& balances, const std::string& line, int year);

/// The postings that block `amount` more: `available → blocked` as far as it is free, `outside → unmet` for the rest.
std::vector<Posting> block_postings(const Balances& balances, const std::string& line, int year, Money amount);

/// The postings that lift `amount` of the block, what is unmet first: that frees nothing yet.
/// Refusal `ledger.less_blocked` (line, year, wanted_cents, there_cents) when less is blocked.
Result<std::vector<Posting>> unblock_postings(const Balances& balances, const std::string& line, int year,
                                              Money amount);

/// What unmet blocks take of the money that `booked` made free: to be booked after it, in the same transaction. `balances` is
/// the ledger with `booked` in it already. Empty when nothing became free where something is unmet.
std::vector<Posting> taken_up_by_blocks(const Balances& balances, const std::vector<Posting>& booked);

}  // namespace foerderlauf

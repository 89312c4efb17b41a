#pragma once

#include "store/store.hpp"

namespace foerderlauf {

/// `Transaction::append` for events that may move money: what they free at a budget line goes to the blocks that are not met
/// there yet, by one event `block_taken_up` of the installation's own record, in the same transaction. Everything that books
/// passes through here, so nobody finds money free that is blocked.
///
/// Its fields: `line`, `year`, `amount_cents`, `unmet_cents` (still unmet), `freed_by_case` and `freed_by_seq`.
/// Returns the events as appended, without the one of the block.
std::vector<Event> append_and_take_up(Transaction& transaction, CaseId id, NewEvents events,
                                      const std::vector<FrozenLetter>& letters = {});

}  // namespace foerderlauf

#pragma once

#include "store/store.hpp"
#include "workflow/account.hpp"
#include "workflow/programmes.hpp"

#include <vector>

namespace foerderlauf {

/// A running period that is an account's business, with what the account may see of its case.
struct OwnDeadline {
    CaseId case_id = 0;
    std::string file_number;
    std::string title;
    std::string recipient_name;
    RunningDeadline deadline;
    Instant changed{};  ///< newest event of the case
};

/// Periods of open cases the account sees: those a duty of the account is reminded of, and those of a machine that waits for one
/// of its duties. By day; of at most a thousand open cases, those with the oldest clock first.
std::vector<OwnDeadline> own_deadlines(Snapshot& snapshot, const Programmes& programmes, const Account& account);

}  // namespace foerderlauf

#pragma once

#include "workflow/account.hpp"
#include "workflow/engine.hpp"

namespace foerderlauf {

/// A reminder (Erinnerung) of a deadline with `then: {remind: duty}` that is to be given. `takes_effect` is its own day: the day
/// after the last one, or so many days before it.
struct DueReminder {
    RunningDeadline deadline;
    ReminderKind kind = ReminderKind::Passed;
    Date takes_effect;
};

/// Reminders of running deadlines that are due on `today` and were not given yet, oldest first. `days_ahead` is a setting of the
/// house (0: none ahead); nobody is reminded ahead of a period that begins no earlier than that reminder would come.
std::vector<DueReminder> due_reminders(const CaseFile& file, Date today, int days_ahead);

/// Whether this account is meant when that duty is reminded of something in this case: it holds the duty there (as a substitute
/// too), may see the case, and is not excluded or in doubt (§§ 20, 21 VwVfG).
bool is_reminded(const Account& account, const CaseFile& file, const std::string& duty);

/// The event `remind` by the system: value `reminder` {deadline, due, duty, kind, on}. It changes no state, starts and ends no
/// period and gives nothing that a check looks at. None when the deadline no longer runs or was reminded of already.
NewEvents remind(const Definition& definition, const CaseFile& file, const Situation& situation,
                 const DueReminder& reminder);

}  // namespace foerderlauf

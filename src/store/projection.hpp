#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// The list row of a case as the store keeps it: what the projector says, with the store's own id, seq and position.
/// The installation's own record (case 0) has a row without words, so that its newest event is accounted for too.
CaseRow row_of(const CaseFile& file, const Projector& project);

/// The deadlines the timer looks for: those after which the system takes a step.
std::vector<RunningDeadline> firing_deadlines(const CaseFile& file);

/// The deadlines of which a duty is reminded, by machine and name.
std::vector<ReminderRow> reminder_rows(const CaseFile& file);
/// The oldest first, each once, and no more than `limit`.
void sort_reminders(std::vector<ReminderRow>& rows, int limit);

/// The number a file number carries: prefix and year name its series. Nothing when it is spelled otherwise.
struct FileNumber {
    std::string prefix;
    int year = 0;
    std::int64_t number = 0;
};
std::optional<FileNumber> parse_file_number(const std::string& text);  ///< `EGOV-2026-0042`
std::string to_text(const FileNumber& number);

/// Books or throws LedgerFault naming the account.
void book_or_throw(Balances& balances, const std::vector<Posting>& postings);

/// Letters with their hash and the sequence number of the event that names them (the last one when none does).
std::vector<FrozenLetter> frozen_with(const std::vector<Event>& appended, std::vector<FrozenLetter> letters);

/// The first moment after that civil day in Berlin.
Instant end_of(Date day);

}  // namespace foerderlauf

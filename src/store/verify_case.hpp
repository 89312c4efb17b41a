#pragma once

#include "store/case_table.hpp"
#include "store/chain_check.hpp"
#include "store/erasure.hpp"
#include "store/message_table.hpp"
#include "store/notice_table.hpp"
#include "store/reminder_table.hpp"
#include "store/search_table.hpp"

#include <map>

namespace foerderlauf {

/// What the events of the cases checked so far add up to.
struct Recount {
    Balances balances, from_outside;
    std::map<std::pair<std::string, int>, std::int64_t> file_numbers;
    std::int64_t events = 0, texts = 0, letters = 0, postings = 0, readers = 0, tasks = 0, officers = 0, deadlines = 0,
                 reminders = 0, messages = 0, searched = 0, notices = 0;

    void count(const Event& event);
};

/// Checks single cases of one database, and counts along.
class CaseCheck {
public:
    CaseCheck(sqlite3* connection, const Projector& project);

    void check(CaseId id, std::vector<Difference>& found);
    const Recount& recount() const { return recount_; }

private:
    void check_event(const Event& event, ChainCheck& chain, TextsAndErasures& texts);
    void check_postings(const Event& event, ChainCheck& chain);
    void check_letters(const Event& event, ChainCheck& chain, TextsAndErasures& texts);
    void check_letter_pdfs(const Event& event, ChainCheck& chain);
    void check_projections(const CaseFile& file, const std::vector<SignedNotice>& notices, ChainCheck& chain);

    const Projector& project_;
    HistoryReading history_;
    CaseTableReading cases_;
    ReminderReading reminders_;
    MessageReading messages_;
    SearchReading searched_;
    NoticeReading notices_;
    Statement postings_, letters_, pdfs_, search_;
    Recount recount_;
};

}  // namespace foerderlauf

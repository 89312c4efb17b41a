#pragma once

#include "store/case_cache.hpp"
#include "store/case_table.hpp"
#include "store/connection.hpp"
#include "store/erasure.hpp"
#include "store/history_table.hpp"
#include "store/ledger_table.hpp"
#include "store/lent_case.hpp"
#include "store/message_table.hpp"
#include "store/notice_table.hpp"
#include "store/reminder_table.hpp"
#include "store/search_table.hpp"

#include <exception>
#include <map>
#include <set>

namespace foerderlauf {

/// A case as the writer has it at hand: what the next event is put after, and what the projections say now.
struct OpenCase {
    LentCase file;
    CaseRow row;
    std::vector<RunningDeadline> firing;
    std::vector<ReminderRow> reminders;
    std::optional<MessageBox> messages;
    SearchText search;
    std::vector<SignedNotice> notices;
};

/// What the writer needs besides cases to go on, read once and kept up to date with every commit.
struct Counters {
    Balances balances, from_outside;
    std::map<std::pair<std::string, int>, std::int64_t> file_numbers;  ///< (prefix, year) → last number used
    std::int64_t last_position = 0;
    CaseId last_id = 0;
};

/// The writing connection with all that is kept in memory beside it: statements, cases, balances and counters. A group of
/// jobs is one transaction, a job one savepoint in it. Whatever is rolled back is also forgotten here and read again.
/// Used by one thread.
class WriterDesk : private Transaction {
public:
    WriterDesk(Connection opened, Projector project, std::size_t open_cases);

    /// With one job only, the group is its savepoint: setting another would copy every page it changes.
    enum class Size { One, Many };
    void begin_group(Size size);
    /// Runs one job; what it throws is returned, and its work undone.
    std::exception_ptr run(const Job& job);
    /// False when the database gave up the whole group (disk full): nothing of it will be kept.
    bool group_lives() const;
    void keep_attempt(const Attempt& attempt);
    /// Throws when the commit failed; then nothing of the group was kept.
    void commit_group();
    void abandon_group() noexcept;

    Connection& connection() { return connection_; }
    const Projector& projector() const { return project_; }
    /// Reads everything anew: after `rebuild`.
    void forget();

private:
    const CaseFile* case_file(CaseId id) override;
    std::shared_ptr<const CaseFile> lasting_case_file(CaseId id) override;
    const Balances& balances() override { return counters_.balances; }
    CaseId next_case_id() override { return counters_.last_id + 1; }
    std::string next_file_number(const std::string& prefix, int year) override;
    std::vector<Event> append(CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters) override;
    std::optional<Remembered> remembered(AccountId account, const std::string& route, const std::string& key) override;
    void remember(AccountId account, const std::string& route, const std::string& key, const Remembered& answer,
                  Instant at) override;
    Poco::Data::Session& session() override;

    OpenCase* open(CaseId id);
    void begin_writing();
    void erase(CaseId id, const Erasure& erasure, OpenCase& known);
    void use_up(const std::string& file_number);
    void forget_old_answers(Instant now);
    void undo_job() noexcept;
    void read_counters();

    Connection connection_;
    Projector project_;
    HistoryReading history_;
    HistoryWriting appending_;
    LedgerReading ledger_;
    LedgerWriting booking_;
    CaseTableReading cases_;
    CaseWriting projecting_;
    ReminderWriting reminding_;
    MessageWriting messaging_;
    SearchReading searching_;
    SearchWriting indexing_;
    NoticeReading notices_;
    NoticeWriting noticing_;
    Statement begin_, commit_, rollback_, savepoint_, release_, undo_, remembered_, remember_, forget_answers_,
        file_numbers_;

    CaseCache<OpenCase> open_cases_;
    Counters counters_;
    Size group_ = Size::Many;
    bool job_writes_ = false;  ///< the running job may have written; in a group of many its savepoint is set
    Instant answers_forgotten_at_{};
    std::set<CaseId> touched_;       ///< cases the running job appended to
    bool log_holds_erased_ = false;  ///< texts were erased whose pages the write-ahead log still holds as they were
};

}  // namespace foerderlauf

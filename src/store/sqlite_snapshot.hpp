#pragma once

#include "store/case_query.hpp"
#include "store/case_table.hpp"
#include "store/history_table.hpp"
#include "store/ledger_table.hpp"
#include "store/readers.hpp"
#include "store/reminder_table.hpp"

#include <map>

namespace foerderlauf {

/// A reading connection with the statements it keeps. Used by one thread at a time.
class ReadingConnection {
public:
    explicit ReadingConnection(Connection opened);

    Connection connection;
    HistoryReading history;
    LedgerReading ledger;
    CaseTableReading cases;
    ReminderReading reminders;

    /// The kept statement of a composed query, its values bound.
    Statement& bound(const ComposedQuery& query);
    /// A kept statement. Valid until the next one is asked for.
    Statement& kept(std::string_view sql);
    /// The number a composed query counts; counted anew once anything was committed. Inside a read transaction.
    std::int64_t counted(const ComposedQuery& query);

private:
    std::map<std::string, Statement, std::less<>> kept_;
    Statement version_;
    std::int64_t counted_version_ = -1;  ///< `data_version` the counts stand for
    std::map<std::pair<std::string, std::vector<ComposedQuery::Value>>, std::int64_t> counts_;
};

/// One state of the database: a read transaction for as long as it lives.
class SqliteSnapshot : public Snapshot {
public:
    SqliteSnapshot(ReadingConnection& reading, FoldedCases& folded);
    ~SqliteSnapshot() override;

    std::optional<CaseFile> case_file(CaseId id) override;
    std::optional<CaseFile> case_file_as_of(CaseId id, Date day) override;
    std::vector<Event> events(CaseId id, std::int64_t after_seq) override;
    std::vector<CaseRow> cases(const CaseQuery& query) override;
    std::int64_t count(const CaseQuery& query) override;
    std::vector<CaseId> case_ids() override;
    std::vector<CaseId> cases_with_expiries(Date day) override;
    std::vector<CaseId> cases_with_reminders(Date today, int days_ahead) override;
    std::vector<ReminderRow> reminders_of(const std::vector<std::string>& duties, int limit) override;
    Balances balances() override;
    Balances from_outside() override;
    Balances balances_as_of(Date day) override;
    Balances from_outside_as_of(Date day) override;
    void each_booking(BookingSource source, Date last_day, const std::function<void(const Booking&)>& visit) override;
    std::vector<FrozenLetter> letters(CaseId id) override;
    std::vector<Attempt> attempts(CaseId id) override;
    std::int64_t last_position() override;
    std::optional<Instant> newest_event_at() override;
    std::string root_hash() override;
    Poco::Data::Session& session() override;
    Statement& kept(std::string_view sql) override;

private:
    ReadingConnection& reading_;
    FoldedCases& folded_;
};

}  // namespace foerderlauf

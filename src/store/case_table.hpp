#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"

namespace foerderlauf {

/// A row of a query with the columns of `page_of_cases`, in that order; without its readers and tasks.
CaseRow case_row_from(const Rows& row);

/// Reads projections of single cases on one connection.
class CaseTableReading {
public:
    explicit CaseTableReading(sqlite3* connection);

    std::optional<CaseRow> row(CaseId id);
    std::vector<std::string> readers(CaseId id);
    std::vector<ChildTask> tasks(CaseId id);
    std::map<std::string, AccountId> officers(CaseId id);
    std::vector<RunningDeadline> firing_deadlines(
        CaseId id);  ///< name, machine, due and then_fire only, by machine and name
    /// The newest event of a case as the projection knows it.
    struct Newest {
        std::int64_t seq = 0;
        std::string hash;
        Instant at{};
    };
    std::optional<Newest> newest(CaseId id);
    std::vector<CaseId> ids();                 ///< without the installation's own record
    std::vector<CaseId> due_before(Date day);  ///< with a firing deadline before that day, the oldest first
    std::int64_t last_position();
    CaseId last_id();
    std::optional<Instant> newest_at();
    std::string root_hash();

private:
    Statement row_, readers_, tasks_, officers_, deadlines_, newest_, ids_, due_, last_position_, last_id_, newest_at_,
        hashes_;
};

/// Writes projections of single cases on the writing connection.
class CaseWriting {
public:
    explicit CaseWriting(sqlite3* connection);

    /// Writes what changed against `before` (null: the case is new): every column an index holds that is written again
    /// costs a page of that index.
    void keep_row(const CaseRow& row, const CaseRow* before, const CaseFile& file);
    void keep_deadlines(CaseId id, const std::vector<RunningDeadline>& firing,
                        const std::vector<RunningDeadline>& before);
    void keep_file_number(const std::string& prefix, int year, std::int64_t last);

private:
    void keep_readers(const CaseRow& row, const CaseRow* before);
    void keep_tasks(const CaseRow& row, const CaseRow* before);
    void keep_officers(const CaseRow& row, const CaseRow* before);

    Statement insert_, update_place_, update_work_, update_words_, update_file_number_;
    Statement insert_reader_, delete_readers_, insert_task_, delete_tasks_, insert_officer_, delete_officers_,
        insert_deadline_, delete_deadlines_, file_number_;
};

}  // namespace foerderlauf

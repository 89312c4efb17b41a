#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"

namespace foerderlauf {

/// Reads the projection of reminders on one connection.
class ReminderReading {
public:
    explicit ReminderReading(sqlite3* connection);

    std::vector<ReminderRow> of_case(CaseId id);  ///< by machine and name
    std::vector<CaseId> due(Date today, int days_ahead);
    std::vector<ReminderRow> of_duties(const std::vector<std::string>& duties, int limit);

private:
    Statement of_case_, due_, of_duty_;
};

/// Writes it on the writing connection.
class ReminderWriting {
public:
    explicit ReminderWriting(sqlite3* connection);
    /// Nothing is written where nothing changed.
    void keep(CaseId id, const std::vector<ReminderRow>& rows, const std::vector<ReminderRow>& before);

private:
    Statement insert_, delete_;
};

}  // namespace foerderlauf

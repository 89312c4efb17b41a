#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"
#include "workflow/notices.hpp"

namespace foerderlauf {

/// The words of a notice as the list row of the case tells them at that moment.
std::function<NoticeWords()> words_by(const CaseFile& file, const Projector& project);

class NoticeReading {
public:
    explicit NoticeReading(sqlite3* connection);
    std::vector<SignedNotice> of_case(CaseId id);

private:
    Statement of_case_;
};

class NoticeWriting {
public:
    explicit NoticeWriting(sqlite3* connection);
    /// Writes what changed against `before`.
    void keep(CaseId id, const std::vector<SignedNotice>& notices, const std::vector<SignedNotice>& before);

private:
    Statement put_;
};

/// A notice with the list row of its case; of the row only what is named here.
struct ListedNotice {
    CaseId case_id = 0;
    std::int64_t position = 0;  ///< of the case's newest event
    Instant last_at{};          ///< when that was
    std::string file_number, recipient, recipient_name, district, state;
    std::optional<Date> submitted_on, served_on;
    SignedNotice notice;
};

/// Which notices, of which cases.
struct NoticeQuery {
    CaseQuery cases;  ///< order, paging and limit are not asked for here
    Date signed_from{}, signed_until{};
};

/// Visits the notices by case and event. False in a store without SQL, where nothing is visited. Throws StoreFault.
bool each_notice(Snapshot& snapshot, const NoticeQuery& query, const std::function<void(const ListedNotice&)>& visit);

}  // namespace foerderlauf

#pragma once

#include "store/memory_store.hpp"

namespace foerderlauf {

/// Reads a history in memory. Holds no lock: the store does while the snapshot lives.
class MemorySnapshot : public Snapshot {
public:
    explicit MemorySnapshot(const MemoryHistory& history) : history_{history} {}

    std::optional<CaseFile> case_file(CaseId id) override;
    std::optional<CaseFile> case_file_as_of(CaseId id, Date day) override;
    std::vector<Event> events(CaseId id, std::int64_t after_seq) override;
    std::vector<CaseRow> cases(const CaseQuery& query) override;
    std::int64_t count(const CaseQuery& query) override;
    std::vector<CaseId> case_ids() override;
    std::vector<CaseId> cases_with_expiries(Date day) override;
    std::vector<CaseId> cases_with_reminders(Date today, int days_ahead) override;
    std::vector<ReminderRow> reminders_of(const std::vector<std::string>& duties, int limit) override;
    Balances balances() override { return history_.balances; }
    Balances from_outside() override { return history_.from_outside; }
    Balances balances_as_of(Date day) override;
    Balances from_outside_as_of(Date day) override;
    void each_booking(BookingSource source, Date last_day, const std::function<void(const Booking&)>& visit) override;
    std::vector<FrozenLetter> letters(CaseId id) override;
    std::vector<Attempt> attempts(CaseId id) override;
    std::int64_t last_position() override { return history_.last_position; }
    std::optional<Instant> newest_event_at() override;
    std::string root_hash() override;
    Poco::Data::Session& session() override;
    Statement& kept(std::string_view sql) override;

private:
    const MemoryCase* find(CaseId id) const;
    /// Postings of the events before a moment.
    std::vector<Posting> postings_before(Instant moment) const;

    const MemoryHistory& history_;
};

}  // namespace foerderlauf

#pragma once

#include "store/store.hpp"

#include <map>

namespace foerderlauf::test {

/// A snapshot that counts how often the history of each case is read.
class CountingSnapshot : public Snapshot {
public:
    CountingSnapshot(Snapshot& counted, std::map<CaseId, int>& readings) : counted_{counted}, readings_{readings} {}

    std::optional<CaseFile> case_file(CaseId id) override { return ++readings_[id], counted_.case_file(id); }
    std::optional<CaseFile> case_file_as_of(CaseId id, Date day) override {
        return ++readings_[id], counted_.case_file_as_of(id, day);
    }
    std::vector<Event> events(CaseId id, std::int64_t after) override {
        return ++readings_[id], counted_.events(id, after);
    }
    std::vector<CaseRow> cases(const CaseQuery& query) override { return counted_.cases(query); }
    std::int64_t count(const CaseQuery& query) override { return counted_.count(query); }
    std::vector<CaseId> case_ids() override { return counted_.case_ids(); }
    std::vector<CaseId> cases_with_expiries(Date day) override { return counted_.cases_with_expiries(day); }
    std::vector<CaseId> cases_with_reminders(Date today, int days_ahead) override {
        return counted_.cases_with_reminders(today, days_ahead);
    }
    std::vector<ReminderRow> reminders_of(const std::vector<std::string>& duties, int limit) override {
        return counted_.reminders_of(duties, limit);
    }
    Balances balances() override { return counted_.balances(); }
    Balances from_outside() override { return counted_.from_outside(); }
    Balances balances_as_of(Date day) override { return counted_.balances_as_of(day); }
    Balances from_outside_as_of(Date day) override { return counted_.from_outside_as_of(day); }
    void each_booking(BookingSource source, Date last_day, const std::function<void(const Booking&)>& visit) override {
        counted_.each_booking(source, last_day, visit);
    }
    std::vector<FrozenLetter> letters(CaseId id) override { return counted_.letters(id); }
    std::vector<Attempt> attempts(CaseId id) override { return counted_.attempts(id); }
    std::int64_t last_position() override { return counted_.last_position(); }
    std::optional<Instant> newest_event_at() override { return counted_.newest_event_at(); }
    std::string root_hash() override { return counted_.root_hash(); }
    Poco::Data::Session& session() override { return counted_.session(); }
    Statement& kept(std::string_view sql) override { return counted_.kept(sql); }

private:
    Snapshot& counted_;
    std::map<CaseId, int>& readings_;
};

/// A store whose snapshots count.
class CountingStore : public Store {
public:
    explicit CountingStore(Store& counted) : counted_{counted} {}

    void run(const Job& job) override { counted_.run(job); }
    void read(const std::function<void(Snapshot&)>& reading) override {
        counted_.read([&](Snapshot& snapshot) {
            CountingSnapshot counting{snapshot, readings};
            reading(counting);
        });
    }
    void note_attempt(const Attempt& attempt) override { counted_.note_attempt(attempt); }
    std::vector<Difference> verify(CaseId id) override { return counted_.verify(id); }
    void rebuild() override { counted_.rebuild(); }

    std::map<CaseId, int> readings;

private:
    Store& counted_;
};

}  // namespace foerderlauf::test

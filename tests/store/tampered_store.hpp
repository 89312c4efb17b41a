#pragma once

#include "both_stores.hpp"
#include "store/export.hpp"

#include <catch2/catch_all.hpp>
#include <sstream>

namespace foerderlauf::test {

inline constexpr auto drop_triggers = R"sql(
    PRAGMA foreign_keys = OFF;
    DROP TRIGGER event_is_never_changed;      DROP TRIGGER event_is_never_deleted;
    DROP TRIGGER event_text_is_only_erased;   DROP TRIGGER event_text_is_never_deleted;
    DROP TRIGGER letter_is_only_erased;       DROP TRIGGER letter_is_never_deleted;
    DROP TRIGGER seal_is_never_changed;       DROP TRIGGER seal_is_never_deleted;
)sql";

/// A filled store that is closed, and what verify says after somebody was at it.
class TamperedStore {
public:
    /// With `sealed_until`, every day before it has its seal when the deed is done.
    explicit TamperedStore(std::optional<Date> sealed_until = {}) {
        fill(*home_.store);
        if (sealed_until) seal_passed_days(*home_.store, *sealed_until, at("2026-03-11"));
        home_.store.reset();
        raw([](sqlite3* handle) { execute(handle, drop_triggers); });
    }
    void raw(const std::function<void(sqlite3*)>& work) const {
        auto connection = Connection::single_file(home_.folder.data().database(), Connection::Purpose::Change);
        work(connection.handle());
    }
    void run(const char* sql) const {
        raw([&](sqlite3* handle) {
            execute(handle, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
            execute(handle, sql);
            REQUIRE(sqlite3_total_changes(handle) > 0);
        });
    }
    std::vector<Difference> verify() const { return ReadOnlyStore{home_.folder.data(), project}.verify(); }
    std::vector<Difference> verify(CaseId id) const { return ReadOnlyStore{home_.folder.data(), project}.verify(id); }
    std::string exported(std::optional<CaseId> only = {}) const {
        std::ostringstream out;
        ReadOnlyStore{home_.folder.data(), project}.read(
            [&](Snapshot& snapshot) { export_events(snapshot, out, only); });
        return out.str();
    }
    /// Counts everything anew that is not the history itself, as whoever covers the traces would.
    void rebuild() {
        home_.reopen();
        home_.store->rebuild();
        home_.store.reset();
    }
    SqliteInFolder& home() { return home_; }

private:
    SqliteInFolder home_;
};

}  // namespace foerderlauf::test

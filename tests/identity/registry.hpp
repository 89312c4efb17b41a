#pragma once

#include "identity/identity.hpp"
#include "store/folder.hpp"
#include "store/sqlite_store.hpp"

#include <catch2/catch_all.hpp>

namespace foerderlauf::test {

/// A store of its own, a clock that stands still, and two accounts: `fach` and `admin`. Hashing takes its time, so few are
/// made.
struct Registry {
    Registry() {
        const auto system = Account::system();
        REQUIRE(identity.add_account(system, "fach", "Frau Hartung", "richtiges passwort"));
        REQUIRE(identity.give_duty(system, "fach", {"technical_review", "", ""}));
    }
    Result<SignedIn> sign_in(const std::string& name, const std::string& password,
                             const std::string& client = "192.0.2.1") {
        return identity.sign_in(name, password, client, SessionKind::Bearer);
    }
    void later(std::chrono::microseconds by) { clock.set(clock.now() + by); }
    std::vector<Event> own_record() {
        std::vector<Event> events;
        store.read([&](Snapshot& snapshot) { events = snapshot.events(0); });
        return events;
    }

    TestFolder folder;
    SimulatedClock clock{berlin_time(Date{std::chrono::year{2026} / 11 / 2}, std::chrono::hours{8}),
                         SimulatedClock::Pace::Standing};
    SqliteStore store{lock_on(created(folder.data())), [](const CaseFile&) { return CaseRow{}; }, clock.now()};
    Identity identity{store, clock};

private:
    static DataFolder created(DataFolder data) {
        data.create();
        return data;
    }
};

}  // namespace foerderlauf::test

#include "both_stores.hpp"

#include "store/fault.hpp"
#include "store/programmes.hpp"
#include "store/recipients.hpp"

#include <atomic>
#include <barrier>
#include <catch2/catch_all.hpp>
#include <future>
#include <latch>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::int64_t last_position(Store& store) {
    std::int64_t position = -1;
    store.read([&](Snapshot& snapshot) { position = snapshot.last_position(); });
    return position;
}

std::int64_t number(const std::filesystem::path& database, const char* query) {
    const auto connection = Connection::reader(database);
    Statement statement{connection.handle(), query};
    auto rows = statement.query();
    REQUIRE(rows.next());
    return rows.integer(0);
}

/// Holds the writer in a job until it is let go, so that what is queued meanwhile becomes one group.
class HeldWriter {
public:
    explicit HeldWriter(Store& store)
        : holding_{std::async(std::launch::async, [this, &store] {
              store.run([this](Transaction&) {
                  held_.count_down();
                  go_.wait();
              });
          })} {
        held_.wait();
    }
    void let_go() {
        go_.count_down();
        holding_.get();
    }

private:
    std::latch held_{1}, go_{1};
    std::future<void> holding_;
};

}  // namespace

TEMPLATE_TEST_CASE("thirty-two callers append at once and none is lost", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    append(store, 0, {appropriation()});
    for (int i = 0; i < 8; ++i) file_case(store, {opening()});
    constexpr int callers = 32;
    constexpr int each = 25;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            for (int i = 0; i < each; ++i) append(store, 1 + (caller + i) % 8, {booking({reservation(100)})});
        });
    for (auto& thread : threads) thread.join();
    CHECK(last_position(store) == 1 + 8 + callers * each);
    store.read([&](Snapshot& snapshot) {
        CHECK(balance_of(snapshot.balances(), account(2026, 2026, "reserved")) ==
              Money::cents(std::int64_t{100} * callers * each));
    });
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("two approvals at once cannot spend one euro twice", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    append(store, 0, {appropriation()});  // 10,000.00
    const auto id = file_case(store, {opening()});
    std::atomic<int> booked{0};
    std::barrier together{16};
    std::vector<std::thread> threads;
    for (int caller = 0; caller < 16; ++caller)
        threads.emplace_back([&] {
            together.arrive_and_wait();
            try {
                append(store, id, {booking({reservation(300'000)})});
                ++booked;
            } catch (const LedgerFault&) {}
        });
    for (auto& thread : threads) thread.join();
    CHECK(booked == 3);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEST_CASE("a group keeps its good jobs when some of them throw") {
    OnSqlite home;
    for (int i = 0; i < 10; ++i) file_case(home.store, {opening()});
    const auto before = last_position(home.store);
    HeldWriter held{home.store};
    std::vector<std::future<void>> jobs;
    for (int i = 0; i < 30; ++i)
        jobs.push_back(std::async(std::launch::async, [&, i] {
            home.store.run([&](Transaction& transaction) {
                transaction.append(1 + i % 10, {titled("Titel")});
                if (i % 3 == 0) throw std::runtime_error{"own fault"};
            });
        }));
    held.let_go();
    int failed = 0;
    for (auto& job : jobs) {
        try {
            job.get();
        } catch (const std::runtime_error& fault) {
            CHECK(std::string{fault.what()} == "own fault");
            ++failed;
        }
    }
    CHECK(failed == 10);
    CHECK(last_position(home.store) == before + 20);
    CHECK(keys(home.store.verify()) == std::vector<std::string>{});
}

TEST_CASE("what a reader sees does not change while it reads, and it sees what was committed before") {
    OnSqlite home;
    const auto id = file_case(home.store, {opening()});
    home.store.read([&](Snapshot& snapshot) {
        append(home.store, id, {titled("neu")});
        CHECK(snapshot.last_position() == 1);
        CHECK(snapshot.case_file(id)->seq == 1);
        CHECK(snapshot.events(id).size() == 1);
    });
    home.store.read([&](Snapshot& snapshot) { CHECK(snapshot.case_file(id)->seq == 2); });
}

TEST_CASE("a reader's session cannot write") {
    OnSqlite home;
    home.store.read([&](Snapshot& snapshot) {
        CHECK_THROWS(put_recipient(snapshot.session(),
                                   {"16075085", "16075085", "160750085085", "Pößneck, Stadt", "gemeinde", "", "", 1}));
    });
}

TEST_CASE("while a job runs nobody else can begin to write, even before the job has written") {
    SqliteInFolder home;
    auto other = Connection::single_file(home.folder.data().database(), Connection::Purpose::Change);
    execute(other.handle(), "PRAGMA busy_timeout = 0");
    bool refused = false;
    home.store->run([&](Transaction&) {
        try {
            execute(other.handle(), "BEGIN IMMEDIATE");
        } catch (const StoreFault&) { refused = true; }
    });
    CHECK(refused);
}

TEST_CASE("master data of a job that throws is rolled back with it, its neighbour's is kept") {
    OnSqlite home;
    const Recipient poessneck{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                              "Saale-Orla-Kreis", "",         11500};
    const Recipient ohrdruf{"16067053", "16067053", "160670053053", "Ohrdruf, Stadt", "gemeinde", "Gotha", "", 9900};
    home.store.run([&](Transaction& transaction) { put_recipient(transaction.session(), poessneck); });
    CHECK_THROWS(home.store.run([&](Transaction& transaction) {
        put_recipient(transaction.session(), ohrdruf);
        throw std::runtime_error{"no"};
    }));
    home.store.read([&](Snapshot& snapshot) {
        CHECK(find_recipient(snapshot.session(), "16075085") == poessneck);
        CHECK_FALSE(find_recipient(snapshot.session(), "16067053"));
    });
}

TEST_CASE("readers wait for a free connection instead of failing") {
    SqliteInFolder home;
    home.reopen({.readers = 1});
    std::latch inside{1};
    std::latch go{1};
    auto first = std::async(std::launch::async, [&] {
        home.store->read([&](Snapshot&) {
            inside.count_down();
            go.wait();
        });
    });
    inside.wait();
    auto second = std::async(std::launch::async, [&] { return last_position(*home.store); });
    go.count_down();
    first.get();
    CHECK(second.get() == 0);
}

TEST_CASE("an overloaded store says so at once") {
    SqliteInFolder home;
    home.reopen({.writing = {.group = 4, .queue = 2}});
    HeldWriter held{*home.store};
    // Two may wait; whoever comes as the third is refused.
    std::atomic<int> refused{0};
    std::vector<std::future<void>> waiting;
    std::latch all_tried{1};
    for (int i = 0; i < 5; ++i)
        waiting.push_back(std::async(std::launch::async, [&] {
            try {
                home.store->run([](Transaction&) {});
            } catch (const QueueFull&) {
                if (++refused == 3) all_tried.count_down();
            }
        }));
    all_tried.wait();
    held.let_go();
    for (auto& each : waiting) each.get();
    CHECK(refused == 3);
}

TEST_CASE("a commit that fails is answered to every job of the group, and nothing of it is kept") {
    SqliteInFolder home;
    const auto id = file_case(*home.store, {opening()});
    const auto deferred_violation = [](Transaction& transaction) {
        // A foreign key that is only looked at by COMMIT: the one fault a healthy disk can be made to show.
        auto* handle = handle_of(transaction.session());
        execute(handle, "PRAGMA defer_foreign_keys = ON; INSERT INTO event_text VALUES (99, 1, 'reason', '00', 'x')");
    };
    HeldWriter held{*home.store};
    std::vector<std::future<void>> jobs;
    jobs.push_back(std::async(std::launch::async, [&] { append(*home.store, id, {titled("verloren")}); }));
    jobs.push_back(std::async(std::launch::async, [&] { home.store->run(deferred_violation); }));
    // The held job is in a group of its own; those two wait and come together or one after the other.
    held.let_go();
    CHECK_THROWS_AS(jobs[1].get(), StoreFault);
    bool appended = true;
    try {
        jobs[0].get();
    } catch (const StoreFault&) { appended = false; }
    home.store->read([&](Snapshot& snapshot) { CHECK(snapshot.case_file(id)->seq == (appended ? 2 : 1)); });
    append(*home.store, id, {titled("danach")});
    CHECK(keys(home.store->verify()) == std::vector<std::string>{});
}

TEST_CASE("a store opened again goes on where it was") {
    SqliteInFolder home;
    fill(*home.store);
    std::string before;
    home.store->read([&](Snapshot& snapshot) { before = snapshot.root_hash() + dump(*snapshot.case_file(1)); });
    home.reopen({.open_cases = 1});
    home.store->read([&](Snapshot& snapshot) { CHECK(snapshot.root_hash() + dump(*snapshot.case_file(1)) == before); });
    CHECK(file_case(*home.store, {opening()}) == 3);
    append(*home.store, 1, {step("close", "granted", "closed")});
    home.store->run([](Transaction& transaction) {
        CHECK(transaction.next_file_number("EGOV", 2026) == "EGOV-2026-0002");
        CHECK(balance_of(transaction.balances(), account(2026, 2026, "available")) == Money::cents(700'000));
    });
    CHECK(keys(home.store->verify()) == std::vector<std::string>{});
}

TEST_CASE("the writer keeps few cases at hand and still folds each rightly") {
    SqliteInFolder home;
    home.reopen({.open_cases = 2});
    for (int i = 0; i < 6; ++i) file_case(*home.store, {opening()});
    for (int round = 0; round < 3; ++round)
        for (CaseId id = 1; id <= 6; ++id) append(*home.store, id, {titled("Runde " + std::to_string(round))});
    CHECK(last_position(*home.store) == 24);
    CHECK(keys(home.store->verify()) == std::vector<std::string>{});
}

TEST_CASE("answers for repeated requests are dropped after thirty days") {
    SqliteInFolder home;
    const auto remember = [&](const char* key, Instant when) {
        home.store->run([&](Transaction& transaction) {
            transaction.remember(1, "r", key, {"h", 200, "a", ""}, when);
        });
    };
    remember("old", at("2026-01-01"));
    remember("younger", at("2026-01-20"));
    remember("new", at("2026-02-01"));
    home.store->run([&](Transaction& transaction) {
        CHECK_FALSE(transaction.remembered(1, "r", "old"));
        CHECK(transaction.remembered(1, "r", "younger"));
        CHECK(transaction.remembered(1, "r", "new"));
    });
}

TEST_CASE("a step writes no more than it must") {
    SqliteInFolder home;
    const auto id = file_case(*home.store, {opening(), submission("EGOV-2026-0001")});
    const auto changes_of = [&](const NewEvents& events) {
        std::int64_t changes = 0;
        home.store->run([&](Transaction& transaction) {
            auto* handle = handle_of(transaction.session());
            const auto before = sqlite3_total_changes64(handle);
            transaction.append(id, events);
            changes = sqlite3_total_changes64(handle) - before;
        });
        return changes;
    };
    CHECK(changes_of({step("note", "formal_review", "formal_review")}) == 2);       // event, place in the list
    CHECK(changes_of({step("accept", "formal_review", "technical_review")}) == 3);  // and whose work it is
    CHECK(number(home.folder.data().database(), "SELECT count(*) FROM event") == 4);
}

TEST_CASE("a store for reading refuses everything that would write") {
    SqliteInFolder home;
    fill(*home.store);
    ReadOnlyStore beside{home.folder.data(), project};
    CHECK(last_position(beside) == last_position(*home.store));
    CHECK(keys(beside.verify()) == std::vector<std::string>{});
    CHECK_THROWS_AS(beside.run([](Transaction&) {}), std::logic_error);
    CHECK_THROWS_AS(beside.rebuild(), std::logic_error);
    home.store.reset();
    CHECK(last_position(beside) == 8);  // and without the server
}

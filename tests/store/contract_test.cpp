#include "both_stores.hpp"

#include "base/sha256.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono;

// What every store promises (store.hpp). Each sentence is tried on each store.

namespace {

CaseFile file_of(Store& store, CaseId id) {
    std::optional<CaseFile> file;
    store.read([&](Snapshot& snapshot) { file = snapshot.case_file(id); });
    REQUIRE(file);
    return *file;
}

std::vector<Event> events_of(Store& store, CaseId id) {
    std::vector<Event> events;
    store.read([&](Snapshot& snapshot) { events = snapshot.events(id); });
    return events;
}

}  // namespace

TEMPLATE_TEST_CASE("events are completed: position, sequence, chain", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    std::vector<Event> appended;
    store.run([&](Transaction& transaction) {
        CHECK(transaction.next_case_id() == 1);
        appended = transaction.append(1, {opening(), titled("Akte")});
        CHECK(transaction.next_case_id() == 2);
    });
    REQUIRE(appended.size() == 2);
    CHECK(appended[0].seq == 1);
    CHECK(appended[1].seq == 2);
    CHECK(appended[0].position == 1);
    CHECK(appended[1].position == 2);
    CHECK(appended[0].case_id == 1);
    CHECK(appended[0].prev_hash == no_hash);
    CHECK(appended[1].prev_hash == appended[0].hash);

    const auto read = events_of(store, 1);
    REQUIRE(read.size() == 2);
    CHECK(read[1].hash == appended[1].hash);
    CHECK(read[1].facts == appended[1].facts);
    CHECK(read[1].at == appended[1].at);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("the case a job and a snapshot see is the fold of its events", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill(store);
    const auto seen = file_of(store, 1);
    CHECK(dump(seen) == dump(folded(1, events_of(store, 1))));
    CHECK(seen.file_number == "EGOV-2026-0001");
    store.run([&](Transaction& transaction) {
        CHECK(dump(*transaction.case_file(1)) == dump(seen));
        CHECK(transaction.case_file(77) == nullptr);
    });
}

TEMPLATE_TEST_CASE("a snapshot's case goes on with new events", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = file_case(store, {opening()});
    CHECK(file_of(store, id).main().state == "draft");
    append(store, id, {submission("EGOV-2026-0001")});
    append(store, id, {step("accept", "formal_review", "technical_review")});
    CHECK(file_of(store, id).main().state == "technical_review");
    CHECK(dump(file_of(store, id)) == dump(folded(id, events_of(store, id))));
}

TEMPLATE_TEST_CASE("a case taken along from a job stays as it was while the case goes on", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = file_case(store, {opening()});
    std::shared_ptr<const CaseFile> draft, submitted, unknown;
    store.run([&](Transaction& transaction) {
        draft = transaction.lasting_case_file(id);
        unknown = transaction.lasting_case_file(77);
        transaction.append(id, {submission("EGOV-2026-0001")});
        submitted = transaction.lasting_case_file(id);
    });
    append(store, id, {step("accept", "formal_review", "technical_review")});
    CHECK(unknown == nullptr);
    CHECK(draft->main().state == "draft");
    CHECK(draft->seq == 1);
    CHECK(submitted->main().state == "formal_review");
    CHECK(submitted->history.size() == 2);
    CHECK(file_of(store, id).main().state == "technical_review");
    CHECK(dump(file_of(store, id)) == dump(folded(id, events_of(store, id))));
}

TEMPLATE_TEST_CASE("a job that throws leaves nothing, and its neighbours everything", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill(store);
    std::string before;
    store.read([&](Snapshot& snapshot) { before = snapshot.root_hash() + dump(snapshot.balances()); });
    CHECK_THROWS_WITH(store.run([&](Transaction& transaction) {
        transaction.append(1, {booking({reservation(100)})});
        transaction.append(transaction.next_case_id(), {opening()});
        transaction.remember(1, "r", "k", {"h", 200, "a", ""}, at("2026-03-01"));
        throw std::runtime_error{"between append and commit"};
    }),
                      "between append and commit");
    store.read([&](Snapshot& snapshot) {
        CHECK(snapshot.root_hash() + dump(snapshot.balances()) == before);
        CHECK(snapshot.case_ids() == std::vector<CaseId>{1, 2});
    });
    store.run([&](Transaction& transaction) {
        CHECK_FALSE(transaction.remembered(1, "r", "k"));
        CHECK(transaction.next_case_id() == 3);
        transaction.append(1, {step("close", "granted", "closed")});
    });
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("events that name another place than the next are refused", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    file_case(store, {opening()});
    auto elsewhere = titled("x");
    elsewhere.case_id = 9;
    CHECK_THROWS(append(store, 1, {elsewhere}));
    auto late = titled("x");
    late.seq = 1;
    CHECK_THROWS(append(store, 1, {late}));
    late.seq = 2;
    CHECK_NOTHROW(append(store, 1, {late}));
}

TEMPLATE_TEST_CASE("money is booked with its event, and never below zero", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    append(store, 0, {appropriation()});
    const auto id = file_case(store, {opening(), booking({reservation(700'000)})});
    store.run([&](Transaction& transaction) {
        CHECK(balance_of(transaction.balances(), account(2026, 2026, "available")) == Money::cents(300'000));
    });
    CHECK_THROWS_AS(append(store, id, {booking({reservation(200'000), reservation(200'000)})}), LedgerFault);
    store.read([&](Snapshot& snapshot) {
        CHECK(balance_of(snapshot.balances(), account(2026, 2026, "reserved")) == Money::cents(700'000));
        CHECK(balance_of(snapshot.from_outside(), account(2026, 2026, "appropriation")) == Money::cents(1'000'000));
    });
    CHECK(events_of(store, id).size() == 2);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("file numbers run by prefix and year, and are used up by the event that carries them", "", InMemory,
                   OnSqlite) {
    TestType home;
    auto& store = home.store;
    store.run([&](Transaction& transaction) {
        CHECK(transaction.next_file_number("EGOV", 2026) == "EGOV-2026-0001");
        CHECK(transaction.next_file_number("EGOV", 2026) == "EGOV-2026-0001");
        transaction.append(1, {opening(), submission("EGOV-2026-0001")});
        CHECK(transaction.next_file_number("EGOV", 2026) == "EGOV-2026-0002");
        CHECK(transaction.next_file_number("EGOV", 2027) == "EGOV-2027-0001");
        CHECK(transaction.next_file_number("FAG", 2026) == "FAG-2026-0001");
    });
    CHECK_THROWS(store.run([&](Transaction& transaction) {
        transaction.append(2, {opening(), submission("EGOV-2026-0002")});
        throw std::runtime_error{"no"};
    }));
    store.run([&](Transaction& transaction) { CHECK(transaction.next_file_number("EGOV", 2026) == "EGOV-2026-0002"); });
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("an answer is remembered by account, route and key", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    store.run([&](Transaction& transaction) {
        CHECK_FALSE(transaction.remembered(1, "POST /cases", "k"));
        transaction.remember(1, "POST /cases", "k", {"hash", 201, "{}", "/api/v1/cases/1"}, at("2026-03-01"));
    });
    store.run([&](Transaction& transaction) {
        const auto answer = transaction.remembered(1, "POST /cases", "k");
        REQUIRE(answer);
        CHECK(answer->body_hash == "hash");
        CHECK(answer->status == 201);
        CHECK(answer->answer == "{}");
        CHECK(answer->location == "/api/v1/cases/1");
        CHECK_FALSE(transaction.remembered(2, "POST /cases", "k"));
        CHECK_FALSE(transaction.remembered(1, "POST /cases/1", "k"));
    });
}

TEMPLATE_TEST_CASE("a refused attempt is kept once per account, case, step and second", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = file_case(store, {opening()});
    const Attempt attempt{id, 1, 12, "approve", at("2026-03-04"), {"cosigned", "reserved"}};
    auto same_second = attempt;
    same_second.at += milliseconds{400};
    auto next_second = attempt;
    next_second.at += seconds{1};
    next_second.checks = {};
    for (const auto& each : {attempt, same_second, next_second}) store.note_attempt(each);
    append(store, id, {titled("danach")});  // the group after the attempts, so they are written
    std::vector<Attempt> kept;
    store.read([&](Snapshot& snapshot) { kept = snapshot.attempts(id); });
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].checks == attempt.checks);
    CHECK(kept[0].at == attempt.at);
    CHECK(kept[1].checks.empty());
    CHECK(kept[1].account == 12);
    CHECK(kept[1].step == "approve");
}

TEMPLATE_TEST_CASE("letters are kept with the event that froze them", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill(store);
    store.read([&](Snapshot& snapshot) {
        const auto letters = snapshot.letters(1);
        REQUIRE(letters.size() == 1);
        CHECK(letters[0].name == "grant_notice");
        CHECK(letters[0].content == "Bescheid über 3.000,00 €");
        CHECK(letters[0].seq == 5);
        CHECK(letters[0].sha256 == sha256_hex(letters[0].content));
    });
}

TEMPLATE_TEST_CASE("a past day shows the case and the ledger of its evening", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill(store);
    store.read([&](Snapshot& snapshot) {
        CHECK_FALSE(snapshot.case_file_as_of(1, 2026y / 3 / 1));
        CHECK(snapshot.case_file_as_of(1, 2026y / 3 / 2)->main().state == "draft");
        CHECK(snapshot.case_file_as_of(1, 2026y / 3 / 4)->main().state == "formal_review");
        CHECK(snapshot.case_file_as_of(1, 2026y / 3 / 8)->seq == 4);
        CHECK(dump(*snapshot.case_file_as_of(1, 2027y / 1 / 1)) == dump(*snapshot.case_file(1)));
        CHECK(snapshot.balances_as_of(2026y / 1 / 1).empty());
        CHECK(dump(snapshot.balances_as_of(2026y / 3 / 4)) == "16 90/633 01|2026|2026|available = 1000000\n");
        CHECK(dump(snapshot.balances_as_of(2026y / 3 / 5)) ==
              "16 90/633 01|2026|2026|available = 700000\n16 90/633 01|2026|2026|reserved = 300000\n");
        CHECK(snapshot.from_outside_as_of(2026y / 1 / 1).empty());
        CHECK(dump(snapshot.from_outside_as_of(2026y / 1 / 2)) == "16 90/633 01|2026|2026|appropriation = 1000000\n");
    });
}

TEMPLATE_TEST_CASE("the timer finds cases whose firing deadlines have passed, the oldest first", "", InMemory,
                   OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto later = file_case(store, {with_deadline(opening(), "answer", 2026y / 4 / 10, "lapse")});
    const auto sooner = file_case(store, {with_deadline(opening(), "answer", 2026y / 4 / 1, "lapse")});
    const auto reminding = file_case(store, {with_deadline(opening(), "inaction", 2026y / 3 / 20)});
    const auto due = [&](Date day) {
        std::vector<CaseId> ids;
        store.read([&](Snapshot& snapshot) { ids = snapshot.cases_with_expiries(day); });
        return ids;
    };
    CHECK(due(2026y / 4 / 1).empty());
    CHECK(due(2026y / 4 / 2) == std::vector<CaseId>{sooner});
    CHECK(due(2026y / 5 / 1) == std::vector<CaseId>{sooner, later});
    auto stopped = step("lapse", "draft", "closed");
    stopped.facts.deadlines_stopped = {"answer"};
    append(store, sooner, {stopped});
    CHECK(due(2026y / 5 / 1) == std::vector<CaseId>{later});
    CHECK(reminding == 3);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("projections thrown away come back the same", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill(store);
    CaseQuery everything;
    everything.visibility.everything = true;
    std::vector<CaseRow> before;
    std::string ledger;
    store.read([&](Snapshot& snapshot) {
        before = snapshot.cases(everything);
        ledger = dump(snapshot.balances()) + dump(snapshot.from_outside());
    });
    REQUIRE(before.size() == 2);
    store.rebuild();
    store.read([&](Snapshot& snapshot) {
        CHECK(snapshot.cases(everything) == before);
        CHECK(dump(snapshot.balances()) + dump(snapshot.from_outside()) == ledger);
    });
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    append(store, 1, {step("close", "granted", "closed")});
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("the whole history stands in one line that changes with every event", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto root = [&] {
        std::string hash;
        store.read([&](Snapshot& snapshot) { hash = snapshot.root_hash(); });
        return hash;
    };
    const auto empty = root();
    file_case(store, {opening()});
    const auto one = root();
    append(store, 1, {titled("x")});
    CHECK(one != empty);
    CHECK(root() != one);
    store.read([&](Snapshot& snapshot) {
        CHECK(snapshot.last_position() == 2);
        CHECK(snapshot.newest_event_at() == at("2026-03-03"));
    });
}

#include "both_stores.hpp"

#include "store/export.hpp"
#include "store/verify.hpp"
#include "tampered_store.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <sstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

// Lawful deletion: texts, salts and letters go, the chain stays (domain.md § 4.3, "Retention facts").

namespace {

constexpr auto secret = "Schulnetz der Familie Krause";

Event erasing(Record what) {
    auto event = step("dispose", "closed", "closed", at("2036-03-03"));
    event.facts.values["erased"] = std::move(what);
    return event;
}

/// A case with a title, a reason and a letter, all of which name somebody.
CaseId personal_case(Store& store) {
    auto with_reason = step("accept", "draft", "closed");
    with_reason.facts.reason = FreeText{secret};
    with_reason.facts.letters["notice"] = Record{{"sha256", sha256_hex(std::string{"An "} + secret)}};
    const auto id = file_case(store, {opening(), titled(secret)});
    append(store, id, {with_reason}, {{"notice", std::string{"An "} + secret, 0, {}}});
    return id;
}

std::vector<Event> events_of(Store& store, CaseId id) {
    std::vector<Event> events;
    store.read([&](Snapshot& snapshot) { events = snapshot.events(id); });
    return events;
}

CaseRow row_in(Store& store, CaseId id) {
    CaseRow row;
    CaseQuery query;
    query.visibility.everything = true;
    store.read([&](Snapshot& snapshot) {
        for (const auto& found : snapshot.cases(query))
            if (found.id == id) row = found;
    });
    return row;
}

std::string bytes_below(const std::filesystem::path& folder) {
    std::ostringstream bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf() << '\n';
    return bytes.str();
}

}  // namespace

TEMPLATE_TEST_CASE("a disposed case has no texts, its chain holds, before and after rebuild", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto other = personal_case(store), id = personal_case(store);
    const auto before = events_of(store, id);
    CHECK(row_in(store, id).title == secret);
    const auto title = [&] {
        std::optional<CaseFile> file;
        store.read([&](Snapshot& snapshot) { file = snapshot.case_file(id); });
        return file->at("application.project_title");
    };
    CHECK(title() == Value{FreeText{secret}});  // a reader knows the case from before

    append(store, id, {erasing({{"everything", true}})});

    const auto check = [&] {
        const auto events = events_of(store, id);
        REQUIRE(events.size() == before.size() + 1);
        for (std::size_t i = 0; i < before.size(); ++i) CHECK(events[i].hash == before[i].hash);
        CHECK(events[1].facts.fields.at("project_title") == Value{FreeText{"", true}});
        CHECK(events[2].facts.reason == FreeText{"", true});
        CHECK(title() == Value{FreeText{"", true}});
        CHECK(row_in(store, id).title.empty());
        CHECK(row_in(store, other).title == secret);
        store.read([&](Snapshot& snapshot) {
            REQUIRE(snapshot.letters(id).size() == 1);
            CHECK(snapshot.letters(id).front().content.empty());
            CHECK(snapshot.letters(id).front().sha256 == sha256_hex(std::string{"An "} + secret));
            CHECK_FALSE(snapshot.letters(other).front().content.empty());
        });
        CHECK(keys(store.verify()) == std::vector<std::string>{});
    };
    check();
    store.rebuild();
    check();
}

TEMPLATE_TEST_CASE("one entry is erased alone; what stands beside it stays", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = personal_case(store);
    append(store, id, {erasing({{"events", List{3}}})});
    const auto events = events_of(store, id);
    CHECK(events[2].facts.reason == FreeText{"", true});
    CHECK(row_in(store, id).title == secret);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("an erasure that is rolled back erased nothing", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = personal_case(store);
    CHECK_THROWS(store.run([&](Transaction& transaction) {
        transaction.append(id, {erasing({{"everything", true}})});
        throw std::runtime_error{"the power failed"};
    }));
    CHECK(events_of(store, id)[2].facts.reason == FreeText{secret});
    CHECK(row_in(store, id).title == secret);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEMPLATE_TEST_CASE("answers kept for repeated requests forget the case as well", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto other = personal_case(store), id = personal_case(store);
    const auto answer_of = [](CaseId of) {
        return Remembered{"", 200, R"({"forms":{},"id":)" + std::to_string(of) + R"(,"title":"Krause"})", ""};
    };
    store.run([&](Transaction& transaction) {
        transaction.remember(1, "POST /a", "1", answer_of(id), at("2036-03-01"));
        transaction.remember(1, "POST /a", "2", answer_of(other), at("2036-03-01"));
        transaction.remember(1, "POST /a", "3", {"", 201, "{}", "/api/v1/cases/" + std::to_string(id) + "/documents/1"},
                             at("2036-03-01"));
    });
    append(store, id, {erasing({{"everything", true}})});
    store.run([&](Transaction& transaction) {
        CHECK_FALSE(transaction.remembered(1, "POST /a", "1"));
        CHECK(transaction.remembered(1, "POST /a", "2"));
        CHECK_FALSE(transaction.remembered(1, "POST /a", "3"));
    });
}

TEST_CASE("no byte of an erased text is left in the data folder, and a backup taken afterwards has none") {
    SqliteInFolder home;
    const auto id = personal_case(*home.store);
    REQUIRE(bytes_below(home.folder.path()).find(secret) != std::string::npos);
    append(*home.store, id, {erasing({{"everything", true}})});
    home.store->backup(home.folder.path() / "after.backup");
    CHECK(bytes_below(home.folder.path()).find(secret) == std::string::npos);
    home.reopen();
    CHECK(keys(home.store->verify()) == std::vector<std::string>{});
    CHECK(bytes_below(home.folder.path()).find(secret) == std::string::npos);
}

TEST_CASE("an export of a disposed case is verified without the store") {
    SqliteInFolder home;
    const auto id = personal_case(*home.store);
    append(*home.store, id, {erasing({{"everything", true}})});
    std::stringstream exported;
    home.store->read([&](Snapshot& snapshot) { export_events(snapshot, exported, {}); });
    CHECK(exported.str().find(secret) == std::string::npos);
    CHECK(keys(verify_export(exported, {})) == std::vector<std::string>{});
}

TEST_CASE("a text that is gone though no event erased it is found, in the store and in an export") {
    const TamperedStore store;
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    store.run("UPDATE event_text SET salt = NULL, text = NULL WHERE case_id = 1");
    const auto found = keys(store.verify());
    CHECK(std::ranges::find(found, "verify.gone") != found.end());
    std::istringstream exported{store.exported()};
    CHECK(keys(verify_export(exported, {})) == std::vector<std::string>{"verify.gone"});
}

TEST_CASE("a letter that is gone though no event erased it is found, in the store and in an export") {
    const TamperedStore store;
    store.run("UPDATE letter SET content = NULL");
    const auto found = keys(store.verify());
    CHECK(std::ranges::find(found, "verify.gone") != found.end());
    std::istringstream exported{store.exported()};
    CHECK(keys(verify_export(exported, {})) == std::vector<std::string>{"verify.gone"});
}

TEST_CASE("a text that was to be erased and stands again is found") {
    TamperedStore store;
    auto erased = step("dispose", "granted", "granted");
    erased.facts.values["erased"] = Record{{"everything", true}};
    store.home().reopen();
    append(*store.home().store, 1, {erased});
    store.home().store.reset();
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    store.run("UPDATE event_text SET salt = '00', text = 'Krause' WHERE case_id = 1");
    const auto found = keys(store.verify());
    CHECK(std::ranges::find(found, "verify.not_erased") != found.end());
}

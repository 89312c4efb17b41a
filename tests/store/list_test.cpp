#include "both_stores.hpp"

#include "store/case_list.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono;

namespace {

std::vector<CaseRow> rows(Store& store, const CaseQuery& query) {
    std::vector<CaseRow> found;
    store.read([&](Snapshot& snapshot) { found = snapshot.cases(query); });
    return found;
}

std::vector<CaseId> ids(const std::vector<CaseRow>& found) {
    std::vector<CaseId> ids;
    for (const auto& row : found) ids.push_back(row.id);
    return ids;
}

std::vector<CaseId> ids(Store& store, const CaseQuery& query) { return ids(rows(store, query)); }

CaseQuery everything() {
    CaseQuery query;
    query.visibility.everything = true;
    return query;
}

/// Thirty cases of all kinds: two programmes, three recipients, drafts and submitted, with and without a clock, some closed.
void fill_many(Store& store) {
    const char* recipients[] = {"16075085", "16063041", "16062000"};
    for (int i = 0; i < 30; ++i) {
        const auto when = at("2026-03-02", i * 7);
        NewEvents events{opening(recipients[i % 3], i % 2 == 0 ? "thueregovrl" : "thuerfag", when),
                         titled(i % 4 == 0 ? "Übergang 100%" : "Akte_" + std::to_string(i), when)};
        if (i % 5 != 0) {
            auto submitted = submission("EGOV-2026-" + std::to_string(1000 + i), when);
            if (i % 3 != 0) submitted = with_deadline(submitted, "inaction", 2026y / 6 / 1 + months{i % 4}, "");
            events.push_back(submitted);
        }
        if (i % 7 == 0) events.push_back(step("close", "formal_review", "closed", when + days{i}));
        if (i % 11 == 0) {
            auto invited = step("invite", "draft", "consultation", when);
            invited.facts.values = {{"partners", List{Record{{"recipient", "16099999"}}}}};
            events.push_back(invited);
        }
        file_case(store, events);
    }
}

/// What the list should be, by the definition in C++ instead of SQL.
std::vector<CaseId> expected(Store& store, const CaseQuery& query) {
    auto all = everything();
    all.limit = -1;
    auto found = rows(store, all);
    std::erase_if(found, [&](const CaseRow& row) { return !matches(row, query); });
    std::ranges::sort(found, {}, [&](const CaseRow& row) { return std::pair{sort_key(row, query.order), row.id}; });
    return ids(found);
}

CaseQuery arbitrary_query() {
    const auto one_of = [](std::vector<std::string> choices) { return *rc::gen::elementOf(std::move(choices)); };
    const auto some_of = [](std::vector<std::string> choices) {
        return *rc::gen::container<std::vector<std::string>>(*rc::gen::inRange(0, 3),
                                                             rc::gen::elementOf(std::move(choices)));
    };
    CaseQuery query;
    query.visibility.everything = *rc::gen::arbitrary<bool>();
    query.visibility.programmes = some_of({"thueregovrl", "thuerfag", "*"});
    query.visibility.recipients = some_of({"16075085", "16099999", "16062000"});
    query.visibility.draft_states = some_of({"consultation", "draft"});
    query.programme = one_of({"", "", "thueregovrl"});
    query.state = one_of({"", "", "draft", "formal_review"});
    query.owner = one_of({"", "", "owner of formal_review"});
    query.owners = some_of({"owner of draft", "owner of formal_review", "owner of consultation"});
    query.recipient = one_of({"", "", "16063041"});
    query.text = one_of({"", "", "übergang", "100%", "akte_1", "_", "EGOV-2026-101", "STADT 1606"});
    query.without = *rc::gen::container<std::vector<CaseId>>(*rc::gen::inRange(0, 3), rc::gen::inRange<CaseId>(1, 31));
    query.open_only = *rc::gen::arbitrary<bool>();
    query.order = *rc::gen::element(CaseQuery::Order::Id, CaseQuery::Order::ClockDue, CaseQuery::Order::Since);
    return query;
}

}  // namespace

TEMPLATE_TEST_CASE("any list is what its definition says, page by page and in number", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill_many(store);
    const bool held = rc::check([&] {
        auto query = arbitrary_query();
        const auto whole = expected(store, query);
        query.limit = -1;
        RC_ASSERT(ids(store, query) == whole);
        std::int64_t count = -1;
        store.read([&](Snapshot& snapshot) { count = snapshot.count(query); });
        RC_ASSERT(count == static_cast<std::int64_t>(whole.size()));

        query.limit = *rc::gen::inRange(1, 8);
        std::vector<CaseId> paged;
        for (auto page = rows(store, query); !page.empty(); page = rows(store, query)) {
            RC_ASSERT(page.size() <= static_cast<std::size_t>(query.limit));
            for (const auto& row : page) paged.push_back(row.id);
            query.after = {sort_key(page.back(), query.order), page.back().id};
        }
        RC_ASSERT(paged == whole);
    });
    CHECK(held);
}

TEMPLATE_TEST_CASE("who has no reason to see a case sees none", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    fill_many(store);
    CHECK(ids(store, CaseQuery{}).empty());
    CHECK(ids(store, everything()).size() == 30);
}

TEMPLATE_TEST_CASE("the authority sees a case from its submission on, the applicant from its draft on", "", InMemory,
                   OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto draft = file_case(store, {opening()});
    const auto submitted = file_case(store, {opening(), submission("EGOV-2026-0001")});
    CaseQuery authority;
    authority.visibility.programmes = {"thueregovrl"};
    CHECK(ids(store, authority) == std::vector<CaseId>{submitted});
    authority.visibility.programmes = {"thuerfag"};
    CHECK(ids(store, authority).empty());
    CaseQuery applicant;
    applicant.visibility.recipients = {"16075085"};
    CHECK(ids(store, applicant) == std::vector<CaseId>{draft, submitted});
    applicant.visibility.recipients = {"16063041"};
    CHECK(ids(store, applicant).empty());
}

TEMPLATE_TEST_CASE("a partner loses sight of a case when it is no partner any more", "", InMemory, OnSqlite) {
    TestType home;
    auto& store = home.store;
    auto invited = step("invite", "draft", "draft");
    invited.facts.values = {{"partners", List{Record{{"recipient", "16062000"}}}}};
    const auto id = file_case(store, {opening(), invited});
    CaseQuery partner;
    partner.visibility.recipients = {"16062000"};
    CHECK(rows(store, partner).front().readers == std::vector<std::string>{"16062000", "16075085"});
    auto removed = step("invite", "draft", "draft");
    removed.facts.values = {{"partners", List{}}};
    append(store, id, {removed});
    CHECK(ids(store, partner).empty());
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEST_CASE("a count follows every commit, and a reading keeps the count of its own moment") {
    OnSqlite home;
    auto& store = home.store;
    const auto count = [](Snapshot& snapshot, const CaseQuery& query) { return snapshot.count(query); };
    CaseQuery authority, stranger;
    authority.visibility.programmes = {"thueregovrl"};
    stranger.visibility.programmes = {"thuerfag"};
    file_case(store, {opening(), submission("EGOV-2026-0001")});
    store.read([&](Snapshot& snapshot) {
        CHECK(count(snapshot, authority) == 1);
        file_case(store, {opening(), submission("EGOV-2026-0002")});
        CHECK(count(snapshot, authority) == 1);
        CHECK(count(snapshot, stranger) == 0);
        CHECK(count(snapshot, everything()) == 1);
    });
    store.read([&](Snapshot& snapshot) {
        CHECK(count(snapshot, authority) == 2);
        CHECK(count(snapshot, stranger) == 0);
        CHECK(count(snapshot, everything()) == 2);
    });
}

TEST_CASE("both stores show the same rows after the same events") {
    InMemory memory;
    OnSqlite sqlite;
    fill_many(memory.store);
    fill_many(sqlite.store);
    auto query = everything();
    query.limit = -1;
    const auto expected_rows = rows(memory.store, query);
    CHECK(rows(sqlite.store, query) == expected_rows);
    for (const auto& row : expected_rows) {
        std::string in_memory, in_sqlite;
        memory.store.read([&](Snapshot& snapshot) { in_memory = dump(*snapshot.case_file(row.id)); });
        sqlite.store.read([&](Snapshot& snapshot) { in_sqlite = dump(*snapshot.case_file(row.id)); });
        // Hashes differ: each store throws its own salts.
        const auto without_hash = [](std::string text) {
            const auto begin = text.find(" opened ");
            return text.erase(begin - 64, 64);
        };
        CHECK(without_hash(in_sqlite) == without_hash(in_memory));
    }
}

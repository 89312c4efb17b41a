#include "store/notice_table.hpp"

#include "tampered_store.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono;

// The projection the workbook of the grants reads (domain.md § 6.4): one row for every notice that was signed.

namespace {

Event granting(std::int64_t cents, Instant when) {
    auto event = step("approve", "formal_review", "granted", when);
    event.facts.values["decided"] = "granted";
    event.facts.values["grant"] = Record{{"award_cents", cents},
                                         {"eligible_cents", 10'000'000},
                                         {"rate", "80.00"},
                                         {"budget_line", "16 90/633 01"},
                                         {"financing_type", "share"},
                                         {"slices", List{Record{{"year", 2026}, {"amount_cents", cents - 1'000'000}},
                                                         Record{{"year", 2027}, {"amount_cents", 1'000'000}}}}};
    return event;
}

/// What becomes of the case of that number.
struct Granted {
    CaseId id;
    explicit Granted(Store& store) : id{file_case(store, {opening(), titled("Digitale Akte")})} {
        append(store, id, {submission("EGOV-2026-0001")});
        append(store, id, {granting(8'000'000, at("2026-03-09"))});
    }
};

std::vector<ListedNotice> listed(Store& store, Date from = 2026y / 1 / 1, Date until = 2026y / 12 / 31,
                                 Visibility visibility = {true, {}, {}, {}}) {
    std::vector<ListedNotice> found;
    NoticeQuery query;
    query.cases.visibility = std::move(visibility);
    query.signed_from = from;
    query.signed_until = until;
    store.read([&](Snapshot& snapshot) {
        REQUIRE(each_notice(snapshot, query, [&](const ListedNotice& one) { found.push_back(one); }));
    });
    return found;
}

}  // namespace

TEST_CASE("a signed notice has a row with what it granted, and keeps it when a second one follows") {
    OnSqlite home;
    auto& store = home.store;
    const Granted granted{store};
    append(store, granted.id, {step("waive_remedy", "granted", "granted", at("2026-03-20"))});

    auto found = listed(store);
    REQUIRE(found.size() == 1);
    const auto& notice = found.front().notice;
    CHECK(found.front().file_number == "EGOV-2026-0001");
    CHECK(notice.seq == 4);
    CHECK(notice.signed_on == 2026y / 3 / 9);
    CHECK(notice.title == "Digitale Akte");
    CHECK(notice.award == Money::cents(8'000'000));
    CHECK(notice.rate == Percent{8000});
    CHECK(notice.slices == std::vector<NoticeSlice>{{2026, Money::cents(7'000'000)}, {2027, Money::cents(1'000'000)}});
    CHECK(notice.in_force);
    CHECK(notice.final_on == 2026y / 3 / 20);

    auto annulled = step("reopen", "granted", "formal_review", at("2026-05-04"));
    annulled.facts.values["revoked"] = true;
    append(store, granted.id, {annulled});
    append(store, granted.id, {granting(6'000'000, at("2026-06-01"))});
    const auto check = [&] {
        found = listed(store);
        REQUIRE(found.size() == 2);
        CHECK_FALSE(found[0].notice.in_force);
        CHECK_FALSE(found[0].notice.final_on);
        CHECK(found[0].notice.award == Money::cents(8'000'000));
        CHECK(found[1].notice.in_force);
        CHECK(found[1].notice.award == Money::cents(6'000'000));
        CHECK(keys(store.verify()) == std::vector<std::string>{});
    };
    check();
    store.rebuild();
    check();
}

TEST_CASE("notices are found by the day they were signed and by who may see the case, across pages") {
    OnSqlite home;
    auto& store = home.store;
    constexpr int many = 501;  // one more than a page
    for (int i = 0; i < many; ++i)
        file_case(store, {opening(), granting(2'000'000 + i, at(i == 7 ? "2026-04-01" : "2026-03-09"))});
    CHECK(listed(store).size() == many);
    CHECK(listed(store).back().notice.award == Money::cents(2'000'000 + many - 1));
    CHECK(listed(store, 2026y / 4 / 1, 2026y / 4 / 1).size() == 1);
    CHECK(listed(store, 2025y / 1 / 1, 2025y / 12 / 31).empty());
    CHECK(listed(store, 2026y / 1 / 1, 2026y / 12 / 31, {}).empty());
    CHECK(listed(store, 2026y / 1 / 1, 2026y / 12 / 31, {false, {}, {"16063041"}, {}}).empty());
}

TEST_CASE("a notice forgets its words with the case, and nothing else") {
    OnSqlite home;
    auto& store = home.store;
    const Granted granted{store};
    auto erasing = step("dispose", "granted", "granted", at("2036-03-03"));
    erasing.facts.values["erased"] = Record{{"everything", true}};
    append(store, granted.id, {erasing});
    const auto check = [&] {
        REQUIRE(listed(store).size() == 1);
        CHECK(listed(store).front().notice.title.empty());
        CHECK(listed(store).front().notice.award == Money::cents(8'000'000));
        CHECK(keys(store.verify()) == std::vector<std::string>{});
    };
    check();
    store.rebuild();
    check();
}

TEST_CASE("a job that is undone leaves no notice") {
    OnSqlite home;
    auto& store = home.store;
    const auto id = file_case(store, {opening()});
    CHECK_THROWS(store.run([&](Transaction& transaction) {
        transaction.append(id, {granting(8'000'000, at("2026-03-09"))});
        throw std::runtime_error{"the power failed"};
    }));
    CHECK(listed(store).empty());
    append(store, id, {granting(6'000'000, at("2026-03-10"))});
    CHECK(listed(store).size() == 1);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEST_CASE("a notice taken out of the table, changed there, or put into it, is named") {
    const auto [deed, key] = GENERATE(table<const char*, const char*>({
        {"DELETE FROM notice", "verify.notice"},
        {"UPDATE notice SET award = award + 1", "verify.notice"},
        {"UPDATE notice SET in_force = 0", "verify.notice"},
        {"INSERT INTO notice VALUES (99, 1, '2026-03-09', NULL, 1, '', '', '', '', '', NULL, NULL, NULL, '')",
         "verify.count"},
        {"UPDATE posting SET machine_id = 2 WHERE case_id > 0", "verify.posting"},
        {"UPDATE posting SET value_date = '2026-03-09' WHERE case_id > 0", "verify.posting"},
    }));
    INFO(deed);
    TamperedStore store;
    store.home().reopen();
    append(*store.home().store, 2, {granting(8'000'000, at("2026-03-10"))});
    store.home().store.reset();
    store.run(deed);
    CHECK(keys(store.verify()) == std::vector<std::string>{key});
}

TEST_CASE("after a migration that left projections to count, a store says so until it was rebuilt") {
    SqliteInFolder home;
    fill(*home.store);
    CHECK(home.store->wants_rebuild());
    home.reopen();
    CHECK(home.store->wants_rebuild());
    home.store->rebuild();
    CHECK_FALSE(home.store->wants_rebuild());
    home.reopen();
    CHECK_FALSE(home.store->wants_rebuild());
}

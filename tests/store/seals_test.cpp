#include "tampered_store.hpp"

#include "store/fault.hpp"
#include "store/history_table.hpp"
#include "store/seal_check.hpp"
#include "store/seal_files.hpp"

#include <fstream>
#include <map>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono;

// What `fill` leaves, by position: 1 case 0 on 2 January · 2 to 5 case 1 on 2, 3, 4 and 5 March · 6 and 7 case 2, entered
// last but dated 2 and 3 March · 8 case 1 on 9 March.

namespace {

const auto made_on = at("2026-03-11");

std::vector<Seal> seals_of(Store& store) {
    std::vector<Seal> seals;
    store.read([&](Snapshot& snapshot) {
        each_seal(handle_of(snapshot.session()), {}, [&](const Seal& seal) { seals.push_back(seal); });
    });
    return seals;
}

std::map<Date, Seal> by_day(Store& store) {
    std::map<Date, Seal> days;
    for (const auto& seal : seals_of(store)) days.emplace(seal.day, seal);
    return days;
}

/// Changes who took step 4 of case 1, and counts the chain anew from there on: every hash fits again.
void rewrite_case_one(TamperedStore& store) {
    store.raw([](sqlite3* handle) {
        std::vector<StoredEvent> events;
        HistoryReading{handle}.each(1, 0, [&](StoredEvent stored) {
            events.push_back(std::move(stored));
            return true;
        });
        Statement update{handle,
                         "UPDATE event SET actor = $1, prev_hash = $2, hash = $3 WHERE case_id = 1 AND seq = $4"};
        std::string previous = no_hash;
        for (auto& [event, facts_json, texts] : events) {
            if (event.seq == 4) event.actor = 13;
            event.prev_hash = previous;
            event.hash = previous = hash_of(event, std::string_view{facts_json});
            update.run(event.actor, event.prev_hash, event.hash, event.seq);
        }
    });
    store.rebuild();
}

/// Takes the newest event of case 1 out of the history, and lets the others close up where it was not the last of all.
void cut_case_one(TamperedStore& store) {
    store.run(
        "DELETE FROM letter WHERE case_id = 1 AND seq = 5; DELETE FROM event_text WHERE case_id = 1 AND seq = 5;"
        "DELETE FROM event WHERE case_id = 1 AND seq = 5; UPDATE event SET position = position - 1 WHERE position > 8");
    store.rebuild();
}

std::vector<Difference> verify_file(const std::string& exported, const std::optional<Seal>& given = {}) {
    std::istringstream in{exported};
    return verify_export(in, given);
}

}  // namespace

TEST_CASE("every day that has passed gets a seal, also one on which nothing happened") {
    SqliteInFolder home;
    fill(*home.store);
    CHECK(seal_passed_days(*home.store, 2026y / 3 / 11, made_on) == 68);  // 2 January to 10 March
    auto days = by_day(*home.store);
    CHECK(days.begin()->first == 2026y / 1 / 2);
    CHECK(days.begin()->second.previous == std::string(64, '0'));
    CHECK(days.rbegin()->first == 2026y / 3 / 10);
    CHECK(days.at(2026y / 2 / 14).position == 1);
    CHECK(days.at(2026y / 2 / 14).heads.empty());
    CHECK(days.at(2026y / 3 / 2).position == 2);
    CHECK(days.at(2026y / 3 / 4).position == 4);
    CHECK(days.at(2026y / 3 / 10).position == 8);
    CHECK(seal_passed_days(*home.store, 2026y / 3 / 11, made_on) == 0);
    CHECK(keys(home.store->verify()) == std::vector<std::string>{});
}

TEST_CASE("what came in late under an earlier date is under the seal of the day it came in") {
    SqliteInFolder home;
    fill(*home.store);
    seal_passed_days(*home.store, 2026y / 3 / 11, made_on);
    const auto fifth = by_day(*home.store).at(2026y / 3 / 5);
    CHECK(fifth.position == 7);
    REQUIRE(fifth.heads.size() == 2);
    CHECK(fifth.heads[0].case_id == 1);
    CHECK(fifth.heads[0].seq == 4);
    CHECK(fifth.heads[1].case_id == 2);
    CHECK(fifth.heads[1].seq == 2);
}

TEST_CASE("days missed while nothing ran are sealed as they would have been day by day") {
    SqliteInFolder daily, later;
    fill(*daily.store);
    int made = 0;
    for (Date day = 2026y / 1 / 1; day <= 2026y / 3 / 11; day = sys_days{day} + days{1})
        made += seal_passed_days(*daily.store, day, made_on);
    CHECK(made == 68);
    daily.reopen();
    fill(*later.store);
    seal_passed_days(*later.store, 2026y / 3 / 11, made_on);
    const auto some = seals_of(*daily.store), others = seals_of(*later.store);
    REQUIRE(some.size() == others.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
        CHECK(some[i].day == others[i].day);
        CHECK(some[i].position == others[i].position);
        CHECK(some[i].heads.size() == others[i].heads.size());
    }
}

TEST_CASE("nothing is sealed before there is an event, nor before its day has passed in Berlin") {
    SqliteInFolder home;
    CHECK(seal_passed_days(*home.store, 2026y / 3 / 11, made_on) == 0);
    file_case(*home.store,
              {opening("16075085", "thueregovrl", at("2026-03-10", 11 * 60 + 30))});  // 00:30 on the 11th in Berlin
    CHECK(seal_passed_days(*home.store, 2026y / 3 / 11, made_on) == 0);
    CHECK(seal_passed_days(*home.store, 2026y / 3 / 12, made_on) == 1);
    CHECK(seals_of(*home.store).front().day == 2026y / 3 / 11);
}

TEST_CASE("a seal is neither changed nor deleted") {
    SqliteInFolder home;
    fill(*home.store);
    seal_passed_days(*home.store, 2026y / 3 / 11, made_on);
    const auto deed = GENERATE("UPDATE seal SET position = 1", "DELETE FROM seal WHERE day = '2026-03-10'");
    CHECK_THROWS_AS(home.store->run([&](Transaction& transaction) { execute(handle_of(transaction.session()), deed); }),
                    StoreFault);
    CHECK(seals_of(*home.store).size() == 68);
}

TEST_CASE("a case that was cut off is found by its seal although everything else was counted anew") {
    TamperedStore unsealed;
    cut_case_one(unsealed);
    CHECK(keys(unsealed.verify()) == std::vector<std::string>{});  // without seals nobody would know

    TamperedStore sealed{2026y / 3 / 11};
    cut_case_one(sealed);
    const auto found = sealed.verify();
    REQUIRE(keys(found) == std::vector<std::string>{"verify.seal_cut"});
    CHECK(found.front().case_id == 1);
    CHECK(found.front().seq == 5);
    CHECK(text_of(found.front().message.values, "day") == "2026-03-09");
    CHECK(keys(verify_file(sealed.exported())) == std::vector<std::string>{"verify.seal_cut"});
}

TEST_CASE("a case that was rewritten is found by the first seal that knew it otherwise") {
    TamperedStore unsealed;
    rewrite_case_one(unsealed);
    CHECK(keys(unsealed.verify()) == std::vector<std::string>{});

    TamperedStore sealed{2026y / 3 / 11};
    rewrite_case_one(sealed);
    const auto found = sealed.verify();
    REQUIRE(keys(found) == std::vector<std::string>{"verify.seal_head"});
    CHECK(found.front().case_id == 1);
    CHECK(found.front().seq == 4);
    CHECK(text_of(found.front().message.values, "day") == "2026-03-05");
    CHECK(keys(verify_file(sealed.exported())) == std::vector<std::string>{"verify.seal_head"});
}

TEST_CASE("a case taken out as a whole is found") {
    TamperedStore sealed{2026y / 3 / 11};
    sealed.run("DELETE FROM event_text WHERE case_id = 2; DELETE FROM event WHERE case_id = 2;"
               "UPDATE event SET position = 6 WHERE position = 8");
    sealed.rebuild();
    const auto found = sealed.verify();
    REQUIRE(keys(found) == std::vector<std::string>{"verify.seal_cut"});
    CHECK(found.front().case_id == 2);
}

TEST_CASE("an entry slipped in among older ones is found") {
    TamperedStore sealed{2026y / 3 / 11};
    // Case 2 trades its place in the order of all events for that of case 1's decision.
    sealed.run("UPDATE event SET position = 99 WHERE position = 8; UPDATE event SET position = 8 WHERE position = 7;"
               "UPDATE event SET position = 7 WHERE position = 99");
    sealed.rebuild();
    const auto found = sealed.verify();
    REQUIRE(keys(found) == std::vector<std::string>{"verify.seal_late"});
    CHECK(found.front().case_id == 2);
}

TEST_CASE("a seal that was touched itself is named") {
    const auto [deed, key] = GENERATE(table<const char*, const char*>({
        {"UPDATE seal SET heads = '[]' WHERE day = '2026-03-09'", "verify.seal_hash"},
        {"UPDATE seal SET hash = printf('%064d', 7) WHERE day = '2026-03-09'", "verify.seal_hash"},
        {"UPDATE seal SET position = 7 WHERE day = '2026-03-10'", "verify.seal_hash"},
        {"UPDATE seal SET made_at = '2026-03-10T12:00:00.000000Z' WHERE day = '2026-03-10'", "verify.seal_hash"},
        {"DELETE FROM seal WHERE day = '2026-02-14'", "verify.seal_previous"},
        {"DELETE FROM seal WHERE day < '2026-03-01'", "verify.seal_previous"},
        {"UPDATE seal SET heads = 'nichts' WHERE day = '2026-03-09'", "verify.table_unreadable"},
    }));
    TamperedStore sealed{2026y / 3 / 11};
    sealed.run(deed);
    const auto found = sealed.verify();
    REQUIRE_FALSE(found.empty());
    CHECK(found.front().message.key == key);
}

TEST_CASE("a seal that covers more than the cases it names is found although its hash fits") {
    Seal seal{2026y / 3 / 5, 7, made_on, std::string(64, '0'), {}, {}};
    std::vector<Difference> found;
    seal.heads = {{0, 1, std::string(64, 'b')}, {1, 4, std::string(64, 'a')}};  // case 2 is left out
    seal.hash = hash_of(seal);
    SealCheck{[](CaseId id, std::int64_t) {
                  return std::optional{FoundEvent{std::string(64, id == 1 ? 'a' : 'b'), id == 1 ? 5 : 1}};
              },
              found}
        .add(seal);
    REQUIRE(keys(found) == std::vector<std::string>{"verify.seal_sum"});
    CHECK(integer_of(found.front().message.values, "expected") == 7);
    CHECK(integer_of(found.front().message.values, "found") == 5);
}

TEST_CASE("whoever rewrites the seals too is found by a seal that was kept elsewhere") {
    TamperedStore sealed{2026y / 3 / 11};
    sealed.home().reopen();
    const auto kept_elsewhere = seals_of(*sealed.home().store);
    sealed.home().store.reset();
    rewrite_case_one(sealed);
    sealed.run("DELETE FROM seal");
    sealed.home().reopen();
    seal_passed_days(*sealed.home().store, 2026y / 3 / 11, made_on);
    auto remade = by_day(*sealed.home().store);
    sealed.home().store.reset();
    CHECK(keys(sealed.verify()) == std::vector<std::string>{});

    const auto compared = [&](Date day) {
        for (const auto& seal : kept_elsewhere)
            if (seal.day == day) return compare_seals(seal, remade.at(day));
        return std::vector<Difference>{};
    };
    CHECK(compared(2026y / 3 / 4).empty());
    const auto on_the_day = compared(2026y / 3 / 5);
    REQUIRE(keys(on_the_day) == std::vector<std::string>{"verify.given_seal_head"});
    CHECK(on_the_day.front().case_id == 1);
    CHECK(on_the_day.front().seq == 4);
    CHECK(keys(compared(2026y / 3 / 10)) == std::vector<std::string>{"verify.given_seal_differs"});
    CHECK(keys(compare_seals(kept_elsewhere.back(), {})) == std::vector<std::string>{"verify.given_seal_missing"});
    CHECK(keys(verify_file(sealed.exported(), kept_elsewhere.back())) ==
          std::vector<std::string>{"verify.given_seal_differs"});
}

TEST_CASE("an export carries its seals, and no line of it can be left out") {
    TamperedStore sealed{2026y / 3 / 11};
    const auto whole = sealed.exported();
    CHECK(keys(verify_file(whole)) == std::vector<std::string>{});
    CHECK(keys(verify_file(sealed.exported(1))) == std::vector<std::string>{});
    CHECK(std::ranges::count(whole, '\n') == 1 + 68 + 8 + 2 + 1 + 1);  // header, seals, events, postings, letter, end
    std::istringstream lines{whole};
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) all.push_back(line);
    for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
        std::string without;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i != left_out) without += all[i] + "\n";
        if (verify_file(without).empty()) FAIL_CHECK("unnoticed without line " << left_out);
    }
}

TEST_CASE("any byte of a seal changed in an export is noticed") {
    TamperedStore sealed{2026y / 3 / 11};
    const auto whole = sealed.exported();
    const auto begin = whole.find(R"("line":"seal")"), end = whole.find("2026-01-04");
    REQUIRE(begin < end);
    for (auto i = begin; i < end; ++i) {
        auto changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        if (verify_file(changed).empty()) FAIL_CHECK("unnoticed at byte " << i << ": " << changed.substr(i, 40));
    }
}

TEST_CASE("seals are written for somebody else to keep, each once") {
    SqliteInFolder home;
    fill(*home.store);
    const auto folder = home.folder.path() / "elsewhere" / "seals";
    const auto write = [&] {
        Result<int> written = 0;
        home.store->read([&](Snapshot& snapshot) { written = write_seal_files(snapshot, folder); });
        return written;
    };
    seal_passed_days(*home.store, 2026y / 3 / 10, made_on);
    CHECK(write() == 67);
    CHECK(write() == 0);
    seal_passed_days(*home.store, 2026y / 3 / 11, made_on);
    CHECK(write() == 1);
    const auto read = read_seal_file(folder / "2026-03-10.json");
    REQUIRE(read);
    CHECK(*read == seals_of(*home.store).back());

    std::ofstream{folder / "2026-03-10.json", std::ios::app} << ' ';  // blanks change nothing that was sealed
    CHECK(write() == 0);
    std::filesystem::copy_file(folder / "2026-03-09.json", folder / "2026-03-11.json");
    const auto refused = write();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.key == "seal.file_differs");
}

TEST_CASE("a file that is no seal is refused with what is wrong") {
    TestFolder folder;
    const auto file = folder.path() / "seal.json";
    const auto [content, key] = GENERATE(table<std::string, std::string>({
        {"", "seal.unreadable"},
        {"Siegel", "seal.unreadable"},
        {"{}", "seal.unreadable"},
        {R"({"day":"2026-03-09","hash":"","heads":[[1,2]],"made_at":"2026-03-11T12:00:00.000000Z","position":8,"previous":""})",
         "seal.unreadable"},
        {R"({"day":"2026-03-09","extra":1,"hash":"","heads":[],"made_at":"2026-03-11T12:00:00.000000Z","position":8,"previous":""})",
         "seal.unreadable"},
        {R"({"day":"2026-03-09","hash":"00","heads":[],"made_at":"2026-03-11T12:00:00.000000Z","position":8,"previous":"00"})",
         "seal.unsound"},
    }));
    std::ofstream{file} << content;
    const auto read = read_seal_file(file);
    REQUIRE_FALSE(read);
    CHECK(read.error().message.key == key);
    CHECK(read_seal_file(folder.path() / "keine.json").error().message.key == "seal.no_file");
    CHECK(read_seal_file(folder.path()).error().message.key == "seal.no_file");
}

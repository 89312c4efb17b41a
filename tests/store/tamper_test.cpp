#include "tampered_store.hpp"

#include "store/fault.hpp"
#include "store/verify.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <sstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

// Whoever gets at the database file itself, past every trigger: verify must name what was done.

namespace {

std::vector<Difference> verify_text(const std::string& exported) {
    std::istringstream in{exported};
    return verify_export(in);
}

bool names(const std::vector<Difference>& found, const std::string& key) {
    return std::ranges::any_of(found, [&](const Difference& difference) { return difference.message.key == key; });
}

}  // namespace

TEST_CASE("an untouched store has nothing to report") {
    TamperedStore store;
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    CHECK(keys(store.verify(1)) == std::vector<std::string>{});
}

TEST_CASE("each kind of tampering is named") {
    struct Deed {
        const char* sql;
        const char* key;
        CaseId case_id;
    };
    const auto deed = GENERATE(values<Deed>({
        {"DELETE FROM event WHERE case_id = 1 AND seq = 5", "verify.case_row", 1},
        {"DELETE FROM event WHERE case_id = 1 AND seq = 3", "verify.gap", 1},
        {"DELETE FROM event WHERE case_id = 2", "verify.case_without_events", 2},
        {"DELETE FROM event WHERE case_id = 2; DELETE FROM case_row WHERE id = 2; DELETE FROM case_reader WHERE "
         "case_id = 2; "
         "DELETE FROM event_text WHERE case_id = 2",
         "verify.position_gap", 1},
        {"UPDATE event SET position = 77 WHERE case_id = 1 AND seq = 2", "verify.position_gap", 1},
        {"UPDATE event SET actor = 13 WHERE case_id = 1 AND seq = 4", "verify.hash", 1},
        {"UPDATE event SET facts = replace(facts, '300000', '900000') WHERE case_id = 1 AND seq = 4", "verify.hash", 1},
        {"UPDATE event SET prev_hash = hash WHERE case_id = 1 AND seq = 2", "verify.prev_hash", 1},
        {"UPDATE event_text SET text = 'Andere Akte' WHERE key = 'fields.project_title' AND case_id = 1", "verify.text",
         1},
        {"DELETE FROM event_text WHERE case_id = 1 AND key = 'reason'", "verify.text_missing", 1},
        {"INSERT INTO event_text VALUES (1, 1, 'reason', '00', 'hinzugefügt')", "verify.text_foreign", 1},
        {"UPDATE letter SET content = 'Bescheid über 9.000,00 €'", "verify.letter", 1},
        {"DELETE FROM letter", "verify.letter_missing", 1},
        {"UPDATE posting SET amount = amount + 1 WHERE case_id = 1", "verify.posting", 1},
        {"DELETE FROM posting WHERE case_id = 1", "verify.posting", 1},
        {"INSERT INTO posting SELECT 99, 1, amount, from_account, to_account, kind, case_id, at, machine_id, "
         "value_date FROM posting WHERE case_id = 1",
         "verify.count", 0},
        {"UPDATE balance SET amount = amount + 1 WHERE account LIKE '%available'", "verify.balance", 0},
        {"DELETE FROM balance WHERE account LIKE '%reserved'", "verify.balance", 0},
        {"UPDATE outside SET amount = 1", "verify.outside", 0},
        {"UPDATE file_number SET last = 0", "verify.file_number", 0},
        {"UPDATE case_row SET state = 'closed' WHERE id = 1", "verify.case_row", 1},
        {"UPDATE case_row SET award = 1 WHERE id = 1", "verify.case_row", 1},
        {"UPDATE case_row SET search = '' WHERE id = 1", "verify.case_row", 1},
        {"UPDATE case_row SET last_hash = printf('%064d', 7) WHERE id = 1", "verify.case_row", 1},
        {"DELETE FROM case_row WHERE id = 1", "verify.case_row_missing", 1},
        {"INSERT INTO case_row SELECT 9, seq, 99, last_hash, last_at, state, owner, since, clock_due, next_due, "
         "submitted_on, decided_on, "
         "served_on, requested, award, authority_sees, is_final, '', programme, recipient, recipient_name, district, "
         "title, "
         "funding_object, search FROM case_row WHERE id = 1",
         "verify.case_without_events", 9},
        {"INSERT INTO case_reader VALUES (1, '16000000')", "verify.case_row", 1},
        {"INSERT INTO case_reader VALUES (99, '16000000')", "verify.count", 0},
        {"UPDATE deadline SET due = '2030-01-01'", "verify.deadline", 1},
        {"DELETE FROM deadline", "verify.deadline", 1},
        {"UPDATE event SET at = '2026-03-05T12:00:00Z' WHERE case_id = 1 AND seq = 4", "verify.unreadable", 1},
    }));
    TamperedStore store;
    store.run(deed.sql);
    const auto found = store.verify();
    CAPTURE(deed.sql, keys(found));
    REQUIRE(names(found, deed.key));
    const auto named = std::ranges::find_if(found,
                                            [&](const auto& difference) { return difference.message.key == deed.key; });
    CHECK(named->case_id == deed.case_id);
}

TEST_CASE("any single byte of any event changed is noticed") {
    TamperedStore store;
    const char* columns[] = {"machine_id", "at",    "actor",        "duty",      "step", "from_state",
                             "to_state",   "facts", "rule_version", "prev_hash", "hash"};
    std::size_t tried = 0;
    store.raw([&](sqlite3* handle) {
        execute(handle, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
        for (const auto* column : columns) {
            // Names of columns come from the list above.
            const auto read_sql = std::string{"SELECT "} + column + " FROM event WHERE case_id = 1 AND seq = 4";
            const auto write_sql = std::string{"UPDATE event SET "} + column + " = $1 WHERE case_id = 1 AND seq = 4";
            Statement read{handle, read_sql};
            Statement write{handle, write_sql};
            std::string original;
            {
                auto rows = read.query();
                REQUIRE(rows.next());
                original = rows.string(0);
            }
            for (std::size_t i = 0; i < original.size(); ++i) {
                auto changed = original;
                changed[i] = static_cast<char>(changed[i] ^ 1);
                if (std::string_view{column} == "machine_id" || std::string_view{column} == "actor")
                    changed[i] = original[i] == '1' ? '2' : '1';
                execute(handle, "BEGIN");
                write.run(changed);
                std::vector<Difference> found;
                found = verify_case(handle, project, 1);
                execute(handle, "ROLLBACK");
                ++tried;
                if (found.empty()) FAIL_CHECK("unnoticed: " << column << " byte " << i << ": " << changed);
            }
        }
    });
    CHECK(tried > 300);
    CHECK(keys(store.verify()) == std::vector<std::string>{});
}

TEST_CASE("a case's own verification includes the accounts it books on") {
    TamperedStore store;
    store.run("UPDATE balance SET amount = amount + 1 WHERE account LIKE '%reserved'");
    CHECK(keys(store.verify(1)) == std::vector<std::string>{"verify.balance"});
    CHECK(keys(store.verify(2)) == std::vector<std::string>{});
}

TEST_CASE("a text erased by law is no tampering, and rebuild leaves it erased") {
    TamperedStore store;
    auto erased = step("erase", "granted", "granted");
    erased.facts.values["erased"] = Record{{"events", List{std::int64_t{4}}}};
    store.home().reopen();
    append(*store.home().store, 1, {erased});
    store.home().store.reset();
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    store.home().reopen();
    store.home().store->read([](Snapshot& snapshot) {
        CHECK(snapshot.events(1, 3).front().facts.reason == FreeText{"", true});
    });
    store.home().store->rebuild();
    CHECK(keys(store.home().store->verify()) == std::vector<std::string>{});
}

TEST_CASE("projections that were tampered with are put right by rebuild") {
    TamperedStore store;
    store.run("DELETE FROM case_row; DELETE FROM posting; UPDATE balance SET amount = 5; DELETE FROM deadline; DELETE "
              "FROM case_reader;"
              "DELETE FROM outside; UPDATE file_number SET last = 9");
    CHECK_FALSE(store.verify().empty());
    store.home().reopen();
    store.home().store->rebuild();
    CHECK(keys(store.home().store->verify()) == std::vector<std::string>{});
    CHECK(file_case(*store.home().store, {opening()}) == 3);
}

TEST_CASE("an export is verified without the store") {
    TamperedStore store;
    const auto whole = store.exported();
    CHECK(keys(verify_text(whole)) == std::vector<std::string>{});
    CHECK(keys(verify_text(store.exported(1))) == std::vector<std::string>{});
    CHECK(std::ranges::count(whole, '\n') == 1 + 8 + 2 + 1 + 1);  // header, events, postings, letter, end

    std::istringstream lines{whole};
    std::vector<std::string> all;
    for (std::string line; std::getline(lines, line);) all.push_back(line);
    for (std::size_t left_out = 0; left_out < all.size(); ++left_out) {
        std::string without;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (i != left_out) without += all[i] + "\n";
        CHECK_FALSE(verify_text(without).empty());
    }
}

TEST_CASE("any single byte of an export changed is noticed") {
    TamperedStore store;
    const auto whole = store.exported();
    for (std::size_t i = 0; i + 1 < whole.size(); ++i) {
        auto changed = whole;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        if (verify_text(changed).empty())
            FAIL_CHECK("unnoticed at byte " << i << ": " << changed.substr(i > 40 ? i - 40 : 0, 80));
    }
}

TEST_CASE("what verify finds has a German sentence") {
    std::ifstream file{SOURCE_DIR "/config/texts.de.store.yaml"};
    const std::string sentences{std::istreambuf_iterator<char>{file}, {}};
    for (const auto* key : {"gap",
                            "prev_hash",
                            "hash",
                            "position_order",
                            "position_gap",
                            "facts",
                            "text",
                            "text_missing",
                            "text_foreign",
                            "letter",
                            "letter_missing",
                            "posting",
                            "case_row",
                            "case_row_missing",
                            "case_without_events",
                            "deadline",
                            "reminder",
                            "notice",
                            "unreadable",
                            "table_unreadable",
                            "balance",
                            "outside",
                            "below_zero",
                            "ledger",
                            "file_number",
                            "count",
                            "export_line",
                            "export_end",
                            "export_cut",
                            "export_seals",
                            "seal_hash",
                            "seal_previous",
                            "seal_day",
                            "seal_cut",
                            "seal_head",
                            "seal_late",
                            "seal_sum",
                            "given_seal_missing",
                            "given_seal_head",
                            "given_seal_differs"})
        CHECK(sentences.find(std::string{"\n  "} + key + ": ") != std::string::npos);
}

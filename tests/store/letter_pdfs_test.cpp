#include "store/letter_pdfs.hpp"

#include "base/sha256.hpp"
#include "store/erasure.hpp"
#include "tampered_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const std::string words = "Bescheid für Frau Krause";
const std::string code = "K7QX4M2P9RTD0ABC";

LetterPdf pdf_of(const std::string& bytes) { return {code, sha256_hex(bytes), bytes}; }

/// A case with one frozen letter.
LetterKey case_with_letter(Store& store) {
    auto decided = step("approve", "draft", "closed");
    decided.facts.letters["notice"] = Record{{"sha256", sha256_hex(words)}};
    const auto id = file_case(store, {opening(), titled("Schulnetz")});
    append(store, id, {decided}, {{"notice", words, 0, {}}});
    return {id, 3, "notice"};
}

void keep(Store& store, const LetterKey& key, const std::string& bytes) {
    store.run([&](Transaction& transaction) {
        keep_letter_pdf(transaction.session(), key, pdf_of(bytes), at("2026-03-12"));
    });
}

std::optional<LetterPdf> kept(Store& store, const LetterKey& key) {
    std::optional<LetterPdf> found;
    store.read([&](Snapshot& snapshot) { found = letter_pdf(snapshot.session(), key); });
    return found;
}

LettersToMake missing(Store& store, std::int64_t after, int limit) {
    LettersToMake found;
    store.read([&](Snapshot& snapshot) { found = letters_without_pdf(snapshot.session(), after, limit); });
    return found;
}

}  // namespace

TEST_CASE("the PDF of a letter is kept once: a second one changes nothing") {
    OnSqlite home;
    const auto key = case_with_letter(home.store);
    CHECK_FALSE(kept(home.store, key));
    const std::string first{"%PDF\0first", 10};  // bytes, not text
    keep(home.store, key, first);
    keep(home.store, key, "%PDF second");
    REQUIRE(kept(home.store, key));
    CHECK(kept(home.store, key)->bytes == first);
    CHECK(kept(home.store, key)->sha256 == sha256_hex(first));
    CHECK(keys(home.store.verify()) == std::vector<std::string>{});
}

TEST_CASE("there is no PDF of a letter that does not exist") {
    OnSqlite home;
    const auto key = case_with_letter(home.store);
    keep(home.store, {key.case_id, 2, "notice"}, "%PDF");
    keep(home.store, {key.case_id, 3, "hearing"}, "%PDF");
    CHECK(missing(home.store, 0, 10).keys == std::vector<LetterKey>{key});
}

TEST_CASE("letters without a PDF are found once, the oldest first, and go on where the last look ended") {
    OnSqlite home;
    const auto first = case_with_letter(home.store), second = case_with_letter(home.store);
    CHECK(missing(home.store, 0, 10).keys == std::vector<LetterKey>{first, second});
    const auto one = missing(home.store, 0, 1);
    CHECK(one.keys == std::vector<LetterKey>{first});
    keep(home.store, first, "%PDF");
    CHECK(missing(home.store, one.position, 10).keys == std::vector<LetterKey>{second});
    const auto all = missing(home.store, 0, 10);
    CHECK(missing(home.store, all.position, 10).keys.empty());
}

TEST_CASE("a code leads to the letter it is printed on, and an unknown one to nothing") {
    OnSqlite home;
    const auto key = case_with_letter(home.store);
    keep(home.store, key, "%PDF");
    home.store.read([&](Snapshot& snapshot) {
        const auto known = letter_with_code(snapshot.session(), code);
        REQUIRE(known);
        CHECK(known->key == key);
        CHECK(known->sha256 == sha256_hex(words));
        CHECK_FALSE(letter_with_code(snapshot.session(), "0000000000000000"));
    });
}

TEST_CASE("with the letter its PDF is erased, and none is made of what is gone") {
    OnSqlite home;
    const auto key = case_with_letter(home.store), other = case_with_letter(home.store);
    keep(home.store, key, "%PDF of Krause");
    auto event = step("dispose", "closed", "closed", at("2036-03-03"));
    event.facts.values["erased"] = Record{{"everything", true}};
    append(home.store, key.case_id, {event});
    append(home.store, other.case_id, {event});
    REQUIRE(kept(home.store, key));
    CHECK(kept(home.store, key)->bytes.empty());
    keep(home.store, other, "%PDF");
    CHECK_FALSE(kept(home.store, other));
    CHECK(keys(home.store.verify()) == std::vector<std::string>{});
}

TEST_CASE("the database itself refuses to change or delete a PDF") {
    SqliteInFolder home;
    const auto key = case_with_letter(*home.store);
    keep(*home.store, key, "%PDF");
    home.store.reset();
    auto connection = Connection::single_file(home.folder.data().database(), Connection::Purpose::Change);
    const char* deed = GENERATE(
        "UPDATE letter_pdf SET content = x'00'", "UPDATE letter_pdf SET content = NULL, sha256 = printf('%064d', 1)",
        "UPDATE letter_pdf SET content = NULL, code = '0000000000000000'", "DELETE FROM letter_pdf");
    CHECK_THROWS_WITH(execute(connection.handle(), deed), Catch::Matchers::ContainsSubstring("can only be erased"));
}

TEST_CASE("verify names a PDF that is not the one that was kept") {
    SqliteInFolder home;
    const auto key = case_with_letter(*home.store);
    keep(*home.store, key, "%PDF");
    home.store.reset();
    {
        auto connection = Connection::single_file(home.folder.data().database(), Connection::Purpose::Change);
        execute(connection.handle(), "DROP TRIGGER letter_pdf_is_only_erased; UPDATE letter_pdf SET content = x'00'");
    }
    CHECK(keys(ReadOnlyStore{home.folder.data(), project}.verify()) == std::vector<std::string>{"verify.letter_pdf"});
}

#include "domain/load.hpp"

#include "unit/domain/thuringia.hpp"

#include <atomic>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <unistd.h>

using namespace foerderlauf;

namespace {

/// A folder of its own for every test, gone afterwards.
class Folder {
public:
    Folder() {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("foerderlauf-load-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::filesystem::path file(const std::string& name, const std::string& content) const {
        std::ofstream{path_ / name, std::ios::binary} << content;
        return path_ / name;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// `line key` of every error, in the order found.
template <typename Load>
std::vector<std::string> errors_of(Load load) {
    try {
        load();
    } catch (const BadFile& bad) {
        std::vector<std::string> seen;
        for (const auto& error : bad.errors())
            seen.push_back(std::to_string(error.place.line) + " " + error.message.key);
        return seen;
    }
    return {};
}

std::vector<std::string> errors_of_holidays(const std::string& content) {
    const Folder folder;
    return errors_of([&] { load_holidays(folder.file("holidays.yaml", content)); });
}
std::vector<std::string> errors_of_base_rates(const std::string& content) {
    const Folder folder;
    return errors_of([&] { load_base_rates(folder.file("base-rates.yaml", content)); });
}
std::vector<std::string> errors_of_texts(const std::string& content) {
    const Folder folder;
    return errors_of([&] { load_texts(folder.file("texts.de.x.yaml", content)); });
}

using Errors = std::vector<std::string>;

}  // namespace

TEST_CASE("a bad row of the holidays is told with its line") {
    auto [row, error] = GENERATE(table<std::string, std::string>({
        {"{day: 01-01, source: s}", "2 load.missing_key"},
        {"{name: N, day: 01-01}", "2 load.missing_key"},
        {"{name: N, source: s}", "2 load.holiday_one_day"},
        {"{name: N, day: 01-01, days_after_easter: 1, source: s}", "2 load.holiday_one_day"},
        {"{name: N, day: 02-30, source: s}", "2 load.not_a_day_of_year"},
        {"{name: N, day: 1. Mai, source: s}", "2 load.not_a_day_of_year"},
        {"{name: N, days_after_easter: viele, source: s}", "2 load.not_a_number"},
        {"{name: N, days_after_easter: 1.5, source: s}", "2 load.not_a_number"},
        {"{name: N, days_after_easter: 400, source: s}", "2 load.not_a_number"},
        {"{name: N, day: 01-01, from_year: 19, source: s}", "2 load.not_a_number"},
        {"{name: N, day: 01-01, from_year: 2020, to_year: 2019, source: s}", "2 load.end_before_start"},
        {"{name: N, day: 01-01, unverified: vielleicht, source: s}", "2 load.not_a_flag"},
        {"{name: N, day: 01-01, places: Eichsfeld, source: s}", "2 load.not_a_list"},
        {"{name: N, day: 01-01, places: [Eichsfeld], source: s}", "2 load.not_a_place"},
        {"{name: N, day: 01-01, places: [], source: s}", "2 load.no_place"},
        {"{name: N, day: 01-01, source: s, sorce: t}", "2 load.unknown_key_meant"},
        {"{name: N, day: 01-01, source: s, something_else: t}", "2 load.unknown_key"},
        {"{name: N, name: M, day: 01-01, source: s}", "2 load.duplicate_key"},
        {"{name: [N], day: 01-01, source: s}", "2 load.not_a_text"},
        {"Neujahr", "2 load.not_a_map"},
    }));
    CAPTURE(row);
    const auto errors = errors_of_holidays("holidays:\n  - " + row + "\n");
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front() == error);
}

TEST_CASE("all errors of a file are told at once, each at its own line") {
    CHECK(errors_of_holidays("holidays:\n"
                             "  - {name: A, day: 13-01, source: s}\n"
                             "  - {name: B, day: 01-02, source: s}\n"
                             "  - name: C\n"
                             "    day: 01-03\n"
                             "    surce: s\n"
                             "holydays: []\n") == Errors{"2 load.not_a_day_of_year", "4 load.missing_key",
                                                         "6 load.unknown_key_meant", "7 load.unknown_key_meant"});
}

TEST_CASE("a file that is no file of ours is told") {
    CHECK(errors_of_holidays("") == Errors{"0 load.not_a_map"});
    CHECK(errors_of_holidays("- a\n") == Errors{"1 load.not_a_map"});
    CHECK(errors_of_holidays("feiertage: []\n") == Errors{"1 load.missing_key", "1 load.unknown_key"});
    CHECK(errors_of_holidays("holidays: {}\n") == Errors{"1 load.not_a_list"});
    CHECK(errors_of_holidays("holidays:\n  - {name: N\n") == Errors{"2 load.syntax"});
    CHECK(errors_of_holidays("holidays: []\nnote: \"offen\nmore: x\n") == Errors{"3 load.syntax"});
    CHECK(errors_of_holidays("holidays: \xFF\n") == Errors{"0 load.not_utf8"});
    CHECK(errors_of([] { load_holidays("no/such/file.yaml"); }) == Errors{"0 load.not_readable"});
    const Folder folder;
    CHECK(errors_of([&] { load_holidays(folder.path()); }) == Errors{"0 load.not_readable"});
}

TEST_CASE("a bad row of the base rates is told with its line") {
    auto [row, error] = GENERATE(table<std::string, std::string>({
        {"{rate: 1.27 %, source: s}", "3 load.missing_key"},
        {"{from: 2026-07-01, source: s}", "3 load.missing_key"},
        {"{from: 2026-07-01, rate: 1.27 %}", "3 load.missing_key"},
        {"{from: 1.7.2026, rate: 1.27 %, source: s}", "3 load.not_a_date"},
        {"{from: 2026-07-01, rate: 1.3 %, source: s}", "3 load.not_a_rate"},
        {"{from: 2026-07-01, rate: --1.27 %, source: s}", "3 load.not_a_rate"},
        {"{from: 2026-07-01, rate: hoch, source: s}", "3 load.not_a_rate"},
        {"{from: 2026-07-02, rate: 1.27 %, source: s}", "3 load.base_rate_day"},
        {"{from: 2026-04-01, rate: 1.27 %, source: s}", "3 load.base_rate_day"},
        {"{from: 2026-07-01, to: 2026-06-30, rate: 1.27 %, source: s}", "3 load.end_before_start"},
        {"{from: 2026-01-01, rate: 1.27 %, source: s}", "3 load.not_ascending"},
        {"{from: 2025-07-01, rate: 1.27 %, source: s}", "3 load.not_ascending"},
        {"{from: 2026-07-01, rate: 1.27 %, source: s, form: 1}", "3 load.unknown_key_meant"},
    }));
    CAPTURE(row);
    const auto errors = errors_of_base_rates("base_rates:\n  - {from: 2026-01-01, rate: -0.88 %, source: s}\n  - " +
                                             row + "\n");
    REQUIRE_FALSE(errors.empty());
    CHECK(errors.front() == error);
}

TEST_CASE("base rates must not overlap") {
    CHECK(errors_of_base_rates("base_rates:\n"
                               "  - {from: 2016-07-01, to: 2022-12-31, rate: -0.88, source: s}\n"
                               "  - {from: 2022-07-01, rate: 1.62, source: s}\n") == Errors{"3 load.overlapping"});
}

TEST_CASE("a base rate may be negative") {
    const Folder folder;
    const auto rates = load_base_rates(folder.file(
        "base-rates.yaml", "base_rates:\n  - {from: 2026-07-01, rate: -0.88 %, source: s, unverified: true}\n"));
    REQUIRE(rates.rows.size() == 1);
    CHECK(rates.rows[0].hundredths == -88);
    CHECK(rates.rows[0].source == "s");
    CHECK(rates.rows[0].unverified);
}

TEST_CASE("texts may be nested, and a folder's files are read together") {
    const Folder folder;
    folder.file("texts.de.a.yaml", "money:\n  spelling: kein Betrag\n");
    folder.file("texts.de.yaml", "money.too_large: zu groß\n");
    folder.file("texts.en.a.yaml", "money:\n  spelling: no amount\n");
    const auto german = load_texts(folder.path());
    CHECK(german.sentence("money.spelling") == "kein Betrag");
    CHECK(german.sentence("money.too_large") == "zu groß");
    CHECK(load_texts(folder.path(), "en").sentence("money.spelling") == "no amount");
    CHECK(errors_of([&] { load_texts(folder.path(), "fr"); }) == Errors{"0 load.no_texts"});
}

TEST_CASE("a bad text is told with its line") {
    CHECK(errors_of_texts("a: {b: x}\na.b: y\n") == Errors{"2 load.duplicate_key"});
    CHECK(errors_of_texts("a: [x]\n") == Errors{"1 load.not_a_text"});
    CHECK(errors_of_texts("a: ok\nb: offen {year\n") == Errors{"2 load.text_braces"});
    CHECK(errors_of_texts("b: zu} {viel\n") == Errors{"1 load.text_braces"});
}

TEST_CASE("the errors of all text files are told together") {
    const Folder folder;
    folder.file("texts.de.a.yaml", "a: [x]\n");
    folder.file("texts.de.b.yaml", "b: 'offen\n");
    folder.file("texts.de.c.yaml", "c: x\n");
    folder.file("texts.de.d.yaml", "c: y\n");
    const auto errors = errors_of([&] { load_texts(folder.path()); });
    CAPTURE(errors);
    REQUIRE(errors.size() == 3);
    CHECK(errors[0] == "1 load.not_a_text");
    CHECK(errors[1].ends_with("load.syntax"));
    CHECK(errors[2] == "1 load.duplicate_key");
}

TEST_CASE("an error reads as file, line, what is wrong and what was meant") {
    const Folder folder;
    const auto file = folder.file("holidays.yaml", "holidays:\n  - {name: N, day: 01-01, sorce: s}\n");
    const auto texts = load_texts(config_file("texts.de.domain.yaml"));
    try {
        load_holidays(file);
        FAIL("a bad file was accepted");
    } catch (const BadFile& bad) {
        REQUIRE(bad.errors().size() == 2);
        CHECK(sentence_of(bad.errors()[0], texts) == file.string() + ":2: Der Schlüssel „source“ fehlt.");
        CHECK(sentence_of(bad.errors()[1], texts) ==
              file.string() + ":2: Der Schlüssel „sorce“ ist hier nicht bekannt. Gemeint ist „source“?");
        CHECK(std::string{bad.what()}.starts_with(file.string() + ":2: load.missing_key key=source\n"));
    }
}

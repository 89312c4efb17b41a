#include "domain/texts.hpp"

#include "domain/ledger_account.hpp"
#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <iterator>
#include <regex>

using namespace foerderlauf;

namespace {

const Texts& shipped() {
    static const Texts texts = load_texts(config_file("texts.de.domain.yaml"));
    return texts;
}

/// Every string of the code of these rooms that is spelled like a message key: `money.spelling`.
std::set<std::string> keys_in_code() {
    static const std::regex key{R"re("([a-z][a-z0-9_]*(\.[a-z0-9_]+)+)")re"};
    std::set<std::string> keys;
    for (const auto* room : {"base", "domain", "budget"})
        for (const auto& entry :
             std::filesystem::directory_iterator{std::filesystem::path{SOURCE_DIR} / "src" / room}) {
            if (entry.path().extension() != ".cpp") continue;
            std::ifstream stream{entry.path()};
            const std::string code{std::istreambuf_iterator<char>{stream}, {}};
            for (auto at = std::sregex_iterator{code.begin(), code.end(), key}; at != std::sregex_iterator{}; ++at)
                keys.insert((*at)[1]);
        }
    return keys;
}

}  // namespace

TEST_CASE("every message of the lowest rooms has a German sentence") {
    const auto keys = keys_in_code();
    CHECK(keys.size() > 50);
    for (const auto& key : keys) {
        CAPTURE(key);
        CHECK(shipped().knows(key));
    }
}

TEST_CASE("no sentence is left that nobody says") {
    const auto keys = keys_in_code();
    for (const auto& [key, sentence] : shipped().all()) {
        CAPTURE(key);
        CHECK(keys.contains(key));
    }
}

TEST_CASE("the values of a refusal fill every place of its sentence") {
    const std::vector<Refusal> refusals = {
        Money::parse("1.23").error(),
        Money::parse("999999999999999").error(),
        Percent::parse("80").error(),
        Percent::parse("100.01").error(),
        parse_date("gestern").error(),
        parse_date("2026-02-31").error(),
        parse_date("1800-01-01").error(),
        Length::parse("bald").error(),
        parse_service_kind("fax").error(),
        parse_ledger_account("x").error(),
        interest(Money{}, day("2026-07-01"), day("2026-07-01"), base_rates()).error(),
        interest(Money{}, day("2010-07-01"), day("2026-07-01"), base_rates()).error(),
        interest(Money{}, day("2026-07-01"), day("2026-06-01"), base_rates()).error(),
        interest(Money::cents(-1), day("2026-06-01"), day("2026-06-01"), base_rates()).error()};
    for (const auto& refusal : refusals) {
        const auto sentence = shipped().sentence(refusal.message);
        CAPTURE(sentence);
        CHECK(sentence.find('{') == std::string::npos);
        CHECK(sentence.find("«") == std::string::npos);
    }
}

TEST_CASE("a sentence prints values as people read them") {
    const Texts texts{
        {{"t", "{v}"}, {"c", "{missing_cents}"}, {"r", "{rate}"}, {"word.yes", "ja"}, {"word.no", "nein"}}};
    const std::string blank = "\xC2\xA0";
    auto [key, values, sentence] = GENERATE_COPY(table<std::string, Record, std::string>({
        {"t", {{"v", "Ansatz"}}, "Ansatz"},
        {"t", {{"v", FreeText{"frei"}}}, "frei"},
        {"t", {{"v", 2027}}, "2027"},  // a year is no amount
        {"t", {{"v", "2026-11-21"}}, "21.11.2026"},
        {"t", {{"v", "2026-02-31"}}, "2026-02-31"},
        {"t", {{"v", true}}, "ja"},
        {"t", {{"v", false}}, "nein"},
        {"t", {{"v", List{"a", 2, "2026-01-01"}}}, "a, 2, 01.01.2026"},
        {"t", {{"v", Fraction{"1.5"}}}, "1.5"},
        {"t", {{"v", Value{}}}, ""},
        {"t", {{"v", "{c}"}}, "{c}"},  // a value is never taken for a template
        {"c", {{"missing_cents", 400000}}, "4.000,00" + blank + "€"},
        {"c", {{"missing_cents", List{100, 200}}}, "1,00" + blank + "€, 2,00" + blank + "€"},
        {"r", {{"rate", "80.00"}}, "80" + blank + "%"},
        {"t", {}, "{v}"},  // what is missing is seen
    }));
    CHECK(texts.sentence(key, values) == sentence);
}

TEST_CASE("a sentence may have several places, and the same one twice") {
    const Texts texts{{{"line", "Für {year} fehlen {missing_cents} ({year})."}}};
    CHECK(texts.sentence({"line", {{"year", 2027}, {"missing_cents", 1}}}) == "Für 2027 fehlen 0,01\xC2\xA0€ (2027).");
}

TEST_CASE("a missing sentence shows its key") {
    CHECK(Texts{}.sentence("no.such_key") == "«no.such_key»");
    CHECK_FALSE(Texts{}.knows("no.such_key"));
}

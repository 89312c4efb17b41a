#include "unit/forms/form_under_test.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Result<Record> from_json(const std::string& name, Value value) {
    return decode(form(), {{name, std::move(value)}}, Spelling::Json);
}
Result<Record> from_page(const std::string& name, const std::string& text) {
    return decode(form(), {{name, text}}, Spelling::German);
}

std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("JSON values of the right type are taken in") {
    const auto [name, given, taken] = GENERATE(table<std::string, Value, Value>({
        {"title", "Ölförder", FreeText{"Ölförder"}},
        {"description", "a\tb\r\nc", FreeText{"a\tb\nc"}},
        {"budget_line", "16 90/633 01", "16 90/633 01"},
        {"amount_cents", 0, 0},
        {"amount_cents", std::int64_t{10'000'000'000'000}, std::int64_t{10'000'000'000'000}},
        {"bonus_cents", 100, 100},
        {"change_cents", -1000, -1000},
        {"count", 9, 9},
        {"rate", "66.67", "66.67"},
        {"rate", "100.00", "100.00"},
        {"due", "2028-02-29", "2028-02-29"},
        {"agreed", false, false},
        {"type", "fixed", "fixed"},
        {"object", "2c", "2c"},
        {"recipient", "16075085", "16075085"},
        {"recipient", "160755013000", "160755013000"},
        {"iban", "de89 3704 0044 0532 0130 00", FreeText{"DE89370400440532013000"}},
        {"plan", List{}, List{}},
    }));
    INFO(name);
    const auto result = from_json(name, given);
    REQUIRE(result);
    CHECK(*result == Record{{name, taken}});
}

TEST_CASE("JSON values of another type are refused with their field") {
    const auto [name, given, key] = GENERATE(table<std::string, Value, std::string>({
        {"title", 5, "field.not_text"},
        {"title", List{"a"}, "field.not_text"},
        {"title", "zwölf Zeichen", "field.too_long"},
        {"title", "a\nb", "field.one_line"},
        {"description", "a\x01", "field.control_character"},
        {"description", "a\rb", "field.control_character"},
        {"description", "a\x7F", "field.control_character"},
        {"description", "a\xC2\x85", "field.control_character"},
        {"description", std::string{"a\0b", 3}, "field.control_character"},
        {"description", "a\xFF", "field.not_utf8"},
        {"description", "\xED\xA0\x80", "field.not_utf8"},
        {"amount_cents", Fraction{"1.0"}, "field.amount_fraction"},
        {"amount_cents", Fraction{"1e3"}, "field.amount_fraction"},
        {"amount_cents", "100", "field.amount_text"},
        {"amount_cents", true, "field.amount_not_integer"},
        {"amount_cents", -1, "field.amount_negative"},
        {"amount_cents", std::int64_t{10'000'000'000'001}, "field.amount_too_large"},
        {"bonus_cents", 99, "field.amount_too_small"},
        {"bonus_cents", 501, "field.amount_too_large"},
        {"count", 0, "field.integer_too_small"},
        {"count", 10, "field.integer_too_large"},
        {"count", "5", "field.not_integer"},
        {"count", Fraction{"5.5"}, "field.not_integer"},
        {"rate", "80", "field.rate_json"},
        {"rate", "80.00 %", "field.rate_json"},
        {"rate", 80, "field.rate_json"},
        {"rate", "100.01", "field.rate_too_large"},
        {"due", "2026-02-31", "field.no_such_day"},
        {"due", "31.01.2026", "field.date_json"},
        {"due", "1026-02-01", "field.date_range"},
        {"due", 20260131, "field.date_json"},
        {"agreed", "true", "field.not_flag_json"},
        {"agreed", 1, "field.not_flag_json"},
        {"type", "Anteil", "field.not_an_option"},
        {"type", 1, "field.not_an_option"},
        {"object", "3a", "field.not_an_option"},
        {"recipient", "1607508", "field.not_a_recipient"},
        {"recipient", 16075085, "field.not_a_recipient"},
        {"iban", "DE89370400440532013001", "field.iban_check"},
        {"iban", "DE8937040044053201300", "field.iban_shape"},
        {"plan", "none", "field.not_rows"},
        {"plan", Record{}, "field.not_rows"},
        {"documents", List{}, "field.read_only"},
        {"documents", Value{}, "field.read_only"},
        {"titel", "a", "field.unknown_near"},
        {"surely_unknown", 1, "field.unknown"},
    }));
    INFO(name << " " << key);
    const auto result = from_json(name, given);
    CHECK(error_at(result, name) == key);
    const auto sentence = texts().sentence(result.error().fields.begin()->second);
    CHECK(sentence.find("«") == std::string::npos);
    CHECK(sentence.find('{') == std::string::npos);
}

TEST_CASE("what is typed into a page is read as Germans write it") {
    const auto [name, typed, taken] = GENERATE(table<std::string, std::string, Value>({
        {"title", "  Titel ", FreeText{"Titel"}},
        {"amount_cents", "1.234,56", 123456},
        {"amount_cents", "1234", 123400},
        {"amount_cents", " 80.000 € ", 8000000},
        {"change_cents", "-10,00", -1000},
        {"count", " 7 ", 7},
        {"rate", "80", "80.00"},
        {"rate", "66,67 %", "66.67"},
        {"rate", "80,00%", "80.00"},
        {"due", "1.2.2026", "2026-02-01"},
        {"due", "21.11.2026", "2026-11-21"},
        {"due", "2026-11-21", "2026-11-21"},
        {"agreed", "Ja", true},
        {"agreed", "nein", false},
        {"type", "share", "share"},
        {"recipient", " 16075085 ", "16075085"},
        {"iban", "DE89 3704 0044 0532 0130 00", FreeText{"DE89370400440532013000"}},
        {"title", "   ", Value{}},
        {"amount_cents", "", Value{}},
        {"plan", "", Value{}},
    }));
    INFO(name << " " << typed);
    const auto result = from_page(name, typed);
    REQUIRE(result);
    CHECK(*result == Record{{name, taken}});
}

TEST_CASE("what could mean two things on a page is asked back") {
    const auto [name, typed, key] = GENERATE(table<std::string, std::string, std::string>({
        {"amount_cents", "1.23", "field.amount_ambiguous"},
        {"amount_cents", "80000.5", "field.amount_ambiguous"},
        {"amount_cents", "1,234.56", "field.amount_ambiguous"},
        {"amount_cents", "5,5", "field.amount_spelling"},
        {"amount_cents", "12 345,00", "field.amount_spelling"},
        {"amount_cents", "viel", "field.amount_spelling"},
        {"amount_cents", "-5", "field.amount_negative"},
        {"amount_cents", "200.000.000.000", "field.amount_too_large"},
        {"count", "7,5", "field.not_integer"},
        {"count", "99999999999999999999", "field.not_integer"},
        {"rate", "80.00", "field.rate_german"},
        {"rate", "66,6", "field.rate_german"},
        {"rate", "101", "field.rate_too_large"},
        {"due", "31.02.2026", "field.no_such_day"},
        {"due", "morgen", "field.date_german"},
        {"agreed", "on", "field.not_flag_german"},
    }));
    INFO(typed);
    CHECK(error_at(from_page(name, typed), name) == key);
}

TEST_CASE("an ambiguous amount is asked back with what may be meant") {
    const auto result = from_page("amount_cents", "1.23");
    REQUIRE_FALSE(result);
    CHECK(texts().sentence(result.error().fields.at("amount_cents")) ==
          "„Betrag“: „1.23“ ist nicht eindeutig. Meinen Sie 1,23\xC2\xA0€? Dann schreiben Sie den Betrag bitte mit "
          "Komma vor den Cent.");
}

TEST_CASE("a choice that is not offered is refused with what is") {
    const auto result = from_json("type", "shares");
    REQUIRE_FALSE(result);
    CHECK(texts().sentence(result.error().fields.at("type")) ==
          "„Art“: „shares“ steht nicht zur Wahl. Möglich sind: share, fixed.");
}

TEST_CASE("length counts characters, not bytes") {
    CHECK(from_json("title", repeated("ö", 10)));
    CHECK(error_at(from_json("title", repeated("ö", 11)), "title") == "field.too_long");
    CHECK(from_json("description", repeated("a", 20'000)));
    CHECK_FALSE(from_json("description", repeated("a", 20'001)));
}

TEST_CASE("an empty value removes, in rows it is left out") {
    const auto result = decode(
        form(), {{"title", Value{}}, {"due", ""}, {"plan", List{Record{{"item", "a"}, {"amount_cents", Value{}}}}}},
        Spelling::Json);
    REQUIRE(result);
    CHECK(*result == Record{{"title", Value{}}, {"due", Value{}}, {"plan", List{Record{{"item", FreeText{"a"}}}}}});
}

TEST_CASE("every error of every row is told at once, by the name the sender used") {
    const List rows{Record{{"item", 1}, {"amount_cents", 0}}, "no row", Record{{"amount", 5}}};
    const auto result = decode(form(), {{"plan", rows}, {"agreed", "x"}, {"title", "ok"}}, Spelling::Json);
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == Refusal::Kind::BadInput);
    std::map<std::string, std::string> keys;
    for (const auto& [name, message] : result.error().fields) keys[name] = message.key;
    CHECK(keys == std::map<std::string, std::string>{{"agreed", "field.not_flag_json"},
                                                     {"plan.0.amount_cents", "field.amount_too_small"},
                                                     {"plan.0.item", "field.not_text"},
                                                     {"plan.1", "field.row_not_object"},
                                                     {"plan.2.amount", "field.unknown"}});
}

TEST_CASE("more rows than the form allows are refused as a whole") {
    const Record row{{"item", "a"}, {"amount_cents", 1}};
    CHECK(decode(form(), {{"plan", List{row, row, row}}}, Spelling::Json));
    CHECK(error_at(decode(form(), {{"plan", List{row, row, row, row}}}, Spelling::Json), "plan") ==
          "field.too_many_rows");
}

TEST_CASE("a name that is no UTF-8 or endless is refused without being repeated") {
    const auto broken = decode(form(), {{"\xFF\xFE", 1}}, Spelling::Json);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().fields.begin()->first.empty());
    const auto endless = decode(form(), {{repeated("ä", 5000), 1}}, Spelling::Json);
    REQUIRE_FALSE(endless);
    CHECK(endless.error().fields.begin()->first == repeated("ä", 100));
}

TEST_CASE("IBANs of other countries are judged by their check digits") {
    const auto [iban, key] = GENERATE(table<std::string, std::string>({
        {"GB82 WEST 1234 5698 7654 32", ""},
        {"NO9386011117947", ""},
        {"FR1420041010050500013M02606", ""},
        {"GB82WEST12345698765433", "field.iban_check"},
        {"XX00", "field.iban_shape"},
        {"1234567890123456", "field.iban_shape"},
        {"DE89-3704-0044-0532-0130-00", "field.iban_shape"},
        {"DE8937040044053201300A", "field.iban_shape"},
    }));
    CHECK(error_at(from_json("iban", iban), "iban") == key);
}

#include "base/search_words.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

bool found(std::string_view text, std::string_view wanted) {
    return has_words(indexed_words(text), wanted_words(wanted));
}

}  // namespace

TEST_CASE("German spellings find each other, in whichever way they are written") {
    for (const auto* wanted : {"Pößneck", "Poessneck", "pössneck", "POSSNECK", "PÖẞNECK", "Po\u0308ßneck", "Poeß"})
        for (const auto* text : {"Stadt Pößneck", "Poessneck, Stadt", "Po\u0308ssneck"}) {
            INFO(wanted << " in " << text);
            const bool without_dots = std::string{wanted} == "POSSNECK" && std::string{text}.starts_with("Poe");
            CHECK(found(text, wanted) != without_dots);
        }
    CHECK(found("Café Łódź", "cafe lodz"));
    CHECK(found("Заявка Ελλάδα", "заявка ελλάδα"));
    CHECK_FALSE(found("neu", "neue"));
    CHECK(found("neue", "neu"));
}

TEST_CASE("a word may go on but not begin earlier; words with signs between them stand side by side") {
    CHECK(found("Schnittstelle Dokumente", "schnitt dok"));
    CHECK_FALSE(found("Schnittstelle", "stelle"));
    CHECK(found("EGOV-2026-0042", "EGOV-2026-0042"));
    CHECK(found("EGOV-2026-0042", "2026-00"));
    CHECK_FALSE(found("2026 EGOV 0042", "EGOV-2026"));
    CHECK(found("2026 EGOV 0042", "EGOV 2026"));
}

TEST_CASE("operators of the index are words, and what holds no word looks for nothing") {
    for (const auto* nothing : {"", "  ", "\"", "*", "-", "(", "^:{}", "\u2014 \u2026", "\xFF\xFE"})
        CHECK(wanted_words(nothing).empty());
    CHECK(wanted_words("NEAR(a b)") == std::vector<std::vector<std::string>>{{"near", "a"}, {"b"}});
    CHECK(wanted_words("told:x OR NOT y*") ==
          std::vector<std::vector<std::string>>{{"told", "x"}, {"or"}, {"not"}, {"y"}});
    CHECK_FALSE(has_words("irgendetwas", {}));
}

TEST_CASE("however long a query is, it looks for a dozen groups of a dozen words") {
    std::string apart, together;
    for (int i = 0; i < 10'000; ++i) {
        apart += "a ";
        together += "a-";
    }
    CHECK(wanted_words(apart).size() == 12);
    CHECK(wanted_words(together).front().size() == 12);
    CHECK(wanted_words(std::string(10'000, 'x')).front().front().size() == 64);
    CHECK(found(std::string(10'000, 'x'), std::string(10'000, 'x')));
}

#include "exchange/csv.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("what is written as CSV is read back as it was") {
    const std::vector<std::vector<std::string>> records = {
        {"Aktenzeichen", "Vorhaben"}, {"EGOV-2026-0042", "Kurse; \"Moodle\", Teil 1"}, {"", "Pößneck 🚀"}};
    std::vector<LoadError> errors;
    const auto read = read_csv(write_csv(records, ';'), "x.csv", errors, ';');
    CHECK(errors.empty());
    REQUIRE(read.size() == 3);
    for (std::size_t n = 0; n < records.size(); ++n) CHECK(read[n].fields == records[n]);
}

TEST_CASE("no text becomes a formula in a spreadsheet, and none breaks its line") {
    const std::string text = GENERATE("=HYPERLINK(1)", "+49 3647", "-1", "@sum", "\t=1", "\r\n=1");
    INFO(text);
    const auto bytes = write_csv({{text}}, ';');
    CHECK(bytes.substr(0, 4) == "\xEF\xBB\xBF'");
    CHECK(bytes.find('\n') == bytes.size() - 1);
}

#include "reports/report.hpp"

#include "report_history.hpp"
#include "sheet_xml.hpp"
#include "store/folder.hpp"

#include <regex>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// `1234.5` in cents, digit by digit.
std::int64_t cents_of(const std::string& number) {
    std::smatch parts;
    REQUIRE(std::regex_match(number, parts, std::regex{R"((-?)(\d+)(?:\.(\d{1,2}))?)"}));
    const auto fraction = (parts[3].str() + "00").substr(0, 2);
    const auto cents = std::stoll(parts[2].str()) * 100 + std::stoll(fraction);
    return parts[1].length() ? -cents : cents;
}

struct Sum {
    std::string column;
    int first, last;
    std::int64_t stored;
};

/// The cells of a sheet that hold numbers, by column and row, and its sums apart from them.
struct Numbers {
    std::map<std::pair<std::string, int>, std::int64_t> cells;
    std::vector<Sum> sums;
};

Numbers numbers_in(const std::string& xml) {
    static const std::regex cell{R"re(<c r="([A-Z]+)(\d+)"(?: s="\d+")?>(?:<f>([^<]*)</f>)?<v>([^<]*)</v></c>)re"};
    static const std::regex subtotal{R"(SUBTOTAL\(109,[A-Z]+(\d+):[A-Z]+(\d+)\))"};
    Numbers found;
    for (std::sregex_iterator each{xml.begin(), xml.end(), cell}, end; each != end; ++each) {
        const auto formula = (*each)[3].str();
        const auto value = cents_of((*each)[4]);
        std::smatch range;
        if (std::regex_match(formula, range, subtotal))
            found.sums.push_back({(*each)[1], std::stoi(range[1]), std::stoi(range[2]), value});
        else found.cells[{(*each)[1], std::stoi((*each)[2])}] = value;
    }
    return found;
}

}  // namespace

// A program that shows a workbook without calculating it, as previews do, shows what is stored.
TEST_CASE_METHOD(ReportHistory, "the sum stored beside a formula is the sum of the cells it names") {
    const TestFolder folder;
    const ReportCatalogue catalogue{SOURCE_DIR "/reports"};
    const auto* report = GENERATE("budget-overview", "grants", "applications");
    INFO(report);
    const auto file = folder.path() / "report.xlsx";
    REQUIRE(catalogue.write(report, {"", {}, {}, everything(), "Herr Otto"}, store, programmes, texts(), clock, file));
    const auto numbers = numbers_in(sheet_xml(file, 1));
    std::int64_t largest = 0;
    for (const auto& sum : numbers.sums) {
        std::int64_t counted = 0;
        for (const auto& [place, value] : numbers.cells)
            if (place.first == sum.column && place.second >= sum.first && place.second <= sum.last) counted += value;
        INFO(sum.column << sum.first << ':' << sum.last);
        CHECK(sum.stored == counted);
        largest = std::max(largest, counted);
    }
    CHECK(largest > 0);
}

// Which budget lines give no more: told once at the top of the budget page.
#include "web/pages/budget_alert.hpp"

#include "domain/load.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const Words& german() {
    static const Texts texts = load_texts(SOURCE_DIR "/config");
    static const Words words{texts, Date{std::chrono::year{2026} / 11 / 20}};
    return words;
}

/// 1,000.00 in all, so much of it free; `later_free` of a commitment appropriation of 500.00 for 2027.
BudgetRow row(std::int64_t free, std::int64_t later_free = 50'000, int year = 2026) {
    BudgetRow row;
    row.line = "16 90/633 01";
    row.year = year;
    row.opened = true;
    row.available = Money::cents(free);
    row.committed = Money::cents(100'000 - free);
    row.commitment_appropriations = {{2027, Money::cents(50'000), {}, {}, Money::cents(later_free)}};
    return row;
}

std::vector<std::string> alerts(const std::vector<BudgetRow>& rows) {
    auto view = budget_alert(rows, german());
    std::vector<std::string> said;
    if (!view.says_something()) return said;
    for (const auto& alert : std::get<View::Views>(view["alerts"].any()))
        said.push_back(std::get<std::string>(std::get<View::Group>(alert.any()).at("alert_words").any()));
    return said;
}

}  // namespace

TEST_CASE("a line with five percent free or more raises no alarm, one with less does, and one with nothing says so") {
    CHECK(alerts({row(5'000)}).empty());
    REQUIRE(alerts({row(4'999)}).size() == 1);
    CHECK(alerts({row(4'999)}).front().find("49,99") != std::string::npos);
    REQUIRE(alerts({row(0)}).size() == 1);
    CHECK(alerts({row(0)}).front().find("nichts mehr frei") != std::string::npos);
}

TEST_CASE("a later year without commitment appropriation is told beside the year itself") {
    CHECK(alerts({row(50'000, 0)}).size() == 1);
    CHECK(alerts({row(0, 0)}).size() == 2);
    auto never_given = row(50'000, 0);
    never_given.commitment_appropriations.front().appropriation = {};
    CHECK(alerts({never_given}).empty());
}

TEST_CASE("nobody is alarmed by a year that is over, one that is not opened, or a line without money") {
    CHECK(alerts({row(0, 0, 2025)}).empty());
    auto closed = row(0, 0, 2027);
    closed.opened = false;
    CHECK(alerts({closed}).empty());
    BudgetRow empty;
    empty.opened = true;
    empty.year = 2026;
    CHECK(alerts({empty}).empty());
}

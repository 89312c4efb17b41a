#include "web/api/report_jobs.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("an order keeps what was asked for and the rights it was asked with") {
    ReportOptions asked{"thuerfag",
                        2026,
                        parse_date("2026-03-02").value(),
                        {false, {"thuerfag"}, {"16075085"}, {"consultation"}},
                        "Herr Otto"};
    const auto kept = options_of(report_order(7, "grants", asked));
    CHECK(kept.programme == "thuerfag");
    CHECK(kept.year == 2026);
    CHECK(kept.as_of == asked.as_of);
    CHECK(kept.asked_by == "Herr Otto");
    CHECK_FALSE(kept.visibility.everything);
    CHECK(kept.visibility.programmes == std::vector<std::string>{"thuerfag"});
    CHECK(kept.visibility.recipients == std::vector<std::string>{"16075085"});
    const auto bare = options_of(report_order(7, "grants", {}));
    CHECK_FALSE(bare.year);
    CHECK_FALSE(bare.as_of);
    CHECK_FALSE(bare.visibility.everything);
}

TEST_CASE("a workbook is not handed out once rights have changed, neither for fewer nor for more") {
    const Visibility then{false, {"thueregovrl"}, {}, {}};
    ReportOptions options;
    options.visibility = then;
    const auto order = report_order(7, "grants", options);
    CHECK(same_rights(order, then));
    CHECK_FALSE(same_rights(order, {}));
    CHECK_FALSE(same_rights(order, {true, {}, {}, {}}));
    CHECK_FALSE(same_rights(order, {false, {"thuerfag"}, {}, {}}));
    CHECK_FALSE(same_rights(order, {false, {"thueregovrl"}, {"16075085"}, {}}));
}

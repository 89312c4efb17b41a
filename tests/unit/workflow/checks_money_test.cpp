#include "unit/workflow/checks_ask.hpp"
#include "unit/workflow/load_shipped.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Recommended : Asking {
    explicit Recommended(List slices = {slice(2026, 3000), slice(2027, 5000)}) {
        file.machines[0].given["recommend"] = {{"eligible_cents", 10000},
                                               {"financing_type", "proportional"},
                                               {"rate", "80.00"},
                                               {"award_cents", 8000},
                                               {"slices", std::move(slices)}};
        file.forms["application"] = {{"funding_object", "2c"},
                                     {"requested_cents", 8000},
                                     {"cost_plan", List{cost(10000)}},
                                     {"financing_plan", List{cover("own", 2000)}}};
    }
    Record& recommendation() { return file.machines[0].given["recommend"]; }
};

const Record limits{{"limits", List{"requested", "plan", "rate", "cap", "financing_type"}},
                    {"costs", "application.cost_plan"},
                    {"cover", "application.financing_plan"}};

}  // namespace

TEST_CASE("slices_sum compares to the cent and refuses a year named twice") {
    auto [slices, keys] = GENERATE(table<List, Said>({
        {{slice(2026, 3000), slice(2027, 5000)}, {}},
        {{slice(2026, 3000), slice(2027, 4999)}, {"slices: field.slices_sum"}},
        {{slice(2026, 3000), slice(2026, 5000)}, {"slices: field.year_twice"}},
    }));
    Asking asking;
    asking.step = "recommend";
    asking.input = {{"award_cents", 8000}, {"slices", slices}};
    CHECK(said(asking.ask("slices_sum", {{"slices", "slices"}, {"total", "award_cents"}})) == keys);
}

TEST_CASE("cuts_explain wants cuts that add up to what is not accepted") {
    auto [eligible, cuts,
          keys] = GENERATE(table<std::int64_t, std::int64_t, Said>({{10000, 0, {}},
                                                                    {9000, 1000, {}},
                                                                    {9000, 0, {"cuts: field.cuts_missing"}},
                                                                    {9000, 999, {"cuts: field.cuts_sum"}},
                                                                    {10000, 1, {"cuts: field.cuts_sum"}},
                                                                    {11000, 0, {}}}));
    Recommended asking;
    asking.step = "recommend";
    asking.input = {{"eligible_cents", eligible}};
    if (cuts > 0) asking.input["cuts"] = List{Record{{"item", FreeText{"x"}}, {"amount_cents", cuts}}};
    CAPTURE(eligible, cuts);
    CHECK(said(asking.ask("cuts_explain",
                          {{"costs", "application.cost_plan"}, {"eligible", "eligible_cents"}, {"cuts", "cuts"}})) ==
          keys);
}

TEST_CASE("award_within holds every limit by itself") {
    Recommended asking;
    CHECK(passes(asking.ask("award_within", limits)));
    SECTION("requested") {
        asking.file.forms["application"]["requested_cents"] = 7999;
        CHECK(said(asking.ask("award_within", limits)) == Said{"blocker.award_within.requested"});
    }
    SECTION("rate and financing type") {
        asking.recommendation()["eligible_cents"] = 9999;
        CHECK(said(asking.ask("award_within", limits)) ==
              Said{"blocker.award_within.rate", "blocker.award_within.financing_type"});
    }
    SECTION("a lower rate given binds, although the object allows more") {
        asking.recommendation()["rate"] = "79.99";
        CHECK(said(asking.ask("award_within", limits)) == Said{"blocker.award_within.financing_type"});
    }
    SECTION("plan") {
        asking.recommendation()["eligible_cents"] = 10001;
        CHECK(said(asking.ask("award_within", limits)) == Said{"blocker.award_within.plan"});
    }
    SECTION("deficit: own and other money come first") {
        asking.recommendation()["financing_type"] = "deficit";
        asking.file.forms["application"]["financing_plan"] = List{cover("own", 1000), cover("third_party", 1001)};
        CHECK(said(asking.ask("award_within", limits)) == Said{"blocker.award_within.financing_type"});
    }
}

TEST_CASE("award_within holds the cap of the object") {
    Definition capped = egov();
    capped.funding_objects[0].caps = always(Money::cents(7999));
    Recommended asking;
    asking.situation.balances = &asking.balances;
    const std::string source;
    const auto ask = [&] {
        return find_check("award_within")({capped, asking.file, asking.situation, asking.file.main(),
                                           *egov().main().step("approve"), asking.actor, asking.input, limits, source});
    };
    CHECK(said(ask()) == Said{"blocker.award_within.cap"});
    CHECK(words().knows("blocker.award_within.cap"));
    capped.funding_objects[0].caps = always(Money::cents(8000));
    CHECK(passes(ask()));
}

TEST_CASE("request_within_rate holds cap and floor of the object") {
    Definition bounded = egov();
    Recommended asking;
    const std::string source;
    const Record parameters{{"costs", "application.cost_plan"}, {"requested", "application.requested_cents"}};
    const auto ask = [&] {
        return find_check("request_within_rate")({bounded, asking.file, asking.situation, asking.file.main(),
                                                  *egov().main().step("submit"), asking.actor, asking.input, parameters,
                                                  source});
    };
    CHECK(passes(ask()));
    bounded.funding_objects[0].caps = always(Money::cents(7999));
    CHECK(said(ask()) == Said{"blocker.request_within_rate.cap"});
    bounded.funding_objects[0].caps.clear();
    bounded.funding_objects[0].floors = always(Money::cents(8001));
    CHECK(said(ask()) == Said{"blocker.request_within_rate.floor"});
    bounded.funding_objects[0].floors = always(Money::cents(8000));
    CHECK(passes(ask()));
}

TEST_CASE("slice_in_past_year looks at the year of today") {
    Recommended asking{{slice(2025, 1), slice(2026, 1), slice(2024, 1)}};
    CHECK(said(asking.ask("slice_in_past_year", {{"slices", "recommend.slices"}})) ==
          Said{"blocker.slice_in_past_year", "blocker.slice_in_past_year"});
    Recommended fine;
    CHECK(passes(fine.ask("slice_in_past_year", {{"slices", "recommend.slices"}})));
    fine.situation.today = day("2027-01-01");
    CHECK(said(fine.ask("slice_in_past_year", {{"slices", "recommend.slices"}})) == Said{"blocker.slice_in_past_year"});
}

TEST_CASE("a recommendation of last year does not stand in the way of a new one") {
    // What the clerk saw: „Zur Bewilligung empfehlen“ stayed grey after a case was returned over the turn of the year.
    Recommended asking{{slice(2025, 8000)}};
    asking.step = "recommend";
    asking.attempted = false;
    CHECK(passes(asking.ask("slice_in_past_year", {{"slices", "recommend.slices"}})));
    asking.file.forms["application"]["requested_cents"] = 7000;
    CHECK(passes(asking.ask("award_within", limits)));
}

TEST_CASE("every_slice_covered draws this year on the appropriation and later years on the commitment appropriation") {
    Recommended asking;
    asking.step = "reserve";
    asking.free(2026, 2026, 3000);
    asking.free(2026, 2027, 5000);
    CHECK(passes(asking.ask("every_slice_covered")));
    asking.free(2026, 2026, 2999);
    CHECK(said(asking.ask("every_slice_covered")) == Said{"blocker.every_slice_covered.this_year"});
    asking.free(2026, 2027, 4999);
    asking.free(2027, 2027, 999999);  // next year's own money is not to be bound now
    CHECK(said(asking.ask("every_slice_covered")) ==
          Said{"blocker.every_slice_covered.this_year", "blocker.every_slice_covered.later_year"});
    asking.situation.budget_lines.clear();
    CHECK(said(asking.ask("every_slice_covered")) == Said{"blocker.every_slice_covered.no_line"});
}

TEST_CASE("every_slice_covered at the approval counts the case's own reservation as free, and only that") {
    Recommended asking;
    const Record own{{"own_reservation", true}};
    asking.holds("reserved", 2026, 2026, 3000);
    asking.holds("reserved", 2026, 2027, 5000);
    CHECK(passes(asking.ask("every_slice_covered", own)));
    asking.file.held[{"16 90/633 01", 2026, 2027, "reserved"}] = Money::cents(4999);  // a cent of it is somebody else's
    CHECK(said(asking.ask("every_slice_covered", own)) == Said{"blocker.every_slice_covered.later_year"});
}

TEST_CASE("where several budget lines fit, the officer is asked before anything is booked") {
    // What the clerk saw: with two lines the first was taken unchecked.
    Recommended asking;
    asking.step = "reserve";
    asking.situation.budget_lines = {"16 90/633 01", "16 90/633 02"};
    CHECK(said(asking.ask("every_slice_covered")) == Said{"budget_line: field.budget_line_missing"});
    asking.attempted = false;
    CHECK(passes(asking.ask("every_slice_covered")));
    asking.attempted = true;
    asking.input["budget_line"] = "16 90/633 02";
    CHECK(said(asking.ask("every_slice_covered")) ==
          Said{"blocker.every_slice_covered.this_year", "blocker.every_slice_covered.later_year"});
    asking.input["budget_line"] = "1/1";
    CHECK(said(asking.ask("every_slice_covered")) == Said{"budget_line: field.budget_line"});
}

TEST_CASE("reserved wants exactly the slices, reserved in this budget year") {
    Recommended asking;
    CHECK(said(asking.ask("reserved")) == Said{"blocker.reserved"});
    asking.holds("reserved", 2026, 2026, 3000);
    CHECK(said(asking.ask("reserved")) == Said{"blocker.reserved"});
    asking.holds("reserved", 2026, 2027, 5000);
    CHECK(passes(asking.ask("reserved")));
    asking.holds("reserved", 2026, 2027, 5001);
    CHECK(said(asking.ask("reserved")) == Said{"blocker.reserved"});
    Recommended old;
    old.holds("reserved", 2025, 2026, 3000);
    old.holds("reserved", 2025, 2027, 5000);
    CHECK(said(old.ask("reserved")) == Said{"blocker.reserved.past_year"});
}

TEST_CASE("reservation_over is true on the day after") {
    Asking asking;
    asking.step = "release_reservation";
    asking.runs("budget_year", "2026-11-02", "release_reservation");
    asking.runs("supply", "2026-01-01", "lapse");
    CHECK(said(asking.ask("reservation_over")) == Said{"blocker.reservation_over"});
    asking.situation.today = day("2026-11-03");
    CHECK(passes(asking.ask("reservation_over")));
}

TEST_CASE("ledger_clear names what is still on its way, and lets remainders of a commitment be") {
    Asking asking;
    asking.step = "close";
    asking.holds("committed", 2026, 2026, 100);
    asking.holds("paid", 2026, 2026, 100);
    CHECK(passes(asking.ask("ledger_clear")));
    for (const auto* stage : {"reserved", "called", "ordered"}) asking.holds(stage, 2026, 2026, 1);
    CHECK(said(asking.ask("ledger_clear")) ==
          Said{"blocker.ledger_clear", "blocker.ledger_clear", "blocker.ledger_clear"});
}

TEST_CASE("notice_complete names each part that is missing") {
    Recommended asking;
    const Record letter{{"letter", "grant_notice"}};
    CHECK(passes(asking.ask("notice_complete", letter)));
    SECTION("a partial award needs reasons") {
        asking.recommendation()["award_cents"] = 7999;
        CHECK(said(asking.ask("notice_complete", letter)) == Said{"blocker.notice_complete.reasons"});
        asking.file.forms["notice"]["reasons"] = FreeText{"Zu teuer."};
        CHECK(passes(asking.ask("notice_complete", letter)));
    }
    SECTION("court") {
        asking.situation.court_name.clear();
        CHECK(said(asking.ask("notice_complete", letter)) == Said{"blocker.notice_complete.court"});
    }
    SECTION("template") {
        CHECK(said(asking.ask("notice_complete", {{"letter", "love_letter"}})) ==
              Said{"blocker.notice_complete.template"});
    }
    SECTION("authority, award and slices") {
        asking.situation.today = day("1990-10-03");
        asking.file.machines[0].given.clear();
        asking.file.forms["application"]["requested_cents"] = 0;
        const auto verdict = asking.ask("notice_complete", letter);
        // The first authority has no first day: only award and slices are missing then.
        CHECK(said(verdict) == Said{"blocker.notice_complete.award", "blocker.notice_complete.slices"});
    }
    SECTION("a day without an authority") {
        Definition nobody = egov();
        nobody.authorities.clear();
        const std::string source;
        const auto verdict = find_check("notice_complete")({nobody, asking.file, asking.situation, asking.file.main(),
                                                            *egov().main().step("approve"), asking.actor, asking.input,
                                                            letter, source});
        CHECK(said(verdict) == Said{"blocker.notice_complete.authority"});
    }
}

TEST_CASE("a grant is not signed by a template that leaves out what the law asks for") {
    struct Left {
        const char *words, *part;
    };
    const auto left = GENERATE(values<Left>({
        {"{{authority}}", "says_authority"},
        {"{{file_number}}", "says_number"},
        {"{{recipient_name}}", "says_recipient"},
        {"{{recipient_ags}}", "says_key"},
        {"{{submitted_on}}", "says_application"},
        {"{{award}}", "says_award"},
        {"{{award_words}}", "says_award_words"},
        {"{{project_description}}", "says_purpose"},
        {"{{eligible}}", "says_eligible"},
        {"{{#cost_plan}}", "says_plan"},
        {"{{planned_start}}", "says_begin"},
        {"{{planned_end}}", "says_end"},
        {"{{#slices}}", "says_slices"},
        {"{{line}}", "says_line"},
        {"{{financing_type}}", "says_financing"},
        {"{{rate}}", "says_rate"},
        {"{{#conditions}}", "says_conditions"},
        {"{{proof_due}}", "says_proof"},
        {"Rechnungshof", "says_inspection"},
        {"{{reasons}}", "says_reasons"},
        {"Rechtsbehelfsbelehrung", "says_remedy"},
        {"{{court}}", "says_court"},
        {"innerhalb eines Monats", "says_period"},
        {"{{signer_name}}", "says_signer"},
    }));
    Recommended asking;
    Definition changed = egov();
    auto& words = changed.letters.at("grant_notice");
    for (auto at = words.find(left.words); at != std::string::npos; at = words.find(left.words))
        words.erase(at, std::string_view{left.words}.size());
    const Record letter{{"letter", "grant_notice"}};
    const std::string source;
    const auto verdict = find_check("notice_complete")({changed, asking.file, asking.situation, asking.file.main(),
                                                        *egov().main().step("approve"), asking.actor, asking.input,
                                                        letter, source});
    CHECK(said(verdict) == Said{std::string{"blocker.notice_complete."} + left.part});
    CHECK(texts().knows(std::string{"blocker.notice_complete."} + left.part));
}

TEST_CASE("rate and cap are those of the day of submission, and of today before it") {
    Definition dated = egov();
    auto& object = dated.funding_objects[0];
    object.rates = {{{{}, day("2026-06-30"), "alt", false}, Percent{8000}},
                    {{day("2026-07-01"), day("2026-12-31"), "neu", true}, Percent{7000}}};
    object.caps = {{{day("2026-07-01"), {}, "", true}, Money::cents(6900)}};
    Recommended asking;
    const std::string source;
    const Record parameters{{"costs", "application.cost_plan"}, {"requested", "application.requested_cents"}};
    const auto ask = [&](const char* check, const Record& given, const char* step) {
        return find_check(check)({dated, asking.file, asking.situation, asking.file.main(), *egov().main().step(step),
                                  asking.actor, asking.input, given, source});
    };
    asking.situation.balances = &asking.balances;
    asking.file.submitted_on.reset();
    asking.situation.today = day("2026-06-30");
    auto verdict = ask("request_within_rate", parameters, "submit");
    CHECK(passes(verdict));
    CHECK(verdict.used == Record{{"object", "2c"}, {"day", "2026-06-30"}, {"rate", "80.00"}});

    asking.situation.today = day("2026-07-01");
    verdict = ask("request_within_rate", parameters, "submit");
    CHECK(said(verdict) == Said{"blocker.request_within_rate", "blocker.request_within_rate.cap"});
    CHECK(verdict.used == Record{{"object", "2c"}, {"day", "2026-07-01"}, {"rate", "70.00"}, {"cap_cents", 6900}});
    CHECK(said(ask("award_within", limits, "approve")) ==
          Said{"blocker.award_within.rate", "blocker.award_within.cap"});

    asking.file.submitted_on = day("2026-06-30");  // what changed since does not hurt who was in time
    CHECK(passes(ask("request_within_rate", parameters, "submit")));
    CHECK(passes(ask("award_within", limits, "approve")));
    CHECK(passes(ask("financing_of_object", {}, "approve")));
    asking.file.submitted_on = day("2026-07-01");
    CHECK(said(ask("financing_of_object", {}, "approve")) == Said{"blocker.financing_of_object.rate"});
}

TEST_CASE("a day for which the file gives no rate allows nothing") {
    Definition dated = egov();
    dated.funding_objects[0].rates = {{{{}, day("2026-06-30"), "", false}, Percent{8000}}};
    Recommended asking;
    asking.situation.balances = &asking.balances;
    asking.file.submitted_on = day("2026-07-01");
    const std::string source;
    const Record parameters{{"costs", "application.cost_plan"}, {"requested", "application.requested_cents"}};
    const auto ask = [&](const char* check, const Record& given, const char* step) {
        return find_check(check)({dated, asking.file, asking.situation, asking.file.main(), *egov().main().step(step),
                                  asking.actor, asking.input, given, source});
    };
    CHECK(said(ask("request_within_rate", parameters, "submit")) == Said{"blocker.request_within_rate.no_rate"});
    CHECK(words().knows("blocker.request_within_rate.no_rate"));
    CHECK(said(ask("award_within", limits, "approve")) == Said{"blocker.award_within.rate"});
}

TEST_CASE("while a line is under provisional budget management, a grant from it needs a reason of necessity") {
    const Record parameters{{"own_reservation", true}, {"necessity", "necessity"}};
    Recommended asking;
    asking.file.held[{"16 90/633 01", 2026, 2026, "reserved"}] = Money::cents(8000);
    CHECK(said(asking.ask("budget_not_provisional", parameters)).empty());
    asking.situation.provisional_lines = {"16 90/883 01"};
    CHECK(said(asking.ask("budget_not_provisional", parameters)).empty());
    asking.situation.provisional_lines = {"16 90/633 01"};
    CHECK(asking.ask("budget_not_provisional", parameters).blockers.size() == 1);
    asking.input = {{"necessity", " \n"}};
    CHECK(asking.ask("budget_not_provisional", parameters).blockers.size() == 1);
    asking.input = {{"necessity", "Das Fachverfahren läuft zum Jahresende aus."}};
    const auto granted = asking.ask("budget_not_provisional", parameters);
    CHECK(granted.blockers.empty());
    CHECK(granted.hints.size() == 1);
}

TEST_CASE("before the attempt provisional budget management is only told, the reason is still to be given") {
    Recommended asking;
    asking.attempted = false;
    asking.step = "reserve";
    asking.situation.provisional_lines = {"16 90/633 01"};
    const auto told = asking.ask("budget_not_provisional", {{"necessity", "necessity"}});
    CHECK(told.blockers.empty());
    CHECK(told.hints.size() == 1);
}

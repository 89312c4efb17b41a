#include "base/text.hpp"
#include "workflow/load.hpp"
#include "workflow/verify.hpp"

#include "unit/workflow/load_shipped.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Definition loaded(const Bundle& bundle) {
    auto definition = load_definition(bundle);
    if (!definition)
        for (const auto& error : definition.error()) UNSCOPED_INFO(printed(error.place, error.message));
    REQUIRE(definition);
    return *definition;
}

}  // namespace

TEST_CASE("the shipped programme loads") {
    const auto definition = loaded(shipped());
    CHECK(definition.programme == "thueregovrl");
    CHECK(definition.short_title == "ThürEGovRL");
    CHECK(definition.machines.size() == 12);
    CHECK(definition.main().name == "application");
    CHECK(definition.main().states.size() == 19);
    CHECK(definition.funding_objects.size() == 8);
    CHECK(definition.letters.size() == 18);
    CHECK(definition.version.starts_with("sha256:"));
    CHECK(definition.version.size() == 7 + 64);
}

TEST_CASE("the shipped programme has no findings") {
    const auto findings = verify(loaded(shipped()));
    for (const auto& finding : findings)
        UNSCOPED_INFO(printed(finding.place, finding.message) << "\n    " << joined(finding.story, "\n    "));
    CHECK(findings.empty());
}

TEST_CASE("what the files say stands in the definition") {
    const auto definition = loaded(shipped());
    const auto& main = definition.main();

    CHECK(definition.authority_on({std::chrono::year{2024} / 12 / 31})->name == "Thüringer Finanzministerium");
    CHECK(definition.authority_on({std::chrono::year{2025} / 1 / 1})->name ==
          "Thüringer Ministerium für Digitales und Infrastruktur");
    const auto* rate = definition.funding_object("2c")->rate_on({std::chrono::year{2026} / 1 / 1});
    REQUIRE(rate);
    CHECK(rate->value == Percent{80'00});
    CHECK(rate->source == "ThürEGovRL Nr. 2 Buchst. c");
    CHECK(rate->unverified);  // read for the older version only
    CHECK(definition.funding_object("dms")->open_on({std::chrono::year{2025} / 3 / 31}));
    CHECK_FALSE(definition.funding_object("dms")->open_on({std::chrono::year{2025} / 4 / 1}));
    CHECK(definition.funding_object("2C") == nullptr);

    const auto& step_back = *main.step("return");
    CHECK(step_back.by_from.at("cosigning") == "second_reviewer");
    CHECK(step_back.by == std::vector<std::string>{"budget_officer", "second_reviewer", "decider"});
    CHECK(step_back.reason_required);
    CHECK(main.step("serve")->target("refused") == "refusal_served");
    CHECK(main.step("answer_hearing")->target("hearing") == "hearing");
    CHECK(main.state("draft")->public_label == "Entwurf");
    CHECK(main.state("formal_review")->public_label == "Eingegangen");

    const auto& coverage = main.step("approve")->checks.at(2);
    CHECK(coverage.check == "every_slice_covered");
    CHECK(coverage.source == "§§ 38 und 45 ThürLHO");
    CHECK(coverage.parameters == Record{{"own_reservation", true}});
    CHECK(definition.machine("court-case")->step("record_outcome")->effects.at(0).argument ==
          Value{Record{{"field", "outcome"}, {"values", List{"annulled", "obliged"}}, {"step", "reopen"}}});
    CHECK(main.step("request_supplement")->fields.find("items")->columns.at(1).options.size() == 6);
    CHECK(definition.machine("early-start")->opening.fields.size() == 4);
    CHECK(main.step("reserve")->place.file == application_file);
    CHECK(main.step("reserve")->place.line == line_of(shipped(), application_file, "  reserve:  "));
}

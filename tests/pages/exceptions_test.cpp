// A soft rule departed from with a reason: told before the step, on its page, and in the history afterwards.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

Record cooperation_for_three_years(const std::string& exception) {
    const Record costs{{"item", "Poststelle"}, {"year", 2026}, {"amount_cents", 10'000'000}, {"eligible", true}};
    const Record cover{{"source", "Haushalte"}, {"kind", "own"}, {"year", 2026}, {"amount_cents", 2'000'000}};
    Record answers{{"variant", "cooperation"},
                   {"project_title", "Gemeinsame Poststelle"},
                   {"project_description", "Eine Poststelle."},
                   {"cooperation_years", 3},
                   {"new_task_area", true},
                   {"planned_contract_date", "2027-03-01"},
                   {"planned_start", "2027-03-01"},
                   {"planned_end", "2027-12-31"},
                   {"cost_plan", List{costs}},
                   {"financing_plan", List{cover}},
                   {"requested_cents", 8'000'000},
                   {"input_tax_deductible", false},
                   {"not_started", true},
                   {"iban", "DE02120300000000202051"}};
    if (!exception.empty()) answers["exception_reason"] = exception;
    return answers;
}

/// A draft of Pößneck with its documents; its path `/cases/N`.
std::string draft_of(PagesInTest& pages, const std::string& exception) {
    const Envelope clerk{pages.house().identity.account_named("gemeinde").value(), {}, {}, {}, {}};
    auto& dispatcher = pages.house().dispatcher;
    const auto opened = dispatcher.open(
        clerk, {"thuerfag", "16075085", cooperation_for_three_years(exception), Spelling::Json});
    REQUIRE(opened);
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(dispatcher.add_document(clerk, opened->case_id, {0, kind, "a.pdf", std::string(64, '0'), 1, 0}));
    return "/cases/" + std::to_string(opened->case_id);
}

}  // namespace

TEST_CASE("without a reason the soft rule hinders the step and says where to give one") {
    PagesInTest pages;
    const auto path = draft_of(pages, "");
    const auto page = pages.get("zeichner", path).body;
    CHECK_THAT(page, ContainsSubstring("noch nicht möglich") && ContainsSubstring("Begründung einer Ausnahme"));
    CHECK(pages.post("zeichner", path + "/steps/submit", {}).status == 409);
}

TEST_CASE("with a reason the exception is told beside the step, on its page and in the history") {
    PagesInTest pages;
    const auto path = draft_of(pages, "Die Wahlzeit endet 2029.");
    CHECK_THAT(pages.get("zeichner", path).body, ContainsSubstring("Ausnahme: „Dauer der Zusammenarbeit in Jahren“"));
    CHECK_THAT(pages.get("zeichner", path + "/edit").body, ContainsSubstring("Ausnahmen, die mit dem Antrag"));
    const auto signing = pages.get("zeichner", path + "/steps/submit").body;
    CHECK_THAT(signing, ContainsSubstring("Hinweise zu diesem Schritt") && !ContainsSubstring("Das steht noch im Weg"));
    CHECK(led_to(pages.post("zeichner", path + "/steps/submit", {})) == path);
    CHECK_THAT(pages.get("formal", path).body, ContainsSubstring("in der Regel mindestens 5, angegeben sind 3"));
    CHECK(led_to(pages.post("formal", path + "/steps/accept", {})) == path);
    CHECK_THAT(pages.get("fach", path + "/steps/recommend").body,
               ContainsSubstring("Hinweise zu diesem Schritt") && ContainsSubstring("§\u00A024 Abs.\u00A02 ThürFAG"));
}

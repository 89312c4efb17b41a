// The letters of the second programme (§ 24 Abs. 2 ThürFAG): a case played through the engine, its notices read once.
#include "letters/compose.hpp"

#include "play/played_case.hpp"

#include <cstdlib>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Definition& fag() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "thuerfag")).value();
    return definition;
}

/// As in letters_test.cpp: `FOERDERLAUF_GOLDEN=write` writes the letter anew.
void check_golden(const std::string& name, const std::string& content) {
    const std::string file = SOURCE_DIR "/tests/golden/letters/" + name + ".txt";
    if (const char* wish = std::getenv("FOERDERLAUF_GOLDEN"); wish && std::string{wish} == "write")
        std::ofstream{file, std::ios::binary} << content;
    std::ifstream stream{file, std::ios::binary};
    REQUIRE(stream);
    CHECK(content == std::string(std::istreambuf_iterator<char>{stream}, {}));
}

/// Nordhausen's cooperation with two districts that have confirmed: 100,000.00 of costs, 80,000.00 applied for.
struct Cooperation {
    CaseFile file = empty_case(7);
    NewEvents events;
    Balances balances{{{"17 20/613 01", 2026, 2026, "available"}, Money::cents(10'000'000)}};
    const NamesOfBodies names{{"16065000", "Landkreis Kyffhäuserkreis"}, {"16064000", "Unstrut-Hainich-Kreis"}};

    Cooperation() {
        const auto plan = row(
            {{"item", "Poststelle"}, {"year", 2026}, {"amount_cents", 10'000'000}, {"eligible", true}});
        const auto own = row({{"source", "Haushalte"}, {"kind", "own"}, {"year", 2026}, {"amount_cents", 2'000'000}});
        happen(open_case(fag(), situation(),
                         {nordhausen,
                          {},
                          by("applicant_clerk"),
                          {{"variant", "cooperation"},
                           {"project_title", "Gemeinsame Poststelle"},
                           {"project_description", "Drei Landkreise scannen ihre Eingangspost an einer Stelle."},
                           {"cooperation_years", 10},
                           {"new_task_area", true},
                           {"planned_contract_date", "2026-06-01"},
                           {"planned_start", "2026-06-01"},
                           {"planned_end", "2027-05-31"},
                           {"cost_plan", List{plan}},
                           {"financing_plan", List{own}},
                           {"requested_cents", 8'000'000},
                           {"partners", List{row({{"recipient", "16065000"}, {"share_cents", 3'000'000}}),
                                             row({{"recipient", "16064000"}, {"share_cents", 2'000'000}})}},
                           {"input_tax_deductible", false},
                           {"not_started", true},
                           {"iban", "DE02120300000000202051"}}}));
        for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof", "cooperation_agreement"})
            happen(add_document(fag(), file, situation(), by("applicant_clerk"),
                                {1, kind, "a.pdf", std::string(64, 'a'), 1, 0}));
        for (const auto& partner : file.partners)
            happen(answer_partner(fag(), file, situation(), by("applicant_signatory"), partner.recipient, "confirm",
                                  partner.share, ""));
        take("submit", "applicant_signatory");
        take("accept", "formal_review");
    }

    Situation situation() const {
        Situation now;
        now.now = berlin_time(day("2026-03-02"), std::chrono::hours{10});
        now.today = day("2026-03-02");
        now.calendar = &thuringia();
        now.balances = &balances;
        now.budget_lines = {"17 20/613 01"};
        now.next_file_number = "FAG-2026-0007";
        now.court_place = "16055000";
        now.court_name = "Verwaltungsgericht Weimar";
        return now;
    }
    void happen(const Result<NewEvents>& came) {
        REQUIRE(came);
        for (auto event : *came) {
            event.seq = file.seq + 1;
            REQUIRE(book(balances, event.facts.postings));
            apply(file, event);
            events.push_back(std::move(event));
        }
    }
    void take(const std::string& step, const std::string& duty, const Record& fields = {}) {
        happen(decide(fag(), file, situation(),
                      {step, 1, by(duty), fields, Spelling::Json, "Für die Einrichtung werden Abgaben erhoben.", {}}));
    }
    std::string newest(const std::string& letter) const {
        REQUIRE(events.back().facts.letters.contains(letter));
        return compose(fag(), file, situation(), texts(), letter, &events.back(), names).content;
    }
};

}  // namespace

TEST_CASE_METHOD(Cooperation,
                 "the grant notice of a cooperation names its own law and partners, and no rules for other money") {
    take("recommend", "technical_review",
         {{"eligible_cents", 10'000'000},
          {"financing_type", "fixed"},
          {"fixed_reason", "Bemessen nach den Einwohnern."},
          {"award_cents", 8'000'000},
          {"slices", List{row({{"year", 2026}, {"amount_cents", 8'000'000}})}}});
    take("reserve", "budget_officer");
    take("cosign", "second_reviewer");
    take("approve", "decider");
    const auto notice = newest("grant_notice");
    check_golden("cooperation_grant_notice", notice);
    CHECK(notice.find("ANBest") == std::string::npos);
    CHECK(notice.find("§ 44") == std::string::npos);
}

TEST_CASE_METHOD(Cooperation, "the refusal of a cooperation gives its reason and the court of the applicant") {
    take("recommend_refusal", "technical_review", {{"reason_code", "not_eligible"}});
    take("announce_refusal", "decider", {{"due", "2026-03-31"}});
    take("answer_hearing", "applicant_signatory", {{"text", "Wir erheben keine."}});
    take("refuse", "decider");
    check_golden("cooperation_refusal_notice", newest("refusal_notice"));
}

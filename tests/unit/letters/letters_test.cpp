#include "letters/compose.hpp"

#include "base/sha256.hpp"
#include "play/played_case.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// The letter as it was read and found right once. `FOERDERLAUF_GOLDEN=write` writes it anew, to be read in the diff.
void check_golden(const std::string& name, const std::string& content) {
    const auto file = std::filesystem::path{SOURCE_DIR} / "tests/golden/letters" / (name + ".txt");
    if (const char* wish = std::getenv("FOERDERLAUF_GOLDEN"); wish && std::string{wish} == "write")
        std::ofstream{file, std::ios::binary} << content;
    std::ifstream stream{file, std::ios::binary};
    REQUIRE(stream);
    CHECK(content == std::string(std::istreambuf_iterator<char>{stream}, {}));
}

const Signer decider{"Frau Hartung (Entscheidung)"};

struct Story {
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    Story() {
        treasury.appropriate("2026-01-02", 2026, 1'000'000'000);
        treasury.appropriate("2026-01-02", 2026, 500'000'000, 2027);
    }
    /// The letter as it was frozen with the newest event that names it.
    ComposedLetter frozen(const std::string& letter) const {
        for (auto event = played.events.rbegin(); event != played.events.rend(); ++event)
            if (event->facts.letters.contains(letter))
                return compose(egov(), played.file, played.situation(to_iso(berlin_day(event->at))), texts(), letter,
                               &*event, {}, decider);
        FAIL("no event froze " << letter);
        return {};
    }
    std::string draft(const std::string& letter, std::string_view on) const {
        return compose(egov(), played.file, played.situation(on), texts(), letter, nullptr, {}, decider).content;
    }
};

struct Submitted : Story {
    Submitted() { played.submitted("2026-03-02", 8'000'000); }
};
struct DecisionReady : Story {
    DecisionReady() { played.until_decision_ready(2026, 8'000'000); }
};

}  // namespace

TEST_CASE_METHOD(Submitted,
                 "the acknowledgement names the application and the day after which a suit for inaction is possible") {
    const auto letter = frozen("acknowledgement");
    check_golden("acknowledgement", letter.content);
    CHECK(letter.template_sha256 == sha256_hex(egov().letters.at("acknowledgement")));
}

TEST_CASE_METHOD(Submitted, "the supplement request lists what is missing by the names the applicant knows") {
    played.take("2026-03-05", "request_supplement", "formal_review",
                {{"items", List{row({{"document", "price_basis"}, {"text", "Das Angebot ist älter als ein Jahr."}}),
                                row({{"field", "planned_contract_date"}, {"text", "Bitte den Tag berichtigen."}}),
                                row({{"text", "Unterschrift auf Seite 2"}})}},
                 {"due", "2026-04-02"}});
    check_golden("supplement_request", frozen("supplement_request").content);
}

TEST_CASE_METHOD(Submitted, "a hearing after a lapsed period carries the day its own deadline ends") {
    played.take("2026-03-05", "request_supplement", "formal_review",
                {{"items", List{row({{"text", "Unterschrift"}})}}, {"due", "2026-04-02"}});
    played.take("2026-04-03", "lapse", "system");
    check_golden("hearing_after_lapse", frozen("hearing").content);
}

TEST_CASE_METHOD(Submitted, "hearing and refusal give the reason of the one who decides") {
    played.take("2026-03-06", "accept", "formal_review");
    played.take("2026-03-09", "recommend_refusal", "technical_review", {{"reason_code", "not_eligible"}});
    CHECK(notice_of(egov(), played.file) == "refusal_notice");
    check_golden("refusal_notice_draft", draft("refusal_notice", "2026-03-10"));
    played.take("2026-03-10", "announce_refusal", "decider", {{"due", "2026-03-31"}});
    check_golden("hearing", frozen("hearing").content);
    played.take("2026-04-01", "refuse", "decider");
    check_golden("refusal_notice", frozen("refusal_notice").content);
    CHECK(notice_of(egov(), played.file) == "refusal_notice");
}

TEST_CASE_METHOD(DecisionReady, "the draft of a grant notice is the grant notice, byte for byte") {
    const auto shown = draft("grant_notice", "2026-03-13");
    played.take("2026-03-13", "approve", "decider");
    const auto letter = frozen("grant_notice");
    CHECK(letter.content == shown);
    check_golden("grant_notice", letter.content);
}

TEST_CASE_METHOD(DecisionReady, "a grant notice carries conditions, reasons, window and partners as finished words") {
    played.edit_form(
        "2026-03-12", "notice", "technical_review",
        {{"special_conditions",
          List{row({{"kind", "obligation"}, {"text", "Auf die Förderung ist hinzuweisen."}}),
               row({{"kind", "time_limit"}, {"text", "Das Vorhaben ist zu beginnen."}, {"due", "2026-12-31"}})}},
         {"reasons", "Die Schulung ist nicht zuwendungsfähig."},
         {"use_window", "6 weeks"},
         {"proof_due", "2028-03-31"}});
    played.file.partners = {{"16067053", Money::cents(2'000'000), Partner::State::Confirmed, {}},
                            {"16062000", Money::cents(1'000'000), Partner::State::Declined, {}},
                            {"16064000", Money::cents(500'000), Partner::State::Confirmed, {}}};
    const NamesOfBodies names{{"16067053", "Stadt Ohrdruf"}};
    const auto letter = compose(egov(), played.file, played.situation("2026-03-13"), texts(), "grant_notice", nullptr,
                                names, decider);
    check_golden("grant_notice_with_all", letter.content);
}

TEST_CASE_METHOD(DecisionReady,
                 "the notification says that a notice waits in the portal, and nothing of what it decides") {
    played.take("2026-03-13", "approve", "decider");
    played.take("2026-03-13", "offer_in_portal", "formal_review");
    const auto letter = frozen("portal_notification").content;
    check_golden("portal_notification", letter);
    CHECK(letter.find("€") == std::string::npos);
    CHECK(notice_of(egov(), played.file) == "grant_notice");
}

TEST_CASE_METHOD(DecisionReady,
                 "an amendment notice tells the old words beside the new ones and the grant as it is now") {
    played.take("2026-03-13", "approve", "decider");
    played.take("2026-03-16", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2026-03-16"}});
    played.take("2026-03-17", "waive_remedy", "applicant_signatory");
    played.open_child("2026-04-01", "amendment", "applicant_clerk");
    played.take("2026-04-02", "request", "applicant_signatory",
                {{"kind", "extension"}, {"explanation", "Der Anbieter liefert später."}, {"new_end", "2028-06-30"}}, 2);
    played.take("2026-04-03", "examine", "technical_review", {}, 2);
    played.take("2026-04-06", "cosign", "second_reviewer", {}, 2);
    played.take("2026-04-07", "approve", "decider", {}, 2);
    check_golden("amendment_notice", frozen("amendment_notice").content);

    played.open_child("2026-05-01", "amendment", "applicant_clerk");
    const auto slice = [](int year, std::int64_t cents) {
        return Value{Record{{"year", year}, {"amount_cents", cents}}};
    };
    played.take("2026-05-04", "request", "applicant_signatory",
                {{"kind", "slice_shift"},
                 {"explanation", "Der Anbieter liefert später."},
                 {"slices", List{slice(2026, 3'000'000), slice(2027, 5'000'000)}}},
                3);
    played.take("2026-05-05", "examine", "technical_review", {}, 3);
    played.take("2026-05-06", "reserve", "budget_officer", {}, 3);
    played.take("2026-05-07", "refuse", "decider", {}, 3);
    check_golden("amendment_refusal", frozen("amendment_refusal").content);
    played.open_child("2026-05-08", "amendment", "applicant_clerk");
    played.take("2026-05-08", "request", "applicant_signatory",
                {{"kind", "slice_shift"},
                 {"explanation", "Der Anbieter liefert später."},
                 {"slices", List{slice(2026, 3'000'000), slice(2027, 5'000'000)}}},
                4);
    played.take("2026-05-11", "examine", "technical_review", {}, 4);
    played.take("2026-05-11", "reserve", "budget_officer", {}, 4);
    played.take("2026-05-12", "cosign", "second_reviewer", {}, 4);
    played.take("2026-05-13", "approve", "decider", {}, 4);
    check_golden("amendment_notice_of_slices", frozen("amendment_notice").content);
}

TEST_CASE_METHOD(DecisionReady, "a correction names what was wrong and what is right, and the day until which to sue") {
    played.take("2026-03-13", "approve", "decider");
    played.take("2026-03-16", "serve", "formal_review", {{"kind", "post"}, {"date", "2026-03-16"}});
    played.open_child("2026-03-30", "correction", "decider");
    played.take("2026-03-30", "correct", "decider",
                {{"what", "service"}, {"kind", "delivered"}, {"date", "2026-03-24"}}, 2);
    played.take("2026-03-31", "confirm_correction", "second_reviewer", {}, 2);
    check_golden("correction_of_service", frozen("correction_notice").content);
    played.open_child("2026-04-01", "correction", "decider");
    played.take("2026-04-01", "correct", "decider",
                {{"what", "text"}, {"field", "project_title"}, {"new_text", "Schnittstelle Melderegister und Kasse"}},
                3);
    played.take("2026-04-02", "confirm_correction", "second_reviewer", {}, 3);
    check_golden("correction_of_title", frozen("correction_notice").content);
    CHECK(*played.file.at("application.project_title").as_text() == "Schnittstelle <Melderegister> & Kasse");
}

TEST_CASE_METHOD(DecisionReady, "the closing letter names the project") {
    played.take("2026-03-13", "approve", "decider");
    played.take("2026-03-16", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2026-03-16"}});
    played.take("2026-03-17", "waive_remedy", "applicant_signatory");
    played.take("2026-03-18", "close", "decider");
    check_golden("closing_letter", frozen("closing_letter").content);
}

TEST_CASE_METHOD(DecisionReady, "a draft shows what is missing, a letter to be frozen is not written with a hole") {
    auto situation = played.situation("2026-03-13");
    situation.court_name.clear();
    const auto shown = compose(egov(), played.file, situation, texts(), "grant_notice", nullptr).content;
    CHECK(shown.find("Klage beim [Das zuständige Verwaltungsgericht ist nicht hinterlegt] erhoben werden.") !=
          std::string::npos);
    Event event = played.events.back();
    CHECK_THROWS_AS(compose(egov(), played.file, situation, texts(), "grant_notice", &event), std::runtime_error);
}

TEST_CASE_METHOD(Story, "a draft before any reservation says that the line is still open when more than one fits") {
    played.submitted("2026-03-02", 8'000'000);
    played.recommended("2026-03-10", 2026, 8'000'000);
    auto situation = played.situation("2026-03-10");
    situation.budget_lines = {demo_line, "17 20/613 01"};
    const auto shown = compose(egov(), played.file, situation, texts(), "grant_notice", nullptr).content;
    CHECK(shown.find("| 2026 | 40.000,00\u00a0€ | [Haushaltstitel wird mit der Vormerkung festgelegt]") !=
          std::string::npos);
}

TEST_CASE_METHOD(Submitted, "a programme without that letter is a fault") {
    CHECK_THROWS_AS(draft("postcard", "2026-03-02"), std::logic_error);
}

TEST_CASE_METHOD(Story, "the notice follows the case: nothing, grant, refusal, nothing again") {
    played.submitted("2026-03-02", 8'000'000);
    CHECK(notice_of(egov(), played.file).empty());
    played.recommended("2026-03-10", 2026, 8'000'000);
    CHECK(notice_of(egov(), played.file) == "grant_notice");
    played.take("2026-03-11", "reserve", "budget_officer");
    played.take("2026-03-12", "return", "second_reviewer");
    CHECK(notice_of(egov(), played.file) == "grant_notice");
    played.take("2026-03-13", "recommend_refusal", "technical_review", {{"reason_code", "no_funds"}});
    CHECK(notice_of(egov(), played.file) == "refusal_notice");
    played.take("2026-03-16", "announce_refusal", "decider", {{"due", "2026-03-31"}});
    CHECK(notice_of(egov(), played.file) == "refusal_notice");
    played.take("2026-03-17", "reconsider", "decider");
    CHECK(notice_of(egov(), played.file).empty());
    played.take("2026-03-18", "withdraw", "applicant_signatory");
    CHECK(notice_of(egov(), played.file).empty());
}

TEST_CASE("bodies are addressed as people say them") {
    auto [recipient, expected] = GENERATE(table<Recipient, std::string>({
        {poessneck, "Stadt Pößneck"},
        {nordhausen, "Landkreis Nordhausen"},
        {{"16065000", "16065000", "160650000000", "Kyffhäuserkreis", "landkreis", "", "", 0}, "Kyffhäuserkreis"},
        {{"16075000", "16075000", "160750000000", "Saale-Orla-Kreis", "landkreis", "", "", 0}, "Saale-Orla-Kreis"},
        {{"16075129", "16075129", "160755013129", "Krölpa", "gemeinde", "", "", 0}, "Gemeinde Krölpa"},
        {{"160755013000", "", "160755013000", "Ranis-Ziegenrück", "verwaltungsgemeinschaft", "", "", 0},
         "Verwaltungsgemeinschaft Ranis-Ziegenrück"},
    }));
    Treasury treasury;
    PlayedCase played{1, recipient, treasury, "EGOV-2026-0001"};
    played.open("2026-03-02", {});
    const auto letter =
        compose(egov(), played.file, played.situation("2026-03-02"), texts(), "closing_letter", nullptr).content;
    CHECK(letter.find("\n" + expected + "\n") != std::string::npos);
}

// Letters of what follows the notice: repayment, payment, early start, dispatch, and who signs them.
#include "letters/compose.hpp"

#include "domain/load.hpp"
#include "play/played_case.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const MachineId child = 2, claim = 3;

/// As in letters_test.cpp: `FOERDERLAUF_GOLDEN=write` writes the letter anew.
void check_golden(const std::string& name, const std::string& content) {
    const std::string file = SOURCE_DIR "/tests/golden/letters/" + name + ".txt";
    if (const char* wish = std::getenv("FOERDERLAUF_GOLDEN"); wish && std::string{wish} == "write")
        std::ofstream{file, std::ios::binary} << content;
    std::ifstream stream{file, std::ios::binary};
    REQUIRE(stream);
    CHECK(content == std::string(std::istreambuf_iterator<char>{stream}, {}));
}

/// A grant of 80,000.00 in 2026 and 2027, final since 17 March.
struct Granted {
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    Granted() {
        treasury.appropriate("2026-01-02", 2026, 1'000'000'000);
        treasury.appropriate("2026-01-02", 2026, 500'000'000, 2027);
        played.until_decision_ready(2026, 8'000'000);
        played.take("2026-03-13", "approve", "decider");
        played.take("2026-03-16", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2026-03-16"}});
        played.take("2026-03-17", "waive_remedy", "applicant_signatory");
    }
    std::string frozen(const std::string& letter, const Signer& signer = {"Herr Brandt (Entscheidung)"}) const {
        for (auto event = played.events.rbegin(); event != played.events.rend(); ++event)
            if (event->facts.letters.contains(letter))
                return compose(egov(), played.file, played.situation(to_iso(berlin_day(event->at))), texts(), letter,
                               &*event, {}, signer)
                    .content;
        FAIL("no event froze " << letter);
        return {};
    }
};

/// 40,000.00 of it are paid on 1 December.
struct Paid : Granted {
    Paid() {
        played.open_child("2026-11-16", "payment-request", "applicant_clerk");
        played.take(
            "2026-11-16", "submit", "applicant_signatory",
            {{"due_payments",
              List{row(
                  {{"item", "Software"}, {"payee", "Anbieter"}, {"due", "2026-12-01"}, {"amount_cents", 5'000'000}})}},
             {"amount_cents", 4'000'000}},
            child);
        played.take("2026-11-17", "certify_factual", "technical_review", {}, child);
        played.take("2026-11-18", "certify_arithmetic", "formal_review",
                    {{"approved_cents", 3'900'000}, {"reduction_reason", "Eine Mahngebühr ist nicht zuwendungsfähig."}},
                    child);
        played.take("2026-11-19", "order", "budget_officer", {}, child);
        played.take("2026-11-24", "confirm_payment", "cashier", {{"value_date", "2026-11-23"}}, child);
    }
    void announced(const std::string& ground, std::int64_t remaining) {
        played.open_child("2026-12-01", "repayment", "decider");
        played.take("2026-12-02", "announce", "decider",
                    {{"ground", ground},
                     {"known_on", "2026-12-01"},
                     {"remaining_award_cents", remaining},
                     {"due", "2027-01-11"}},
                    claim);
    }
};

}  // namespace

TEST_CASE_METHOD(Paid, "the payment is told with what was asked, why it is less, and until when it is to be used") {
    check_golden("payment_information", frozen("payment_information", {"Frau Kaspar"}));
}

TEST_CASE_METHOD(Paid,
                 "the hearing before a repayment names the ground, the norm and the amount that would be claimed") {
    announced("not_for_purpose", 3'000'000);
    const auto letter = frozen("repayment_hearing");
    CHECK_THAT(letter, ContainsSubstring("Anhörung zu einem Widerruf und einer Rückforderung") &&
                           ContainsSubstring("§ 49 Abs. 3 Satz 1 Nr. 1 VwVfG") &&
                           ContainsSubstring("| Zu erstatten wären | 9.000,00\u00a0€") &&
                           ContainsSubstring("| Ausgezahlt | 39.000,00\u00a0€"));
    check_golden("repayment_hearing", letter);
}

TEST_CASE_METHOD(Paid, "where nothing would come back the hearing speaks of no amount and of no interest") {
    announced("obligation_missed", 5'000'000);
    CHECK_THAT(frozen("repayment_hearing"), !ContainsSubstring("Zu erstatten") && !ContainsSubstring("verzinsen") &&
                                                !ContainsSubstring("0,00\u00a0€\n\n\n"));
}

TEST_CASE_METHOD(Paid, "each ground has its own heading, its own norm and its own words") {
    struct Named {
        const char *ground, *title, *norm;
    };
    const auto named = GENERATE(values<Named>({
        {"unlawful", "Rücknahme- und Erstattungsbescheid", "nach § 48 Abs. 1 und 2 VwVfG zurück"},
        {"wrong_data", "Rücknahme- und Erstattungsbescheid", "nach § 48 Abs. 1 und 2 VwVfG zurück"},
        {"reserved", "Widerrufs- und Erstattungsbescheid", "nach § 49 Abs. 2 Nr. 1 VwVfG"},
        {"not_for_purpose", "Widerrufs- und Erstattungsbescheid", "nach § 49 Abs. 3 Satz 1 Nr. 1 VwVfG"},
        {"obligation_missed", "Widerrufs- und Erstattungsbescheid", "nach § 49 Abs. 3 Satz 1 Nr. 2 VwVfG"},
        {"costs_fell", "Festsetzungs- und Erstattungsbescheid",
         "insoweit ist der Zuwendungsbescheid vom 13.03.2026 unwirksam geworden"},
    }));
    CAPTURE(named.ground);
    announced(named.ground, 3'000'000);
    played.take("2026-12-09", "answer", "applicant_signatory", {{"text", "Wir sind einverstanden."}}, claim);
    played.take(
        "2026-12-10", "claim", "decider",
        {{"remaining_award_cents", 3'000'000}, {"due", "2027-01-29"}, {"no_interest_reason", "Sofort gezahlt."}},
        claim);
    const auto letter = frozen("repayment_notice");
    CHECK_THAT(letter, ContainsSubstring(std::string{"\n\n"} + named.title + "\n") && ContainsSubstring(named.norm) &&
                           ContainsSubstring("| Zu erstatten (§ 49a Abs. 1 VwVfG) | 9.000,00\u00a0€") &&
                           ContainsSubstring("Zinsen werden nicht gefordert: Sofort gezahlt.") &&
                           !ContainsSubstring("Rücknahme- oder Widerrufs"));
    if (std::string{named.ground} == "obligation_missed") check_golden("repayment_notice_without_interest", letter);
}

TEST_CASE_METHOD(Paid, "the notice with interest shows every period, its days and its rate") {
    announced("not_for_purpose", 3'000'000);
    played.take("2026-12-09", "answer", "applicant_signatory", {{"text", "Wir sind einverstanden."}}, claim);
    // 9,000.00 for 39 days at 6.27 % and 10 days at 6.50 %: 9000 x (0.0627 x 39 + 0.065 x 10) / 365 = 76.32
    const BaseRates rates{{{day("2026-07-01"), 127, ""}, {day("2027-01-01"), 150, ""}}};
    auto situation = played.situation("2027-01-11");
    situation.base_rates = &rates;
    const auto events = decide(egov(), played.file, situation,
                               {"claim",
                                claim,
                                by("decider"),
                                {{"remaining_award_cents", 3'000'000},
                                 {"due", "2027-02-15"},
                                 {"interest_from", "2026-11-23"},
                                 {"interest_to", "2027-01-10"}},
                                Spelling::Json,
                                "Das Vorhaben wurde nicht begonnen.",
                                {}});
    for (const auto& blocker : events ? std::vector<Blocker>{} : events.error().blockers)
        FAIL(blocker.check << ": " << texts().sentence(blocker.message));
    REQUIRE(events);
    auto event = events->front();
    event.seq = played.file.seq + 1;
    apply(played.file, event);
    const auto letter = compose(egov(), played.file, situation, texts(), "repayment_notice", &event, {},
                                {"Herr Brandt (Entscheidung)"});
    CHECK_THAT(letter.content, ContainsSubstring("| 23.11.2026 | 31.12.2026 | 39 | 1,27\u00A0% | 6,27\u00A0%\n") &&
                                   ContainsSubstring("| 01.01.2027 | 10.01.2027 | 10 | 1,50\u00A0% | 6,50\u00A0%\n") &&
                                   ContainsSubstring("| Zinsen (§ 49a Abs. 3 und 4 VwVfG) | 76,32\u00a0€") &&
                                   ContainsSubstring("| Zusammen | 9.076,32\u00a0€"));
    check_golden("repayment_notice", letter.content);
}

TEST_CASE_METHOD(Granted, "who stands in for somebody signs in their place, and nobody signs with a salutation") {
    auto event = played.events.back();
    for (const auto& told : played.events)
        if (told.facts.letters.contains("grant_notice")) event = told;
    const auto signature = [&](const Signer& signer) {
        const auto text = compose(egov(), played.file, played.situation("2026-03-13"), texts(), "grant_notice", &event,
                                  {}, signer)
                              .content;
        const auto from = text.find("~ ");
        return text.substr(from, text.find("\n\n", from) + 1 - from);  // an annex follows
    };
    CHECK(signature({"Frau Dr. Hartung (Entscheidung)"}) == "~ Im Auftrag\n~ Dr. Hartung\n");
    CHECK(signature({"Kim Brandt"}) == "~ Im Auftrag\n~ Kim Brandt\n");
    event.facts.values["in_place_of"] = 17;
    CHECK(signature({"Herr Brandt"}) == "~ In Vertretung\n~ Brandt\n");
}

TEST_CASE("what the system or the applicant sets off bears nobody's name") {
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    played.submitted("2026-03-02", 8'000'000);
    const auto letter = compose(egov(), played.file, played.situation("2026-03-02"), texts(), "acknowledgement",
                                &played.events.back(), {}, {"Frau Krause"})
                            .content;
    CHECK_THAT(letter, !ContainsSubstring("Krause") && ContainsSubstring("maschinell erstellt"));
}

TEST_CASE_METHOD(Granted, "the note of dispatch says what went out, how, and from when it counts") {
    check_golden("dispatch_note", frozen("dispatch_note", {"Frau Graf"}));
}

TEST_CASE_METHOD(Granted, "after a waiver a correction of the day of service speaks of no period") {
    played.open_child("2026-03-30", "correction", "decider");
    played.take("2026-03-30", "correct", "decider",
                {{"what", "service"}, {"kind", "delivered"}, {"date", "2026-03-14"}}, child);
    played.take("2026-03-31", "confirm_correction", "second_reviewer", {}, child);
    CHECK_THAT(frozen("correction_notice"),
               ContainsSubstring("Richtig ist der 14.03.2026.") && !ContainsSubstring("Klage"));
}

TEST_CASE("a partial grant says what is refused, position by position; a right to revoke has no day to be met") {
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    treasury.appropriate("2026-01-02", 2026, 1'000'000'000);
    played.submitted("2026-03-02", 8'000'000);
    played.take("2026-03-10", "accept", "formal_review");
    played.take("2026-03-10", "recommend", "technical_review",
                {{"eligible_cents", 9'000'000},
                 {"financing_type", "proportional"},
                 {"rate", "80.00"},
                 {"award_cents", 7'200'000},
                 {"slices", List{row({{"year", 2026}, {"amount_cents", 7'200'000}})}},
                 {"cuts", List{row({{"item", "Software"},
                                    {"amount_cents", 1'000'000},
                                    {"reason", "Wartung ist nicht zuwendungsfähig."}})}}});
    played.edit_form(
        "2026-03-11", "notice", "technical_review",
        {{"reasons", "Wartung gehört zum laufenden Betrieb."},
         {"special_conditions",
          List{row({{"kind", "revocation"}, {"text", "Der Widerruf bleibt vorbehalten."}, {"due", "2026-12-31"}})}}});
    const auto letter = compose(egov(), played.file, played.situation("2026-03-13"), texts(), "grant_notice", nullptr,
                                {}, {"Frau Hartung"})
                            .content;
    CHECK_THAT(letter, ContainsSubstring("Im Übrigen, in Höhe von 8.000,00\u00a0€, lehnen wir Ihren Antrag ab.") &&
                           ContainsSubstring("| Software | 10.000,00\u00a0€ | Wartung ist nicht zuwendungsfähig.") &&
                           !ContainsSubstring("31.12.2026"));
    check_golden("grant_notice_partial", letter);
}

TEST_CASE("an early start is approved or refused by letter") {
    const std::string step = GENERATE("approve", "refuse");
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    played.submitted("2026-03-02", 8'000'000);
    played.open_child("2026-03-03", "early-start", "applicant_clerk");
    played.take("2026-03-03", "request", "applicant_signatory",
                {{"factual_reason", "Der Anbieter hält den Preis nur bis Juni."},
                 {"contract_date", "2026-05-04"},
                 {"planned_costs_cents", 10'000'000}},
                child);
    played.take("2026-03-05", step, "decider", {}, child);
    const auto name = step == "approve" ? "early_start_approval" : "early_start_refusal";
    check_golden(name, compose(egov(), played.file, played.situation("2026-03-05"), texts(), name,
                               &played.events.back(), {}, {"Herr Brandt"})
                           .content);
}

#include "unit/workflow/checks_ask.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("separation looks at everybody who took the step, not only the last") {
    Asking asking;
    asking.took("recommend", 7);
    asking.took("return", 3);
    asking.took("recommend", 8);
    CHECK(said(asking.ask("separation", {{"differs_from", List{"recommend", "reserve"}}})) ==
          Said{"blocker.separation"});
    asking.actor.person = 9;
    CHECK(passes(asking.ask("separation", {{"differs_from", List{"recommend", "reserve"}}})));
}

TEST_CASE("separation compares persons: a second account of the same person changes nothing") {
    Asking asking;
    asking.took("recommend", 7);
    asking.actor = {99, 7, {"decider"}};
    CHECK(said(asking.ask("separation", {{"differs_from", "recommend"}})) == Said{"blocker.separation"});
}

TEST_CASE("separation names an edited notice with words of its own, and a step per blocker") {
    Asking asking;
    asking.took("edit_notice", 7);
    asking.took("reserve", 7);
    CHECK(said(asking.ask("separation", {{"differs_from", List{"reserve", "edit_notice"}}})) ==
          Said{"blocker.separation", "blocker.separation.edit"});
}

TEST_CASE("what the system did separates nobody") {
    Asking asking;
    asking.took("recommend", 0);
    asking.actor = Actor::system();
    CHECK(passes(asking.ask("separation", {{"differs_from", "recommend"}})));
}

TEST_CASE("a co-signature made before a later recommendation does not count") {
    Asking asking;
    const Record parameters{{"since", "recommend"}, {"step", "cosign"}};
    CHECK(said(asking.ask("cosigned", parameters)) == Said{"blocker.cosigned"});
    asking.took("recommend", 1);
    CHECK(said(asking.ask("cosigned", parameters)) == Said{"blocker.cosigned"});
    asking.took("cosign", 2);
    CHECK(passes(asking.ask("cosigned", parameters)));
    asking.took("recommend", 1);
    CHECK(said(asking.ask("cosigned", parameters)) == Said{"blocker.cosigned"});
    asking.took("cosign", 2);
    CHECK(passes(asking.ask("cosigned", parameters)));
}

TEST_CASE("recommended: the newest recommendation decides") {
    Asking asking;
    const Record parameters{{"step", "recommend"}, {"not", "recommend_refusal"}};
    CHECK(said(asking.ask("recommended", parameters)) == Said{"blocker.recommended"});
    asking.took("recommend", 1);
    CHECK(passes(asking.ask("recommended", parameters)));
    asking.took("recommend_refusal", 1);
    CHECK(said(asking.ask("recommended", parameters)) == Said{"blocker.recommended"});
    asking.took("recommend", 1);
    CHECK(passes(asking.ask("recommended", parameters)));
}

TEST_CASE("heard: an answer, or the day after the deadline") {
    auto [today, fine] = GENERATE(
        table<std::string, bool>({{"2026-11-22", false}, {"2026-11-23", false}, {"2026-11-24", true}}));
    Asking asking;
    asking.step = "refuse";
    asking.file.machines[0].state = "hearing";
    asking.took("announce_refusal", 1, "decision_ready", "hearing");
    asking.runs("hear", "2026-11-23");
    asking.situation.today = day(today);
    CAPTURE(today);
    const Record parameters{{"answer", "answer_hearing"}, {"deadline", "hear"}};
    CHECK(said(asking.ask("heard", parameters)) == (fine ? Said{} : Said{"blocker.heard"}));
    asking.took("answer_hearing", 2, "hearing", "hearing");
    CHECK(passes(asking.ask("heard", parameters)));
}

TEST_CASE("heard without a deadline waits for the answer; an answer to an earlier hearing is none") {
    Asking asking;
    asking.step = "refuse";
    asking.file.machines[0].state = "hearing";
    asking.took("announce_refusal", 1, "decision_ready", "hearing");
    asking.took("answer_hearing", 2, "hearing", "hearing");
    asking.took("reconsider", 1, "hearing", "formal_review");
    asking.took("announce_refusal", 1, "decision_ready", "hearing");
    const Record parameters{{"answer", "answer_hearing"}, {"deadline", "hear"}};
    CHECK(said(asking.ask("heard", parameters)) == Said{"blocker.heard.no_deadline"});
    CHECK(passes(asking.ask("not_answered_yet", {{"step", "answer_hearing"}})));
    asking.took("answer_hearing", 2, "hearing", "hearing");
    CHECK(said(asking.ask("not_answered_yet", {{"step", "answer_hearing"}})) == Said{"blocker.not_answered_yet"});
}

TEST_CASE("deadline_passed belongs to the machine that asks") {
    Asking asking;
    asking.step = "become_final";
    CHECK(said(asking.ask("deadline_passed", {{"deadline", "remedy"}})) == Said{"blocker.deadline_passed.not_running"});
    asking.file.deadlines.push_back({"remedy", 2, day("2026-01-01"), day("2026-02-01"), "", "", ""});
    CHECK(said(asking.ask("deadline_passed", {{"deadline", "remedy"}})) == Said{"blocker.deadline_passed.not_running"});
    asking.runs("remedy", "2026-11-02");
    CHECK(said(asking.ask("deadline_passed", {{"deadline", "remedy"}})) == Said{"blocker.deadline_passed"});
    asking.situation.today = day("2026-11-03");
    CHECK(passes(asking.ask("deadline_passed", {{"deadline", "remedy"}})));
}

TEST_CASE("date_ahead takes tomorrow, not today") {
    Asking asking;
    asking.step = "request_supplement";
    asking.input["due"] = "2026-11-02";
    CHECK(said(asking.ask("date_ahead", {{"field", "due"}})) == Said{"due: field.date_ahead"});
    asking.input["due"] = "2026-11-03";
    CHECK(passes(asking.ask("date_ahead", {{"field", "due"}})));
}

TEST_CASE("path_date_ahead takes today, not yesterday") {
    Asking asking;
    asking.file.forms["application"]["planned_start"] = "2026-11-02";
    const Record parameters{{"path", "application.planned_start"}};
    CHECK(passes(asking.ask("path_date_ahead", parameters)));
    asking.situation.today = day("2026-11-03");
    CHECK(said(asking.ask("path_date_ahead", parameters)) == Said{"blocker.path_date_ahead"});
}

TEST_CASE("date_between takes both ends in") {
    auto [given, keys] = GENERATE(table<std::string, Said>({{"2026-10-31", {"date: field.date_too_early.decision"}},
                                                            {"2026-11-01", {}},
                                                            {"2026-11-02", {}},
                                                            {"2026-11-03", {"date: field.date_too_late.today"}}}));
    Asking asking;
    asking.step = "serve";
    asking.file.decided_on = day("2026-11-01");
    asking.input["date"] = given;
    CHECK(said(asking.ask("date_between", {{"field", "date"}, {"not_before", "decision"}, {"not_after", "today"}})) ==
          keys);
}

TEST_CASE("all_settled names each neighbour that is still open") {
    Asking asking;
    asking.step = "close";
    const Record parameters{{"machines", List{"early-start", "court-case"}}};
    asking.file.machines.push_back({2, "early-start", "approved", noon("2026-10-01"), {}});
    CHECK(passes(asking.ask("all_settled", parameters)));
    asking.file.machines.push_back({3, "early-start", "requested", noon("2026-10-01"), {}});
    asking.file.machines.push_back({4, "court-case", "pending", noon("2026-10-01"), {}});
    CHECK(said(asking.ask("all_settled", parameters)) == Said{"blocker.all_settled", "blocker.all_settled"});
    CHECK(said(asking.ask("all_settled", {{"machines", List{"court-case"}}})) == Said{"blocker.all_settled"});
}

TEST_CASE("not_under_suit asks for a pending suit only") {
    Asking asking;
    const Record parameters{{"machine", "court-case"}};
    asking.file.machines.push_back({2, "court-case", "ended", noon("2026-10-01"), {}});
    CHECK(passes(asking.ask("not_under_suit", parameters)));
    asking.file.machines.push_back({3, "court-case", "pending", noon("2026-10-01"), {}});
    CHECK(said(asking.ask("not_under_suit", parameters)) == Said{"blocker.not_under_suit"});
}

TEST_CASE("suit_won reopens once for each judgment, even within one moment") {
    Asking asking;
    asking.step = "reopen";
    const Record parameters{{"machine", "court-case"}, {"outcomes", List{"annulled", "obliged"}}};
    CHECK(said(asking.ask("suit_won", parameters)) == Said{"blocker.suit_won"});
    const auto judged = [&](MachineId id, const char* outcome) {
        asking.file.machines.push_back(
            {id, "court-case", "ended", asking.situation.now, {{"record_outcome", {{"outcome", outcome}}}}});
        asking.took("record_outcome", 1);
        asking.file.history.back().machine = id;
    };
    judged(2, "dismissed");
    CHECK(said(asking.ask("suit_won", parameters)) == Said{"blocker.suit_won"});
    judged(3, "annulled");
    CHECK(passes(asking.ask("suit_won", parameters)));
    asking.took("reopen", 0);
    CHECK(said(asking.ask("suit_won", parameters)) == Said{"blocker.suit_won"});
    judged(4, "obliged");
    CHECK(passes(asking.ask("suit_won", parameters)));
}

TEST_CASE("an extension leads beyond the running period, not back into it") {
    Asking asking;
    asking.step = "extend_deadline";
    const Record parameters{{"field", "due"}, {"deadlines", List{"supply", "hear"}}};
    asking.file.deadlines = {{"supply", 1, day("2026-11-02"), day("2026-11-30"), "", "lapse", ""}};
    asking.input["due"] = "2026-11-30";
    CHECK(said(asking.ask("date_extends", parameters)) == Said{"due: field.date_extends"});
    asking.input["due"] = "2026-12-01";
    CHECK(passes(asking.ask("date_extends", parameters)));
}

// Check lists: made from the programme, nothing answered beforehand, answers hold for the application they were given on.
#include "unit/workflow/checks_ask.hpp"
#include "workflow/check_list.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// Pößneck's application in the formal review, as `formal` has it on the desk.
struct Review : Asking {
    Review() {
        step = "accept";
        actor = {7, 7, {"formal_review"}};
        file.machines[0].state = "formal_review";
        file.forms["application"] = {{"project_title", FreeText{"Schnittstelle"}}};
    }

    const CheckList& list() const { return *check_list_before(*definition, "accept"); }

    Result<NewEvents> says(const Record& patch) {
        return edit(*definition, file, situation, {"formal_check", actor, patch, Spelling::Json, {}});
    }
    /// Saves and takes what came of it into the file.
    void answers(const Record& patch) {
        const auto events = says(patch);
        REQUIRE(events);
        for (auto event : *events) {
            event.seq = file.seq + 1;
            apply(file, event);
        }
    }
    void hand_in_again() {
        Event event;
        event.seq = file.seq + 1;
        event.step = "resubmit";
        event.from = "supplement_requested";
        event.to = "formal_review";
        event.facts.frozen["application"] = std::string(64, 'a');
        apply(file, event);
    }
    Record hint() {
        const auto verdict = ask("check_list_answered", {{"list", "formal_check"}});
        CHECK(verdict.blockers.empty());
        return verdict.hints.empty() ? Record{} : verdict.hints.front().message.values;
    }
};

const Record all_six{{"entitled", "fulfilled"},         {"object_open", "fulfilled"}, {"complete", "fulfilled"},
                     {"represented", "not_applicable"}, {"not_begun", "fulfilled"},   {"impartial", "fulfilled"}};

}  // namespace

TEST_CASE("a case begins with every question of its check list open") {
    Review review;
    const auto answers = answers_to(review.list(), review.file);
    REQUIRE(answers.size() == 6);
    CHECK(std::ranges::all_of(answers, [](const CheckAnswer& given) { return given.answer.empty(); }));
    CHECK(count_of_answers(answers) == 0);
}

TEST_CASE("how far the list is answered is a hint at the step, and none when all is answered") {
    Review review;
    CHECK(review.hint() == Record{{"list", "formal_check"}, {"title", "Formale Prüfung"}, {"answered", 0}, {"all", 6}});
    review.answers({{"complete", "fulfilled"}, {"complete_remark", FreeText{"Angebot nachgereicht."}}});
    CHECK(integer_of(review.hint(), "answered") == 1);
    review.answers(all_six);
    CHECK(review.hint().empty());
}

TEST_CASE("not fulfilled and not applicable are answers as well") {
    Review review;
    review.answers({{"complete", "not_fulfilled"}, {"represented", "not_applicable"}});
    CHECK(integer_of(review.hint(), "answered") == 2);
}

TEST_CASE("a remark alone answers nothing") {
    Review review;
    review.answers({{"complete_remark", FreeText{"Noch zu klären."}}});
    CHECK(integer_of(review.hint(), "answered") == 0);
}

TEST_CASE("an unfinished list is in the way only where the programme says so") {
    Review review;
    const auto refused = review.ask("check_list_answered", {{"list", "formal_check"}, {"binding", true}});
    CHECK(said(refused) == Said{"blocker.check_list_answered"});
    review.answers(all_six);
    CHECK(said(review.ask("check_list_answered", {{"list", "formal_check"}, {"binding", true}})).empty());
}

TEST_CASE("no other answer than the three is taken") {
    Review review;
    const auto refused = review.says({{"complete", "perhaps"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Refusal::Kind::BadInput);
    CHECK(refused.error().fields.contains("complete"));
}

TEST_CASE("only the duty of the step answers its list, and only while the case is there") {
    Review review;
    review.actor = {8, 8, {"technical_review"}};
    const auto stranger = review.says({{"complete", "fulfilled"}});
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().kind == Refusal::Kind::NotAllowed);
    review.actor = {7, 7, {"formal_review"}};
    review.file.machines[0].state = "technical_review";
    const auto late = review.says({{"complete", "fulfilled"}});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == Refusal::Kind::Blocked);
}

TEST_CASE("answers given before the application was handed in again wait for a new look") {
    Review review;
    review.answers(all_six);
    review.hand_in_again();
    CHECK(integer_of(review.hint(), "answered") == 0);
    const auto before = answers_to(review.list(), review.file);
    CHECK(before.at(2).outdated);
    CHECK(before.at(2).answer == "fulfilled");  // it is shown, as given for the version before

    review.answers({{"complete", "fulfilled"}});  // the same answer, given anew, is an answer
    CHECK(integer_of(review.hint(), "answered") == 1);
    CHECK_FALSE(answers_to(review.list(), review.file).at(2).outdated);
    CHECK(answers_to(review.list(), review.file).at(0).outdated);
}

TEST_CASE("saving an unchanged list adds nothing to the history") {
    Review review;
    review.answers(all_six);
    const auto again = review.says(all_six);
    REQUIRE(again);
    CHECK(again->empty());
}

TEST_CASE("every question of the shipped programmes names a source, and a setting says that it is one") {
    for (const auto* programme : {&egov(), &fag()})
        for (const auto& list : programme->check_lists)
            for (const auto& question : list.questions) {
                CAPTURE(list.form, question.name);
                CHECK_FALSE(question.source.empty());
                CHECK((question.source != "Einstellung" || question.unverified));
            }
}

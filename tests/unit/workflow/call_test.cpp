// A call for projects and its ranking: what counts is the arrival; points need a reason, add up and decide nothing.
#include "unit/workflow/checks_ask.hpp"
#include "workflow/ranking.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Definition& call() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "projektaufruf")).value();
    return definition;
}

/// An outline for the round that closes on Sunday, 31 January 2027, at 12:00 in Berlin.
struct Outline : Asking {
    Outline() {
        definition = &call();
        step = "submit";
        file.machines[0] = {1, "outline", "draft", noon("2027-01-18"), {}};
        file.forms["outline"] = {{"round", "round-2027"}, {"requested_cents", 10'000'000}};
        situation.now = noon("2027-01-31");
    }
};

Record ranked(std::int64_t inhabitants, std::int64_t region, std::int64_t digital) {
    return {{"inhabitants_points", inhabitants}, {"inhabitants_reason", FreeText{"Amtliche Zahl."}},
            {"region_points", region},           {"region_reason", FreeText{"Drei Nachbarn."}},
            {"digital_points", digital},         {"digital_reason", FreeText{"Ganz digital."}}};
}

}  // namespace

TEST_CASE("an outline is in time if it arrived by the closing moment, whenever the writer came to it") {
    Outline outline;
    const auto closes = noon("2027-01-31");
    outline.situation.arrived = closes;
    outline.situation.now = closes + std::chrono::seconds{5};
    const auto verdict = outline.ask("call_open");
    CHECK(passes(verdict));
    CHECK(verdict.used == Record{{"round", "round-2027"},
                                 {"closes", "2027-01-31T11:00:00.000000Z"},
                                 {"arrived", "2027-01-31T11:00:00.000000Z"}});
    outline.situation.arrived = closes + std::chrono::microseconds{1};
    CHECK(said(outline.ask("call_open")) == Said{"blocker.call_open"});
    outline.situation.arrived.reset();  // nobody sent it: the present moment counts
    CHECK(said(outline.ask("call_open")) == Said{"blocker.call_open"});
    outline.situation.now = closes;
    CHECK(passes(outline.ask("call_open")));
    outline.situation.arrived = berlin_time(day("2026-11-02"), std::chrono::minutes{8 * 60 - 1});
    CHECK(said(outline.ask("call_open")) == Said{"blocker.call_open.not_yet"});
}

TEST_CASE("the places and the money of a round are held by what is selected in it") {
    Outline outline;
    outline.step = "select";
    outline.file.machines[0].state = "submitted";
    CHECK(passes(outline.ask("within_call_budget")));
    outline.situation.places_taken["round-2027"] = {5, Money::cents(50'000'000)};
    CHECK(passes(outline.ask("within_call_budget")));
    outline.situation.places_taken["round-2027"] = {5, Money::cents(50'000'001)};
    CHECK(said(outline.ask("within_call_budget")) == Said{"blocker.within_call_budget"});
    outline.situation.places_taken["round-2027"] = {6, Money{}};
    CHECK(said(outline.ask("within_call_budget")) == Said{"blocker.within_call_budget.places"});
}

TEST_CASE("the sum of a ranking is its points by weight; what is missing keeps it incomplete") {
    CaseFile file = empty_case(1);
    auto rank = rank_of(call(), file, 12'000);
    CHECK(rank.total == 0);
    CHECK(rank.highest == 10 * 1 + 10 * 2 + 10 * 3);
    CHECK_FALSE(rank.complete);
    CHECK(rank.lines.at(0).proposed == 6);  // from 10,000 inhabitants on
    CHECK_FALSE(rank.lines.at(1).proposed);

    file.forms["ranking"] = ranked(4, 7, 9);
    rank = rank_of(call(), file, 0);
    CHECK(rank.total == 4 * 1 + 7 * 2 + 9 * 3);
    CHECK(rank.complete);
    CHECK(rank.lines.at(1).weighted == 14);
    CHECK(rank.lines.at(1).reason == "Drei Nachbarn.");
    CHECK_FALSE(rank.lines.at(0).proposed);  // nothing is proposed for a body whose number is not known

    file.forms["ranking"].erase("digital_points");
    CHECK_FALSE(rank_of(call(), file, 0).complete);
    CHECK(rank_of(call(), file, 0).total == 18);
}

TEST_CASE("a proposal by inhabitants changes at the threshold and is never counted") {
    CaseFile file = empty_case(1);
    const auto& [inhabitants, points] = GENERATE(table<std::int64_t, std::int64_t>(
        {{1, 2}, {2'999, 2}, {3'000, 4}, {9'999, 4}, {10'000, 6}, {50'000, 8}, {99'999, 8}, {100'000, 10}}));
    const auto rank = rank_of(call(), file, inhabitants);
    CAPTURE(inhabitants);
    CHECK(rank.lines.at(0).proposed == points);
    CHECK(rank.total == 0);
}

TEST_CASE("points come with a reason and a reason with points") {
    CHECK(unreasoned_points(call(), "ranking", ranked(1, 2, 3)).empty());
    CHECK(unreasoned_points(call(), "outline", {{"region_points", 3}}).empty());
    auto answers = ranked(1, 2, 3);
    answers["region_reason"] = FreeText{" \n"};
    answers.erase("digital_points");
    const auto wrong = unreasoned_points(call(), "ranking", answers);
    REQUIRE(wrong.size() == 2);
    CHECK(wrong.at("region_reason").key == "ranking.reason_missing");
    CHECK(wrong.at("digital_points").key == "ranking.points_missing");
}

#include "workflow/amendment.hpp"

#include "play/played_case.hpp"
#include "workflow/succession.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const MachineId change = 2;

/// A final grant of 80,000.00 (2026 and 2027: 40,000.00 each) with an amendment in its draft.
struct Changing {
    Treasury treasury;
    PlayedCase played{42, poessneck, treasury, "EGOV-2026-0042"};
    Changing() {
        treasury.appropriate("2026-01-02", 2026, 1'000'000'000);
        treasury.appropriate("2026-01-02", 2026, 500'000'000, 2027);
        treasury.appropriate("2026-01-02", 2026, 1'000'000, 2028);
        played.until_decision_ready(2026, 8'000'000);
        played.take("2026-03-13", "approve", "decider");
        played.take("2026-03-16", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2026-03-16"}});
        played.take("2026-03-17", "waive_remedy", "applicant_signatory");
        played.open_child("2026-04-01", "amendment", "applicant_clerk");
    }
    Result<NewEvents> wish(std::string_view on, const std::string& step, const std::string& duty, Record fields) const {
        return decide(egov(), played.file, played.situation(on),
                      {step, change, by(duty), std::move(fields), Spelling::Json, "Weil es so ist.", {}});
    }
    void shift(std::int64_t this_year, std::int64_t next, std::int64_t later) {
        List slices;
        const std::int64_t amounts[] = {this_year, next, later};
        for (int i = 0; i < 3; ++i)
            if (amounts[i] > 0) slices.emplace_back(Record{{"year", 2026 + i}, {"amount_cents", amounts[i]}});
        played.take("2026-04-02", "request", "applicant_signatory",
                    {{"kind", "slice_shift"}, {"explanation", "Der Anbieter liefert später."}, {"slices", slices}},
                    change);
        played.take("2026-04-03", "examine", "technical_review", {}, change);
    }
    void merge() {
        auto ended = poessneck;
        ended.valid_to = day("2026-03-31");
        for (auto& event :
             end_body(egov(), played.file, played.situation("2026-04-01"), Actor::system(), ended, ohrdruf)) {
            event.seq = played.file.seq + 1;
            apply(played.file, event);
        }
    }
};

}  // namespace

TEST_CASE_METHOD(Changing, "after a merger the successor takes the grant over and the old body keeps reading") {
    merge();
    const auto other = wish("2026-04-02", "request", "applicant_signatory",
                            {{"kind", "recipient"}, {"explanation", "Eingliederung"}, {"successor", "16062000"}});
    REQUIRE(!other);
    CHECK(other.error().fields.at("successor").key == "field.other_successor");

    played.take("2026-04-02", "request", "applicant_signatory",
                {{"kind", "recipient"}, {"explanation", "Eingliederung"}, {"successor", "16067053"}}, change);
    played.take("2026-04-03", "examine", "technical_review", {}, change);
    played.take("2026-04-06", "cosign", "second_reviewer", {}, change);
    CHECK(played.file.recipient.key == poessneck.key);
    played.take("2026-04-07", "approve", "decider", {}, change);
    CHECK(played.file.recipient.key == ohrdruf.key);
    REQUIRE(played.file.former_recipients.size() == 1);
    CHECK(played.file.former_recipients.front().key == poessneck.key);
    CHECK(integer_of(played.file.grant, "version") == 2);
    const auto& change_told = *list_of(played.events.back().facts.values, "changes").front().as_record();
    CHECK(text_of(change_told, "from") == poessneck.key);
    CHECK(text_of(change_told, "to") == ohrdruf.key);
}

TEST_CASE_METHOD(Changing, "the event that amends names the old slices and the new ones") {
    shift(4'000'000, 3'000'000, 1'000'000);
    played.take("2026-04-06", "reserve", "budget_officer", {}, change);
    played.take("2026-04-07", "cosign", "second_reviewer", {}, change);
    played.take("2026-04-08", "approve", "decider", {}, change);
    const auto& changes = list_of(played.events.back().facts.values, "changes");
    REQUIRE(changes.size() == 1);
    const auto& told = *changes.front().as_record();
    CHECK(text_of(told, "field") == "slices");
    CHECK(list_of(told, "from").size() == 2);
    CHECK(list_of(told, "to").size() == 3);
    CHECK(balance_of(treasury.balances, {demo_line, 2026, 2028, "available"}) == Money{});
    CHECK(balance_of(treasury.balances, {demo_line, 2026, 2027, "available"}) == Money::cents(497'000'000));
}

TEST_CASE_METHOD(Changing, "a missing commitment appropriation is told with its year and to the cent") {
    shift(4'000'000, 2'999'900, 1'000'100);
    const auto refused = wish("2026-04-06", "reserve", "budget_officer", {});
    REQUIRE(!refused);
    REQUIRE(refused.error().blockers.size() == 1);
    const auto& blocker = refused.error().blockers.front();
    CHECK(blocker.check == "every_slice_covered");
    CHECK(blocker.message.key == "blocker.every_slice_covered.later_year");
    CHECK(integer_of(blocker.message.values, "year") == 2028);
    CHECK(integer_of(blocker.message.values, "missing_cents") == 100);
}

TEST_CASE("money that was called or paid can not fall, what is bound beside it can, what was given back is gone") {
    CaseFile file = empty_case(1);
    const auto hold = [&](const char* stage, std::int64_t cents) {
        file.held[{demo_line, 2026, 2026, stage}] = Money::cents(cents);
    };
    hold("called", 100);
    hold("used", 200);
    hold("repaid", 50);
    hold("committed", 700);
    const auto grant = [](std::int64_t cents) {
        return Record{{"slices", List{Record{{"year", 2026}, {"amount_cents", cents}}}}};
    };
    CHECK(yearly_changes(file, grant(1000)).at(2026).rise == Money{});
    CHECK(yearly_changes(file, grant(1000)).at(2026).fall == Money{});
    CHECK(yearly_changes(file, grant(1001)).at(2026).rise == Money::cents(1));
    CHECK(yearly_changes(file, grant(300)).at(2026).fall == Money::cents(700));
    CHECK(yearly_changes(file, grant(300)).at(2026).below == Money{});
    CHECK(yearly_changes(file, grant(299)).at(2026).below == Money::cents(1));
    CHECK(yearly_changes(file, Record{}).at(2026).below == Money::cents(300));
    file.grant = grant(250);  // lowered: the 50 paid beyond it are the matter of the repayment
    CHECK(yearly_changes(file, grant(250)).at(2026).below == Money{});
    CHECK(yearly_changes(file, grant(249)).at(2026).below == Money::cents(1));
}

TEST_CASE("what no amendment changed is read from the application, before a decision too") {
    CaseFile file = empty_case(1);
    file.forms["application"] = {{"planned_end", "2027-12-31"}};
    CHECK(*file.at("grant.planned_end").as_text() == "2027-12-31");
    file.grant = {{"planned_end", "2028-06-30"}};
    CHECK(*file.at("grant.planned_end").as_text() == "2028-06-30");
    CHECK(file.at("grant.planned_start").is_empty());
}

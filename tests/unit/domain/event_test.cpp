#include "domain/event.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

namespace {

LedgerAccount account(int due_year, std::string stage) { return {"16 90/633 01", 2026, due_year, std::move(stage)}; }

Facts everything() {
    Facts facts;
    facts.person = 7;
    facts.fields = {
        {"award_cents", 8000000}, {"note", FreeText{"nur für die Akte"}}, {"slices", List{Record{{"year", 2026}}}}};
    facts.reason = FreeText{"vollständig und plausibel"};
    facts.form = "notice";
    facts.frozen = {{"application", "ab12"}};
    facts.opened = {{"programme", "thueregovrl"}};
    facts.file_number = "EGOV-2026-0042";
    facts.served_on = day("2026-11-06");
    facts.deadlines_started = {{"remedy", 1, day("2026-11-06"), day("2026-12-07"), "§ 74 VwGO", "become_final", ""},
                               {"answer", 3, day("2026-11-06"), day("2026-11-20"), "", "", "decider"}};
    facts.deadlines_stopped = {"inaction", "supply"};
    facts.postings = {{Money::cents(8000000), account(2026, "reserved"), account(2026, "committed")},
                      {Money::cents(1), account(2026, "outside"), account(2026, "available"), "appropriation"}};
    facts.letters = {{"grant_notice", Record{{"sha256", "cd34"}, {"template", "grant"}}}};
    facts.values = {{"base_rate", "1.27"}};
    return facts;
}

}  // namespace

TEST_CASE("an actor has the duties it holds and no other") {
    const Actor clerk{4, 2, {"decider", "formal_review"}};
    CHECK(clerk.has("decider"));
    CHECK_FALSE(clerk.has("decide"));
    CHECK_FALSE(clerk.has(""));
    CHECK(Actor::system().has("system"));
}

TEST_CASE("facts are read back exactly as they were written") {
    const auto facts = everything();
    const auto read = facts_from(record_of(facts));
    REQUIRE(read);
    CHECK(*read == facts);
}

TEST_CASE("absent parts are left out") {
    CHECK(record_of(Facts{}).empty());
    CHECK(facts_from({}).value() == Facts{});
    Facts reason_only;
    reason_only.reason = FreeText{"", true};
    CHECK(record_of(reason_only).size() == 1);
    CHECK(facts_from(record_of(reason_only)).value() == reason_only);
}

TEST_CASE("the record of facts names its parts as the history stores them") {
    const auto record = record_of(everything());
    std::vector<std::string> names;
    for (const auto& [name, part] : record) names.push_back(name);
    CHECK(names == std::vector<std::string>{"deadlines_started", "deadlines_stopped", "fields", "file_number", "form",
                                            "frozen", "letters", "opened", "person", "postings", "reason", "served_on",
                                            "values"});
    CHECK(*list_of(record, "postings")[0].as_record() == Record{{"amount_cents", 8000000},
                                                                {"from", "16 90/633 01|2026|2026|reserved"},
                                                                {"to", "16 90/633 01|2026|2026|committed"}});
}

TEST_CASE("every part survives on its own and with any others") {
    CHECK(rc::check("for every choice of parts", [] {
        const auto whole = everything();
        Facts some;
        const auto with = [] { return *rc::gen::arbitrary<bool>(); };
        if (with()) some.person = *rc::gen::inRange<PersonId>(0, 100'000);
        if (with()) some.fields = whole.fields;
        if (with()) some.reason = FreeText{*rc::gen::arbitrary<std::string>()};
        if (with()) some.form = *rc::gen::arbitrary<std::string>();
        if (with()) some.frozen = whole.frozen;
        if (with()) some.opened = whole.opened;
        if (with()) some.file_number = whole.file_number;
        if (with()) some.served_on = whole.served_on;
        if (with()) some.deadlines_started = whole.deadlines_started;
        if (with()) some.deadlines_stopped = whole.deadlines_stopped;
        if (with()) some.postings = whole.postings;
        if (with()) some.letters = whole.letters;
        if (with()) some.values = whole.values;
        RC_ASSERT(facts_from(record_of(some)).value() == some);
    }));
}

TEST_CASE("facts that replay could not read whole are refused, with the part") {
    auto [record, part] = GENERATE(table<Record, std::string>({
        {{{"surprise", 1}}, "surprise"},
        {{{"person", "sieben"}}, "person"},
        {{{"fields", List{}}}, "fields"},
        {{{"reason", 1}}, "reason"},
        {{{"served_on", "06.11.2026"}}, "served_on"},
        {{{"deadlines_stopped", List{1}}}, "deadlines_stopped"},
        {{{"deadlines_started", List{"remedy"}}}, "deadlines_started"},
        {{{"deadlines_started", List{Record{{"name", "remedy"}, {"start", "2026-11-06"}}}}}, "deadlines_started.due"},
        {{{"postings", List{Record{{"amount_cents", 1}, {"from", "x"}, {"to", "x"}}}}}, "postings.from"},
        {{{"postings", Record{}}}, "postings"},
    }));
    const auto read = facts_from(record);
    REQUIRE_FALSE(read);
    CHECK(read.error().message == Message{"facts.malformed", {{"part", part}}});
}

TEST_CASE("a ledger account is read back from its text") {
    const LedgerAccount some{"16 90/633 01", 2026, 2027, "reserved"};
    CHECK(to_text(some) == "16 90/633 01|2026|2027|reserved");
    CHECK(parse_ledger_account(to_text(some)).value() == some);
    for (const auto* text :
         {"", "16 90/633 01", "16 90/633 01|2026|2027", "16 90/633 01|26|2027|reserved", "|2026|2027|reserved",
          "16 90/633 01|2026|2027|spent", "16 90/633 01|2026|2027|reserved|", "a|2026|2027|Reserved"}) {
        CAPTURE(text);
        CHECK(refusal_of(parse_ledger_account(text)) == "ledger_account.spelling");
    }
}

#include "store/event_hash.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "store/fault.hpp"
#include "store/history.hpp"
#include "store/json_values.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

// Worked out with Python's hashlib and json.dumps(sort_keys, no blanks): another implementation of the recipe.
constexpr auto salt = "000102030405060708090a0b0c0d0e0f";
constexpr auto text = "Straße & \"Höhe\"\n";
constexpr auto text_hash = "b79484c708eaafcf603cfce1883df8af1d4f8abf96a175497552035139176299";

Instant instant(std::string_view rfc3339) {
    Instant moment;
    REQUIRE(from_rfc3339(rfc3339, moment));
    return moment;
}

Event approval() {
    Event event;
    event.actor = 12;
    event.at = instant("2026-11-21T20:55:14.000123Z");
    event.case_id = 1042;
    event.duty = "decider";
    event.from = "decision_ready";
    for (int i = 0; i < 32; ++i) event.prev_hash += "ab";
    event.rule_version = "sha256:";
    for (int i = 0; i < 32; ++i) event.rule_version += "0c";
    event.seq = 17;
    event.step = "approve";
    event.to = "granted";
    return event;
}

}  // namespace

TEST_CASE("a text is committed by the hash of its salt and its bytes") { CHECK(commitment(salt, text) == text_hash); }

TEST_CASE("an event's hash is the one another language works out from the recipe") {
    const Record facts{{"person", 7},
                       {"fields", Record{{"award_cents", 8000000},
                                         {"funding_object", "dms"},
                                         {"partners", List{}},
                                         {"project_title", Record{{"c", text_hash}}}}},
                       {"served_on", "2026-11-06"}};
    CHECK(hash_of(approval(), facts) == "87d057eb6f2a6c0aa6b6d75aec967e5db4708fb2cc555dd537ef9e17e06b89f6");

    auto first = approval();
    first.actor = 0;
    first.prev_hash = no_hash;
    first.seq = 1;
    first.duty = "system";
    first.step = "lapse \"x\"";
    first.from = "";
    CHECK(hash_of(first, Record{}) == "fa4c904b0a059b97af2430dada117e8a70890c7efce56be6af340b462152a5e8");
}

TEST_CASE("free texts leave the facts, each under its path and with a salt of its own") {
    const Record facts{{"fields", Record{{"project_title", FreeText{"Digitale Akte"}},
                                         {"funding_object", "dms"},
                                         {"cost_plan", List{Record{{"item", FreeText{"Server"}}, {"amount_cents", 5}},
                                                            Record{{"item", FreeText{"Server"}}}}}}},
                       {"reason", FreeText{"vollständig"}}};
    const auto committed = commit(facts);
    REQUIRE(committed.texts.size() == 4);
    std::map<std::string, CommittedText> by_key;
    for (const auto& kept : committed.texts) by_key[kept.key] = kept;
    CHECK(by_key.at("reason").text == "vollständig");
    CHECK(by_key.at("fields.project_title").text == "Digitale Akte");
    CHECK(by_key.at("fields.cost_plan.0.item").salt != by_key.at("fields.cost_plan.1.item").salt);
    CHECK(by_key.at("reason").salt.size() == 32);

    const auto json = canonical_json(committed.facts);
    CHECK(json.find("Akte") == std::string::npos);
    CHECK(json.find("vollst") == std::string::npos);
    for (const auto& [path, hash] : commitments_in(committed.facts))
        CHECK(hash == commitment(by_key.at(path).salt, by_key.at(path).text));
    CHECK(commitments_in(committed.facts).size() == 4);
}

TEST_CASE("facts come back from JSON and texts as they were, erased ones as erased") {
    Facts facts;
    facts.person = 4;
    facts.fields = {{"title", FreeText{"Wärmenetz"}},
                    {"code", "c"},
                    {"yes", true},
                    {"list", List{1, "two", Value{}}},
                    {"looks_like_one", Record{{"c", "kein Hash"}}}};
    facts.reason = FreeText{"eilig"};
    const auto committed = commit(record_of(facts));
    std::vector<KeptText> kept;
    for (const auto& each : committed.texts) kept.push_back({each.key, each.salt, each.text});
    const auto json = canonical_json(committed.facts);
    CHECK(facts_with(json, kept) == facts);

    for (auto& each : kept) each.text.reset();
    const auto erased = facts_with(json, kept);
    CHECK(erased.reason == FreeText{"", true});
    CHECK(member(erased.fields, "title") == Value{FreeText{"", true}});
}

TEST_CASE("JSON of the history is read back to the values it was written from") {
    const Record record{
        {"a", Record{{"b", List{List{1, -2}, Record{}, List{}}}}}, {"n", Value{}}, {"t", "ü\"\\\n"}, {"z", false}};
    CHECK(record_from_json(canonical_json(record)) == record);
    CHECK(member(record_from_json(R"({"x":1.50})"), "x") == Value{Fraction{"1.50"}});
    for (const auto* bad : {"", "[]", "{", "{\"a\":}", "{} x", "nul"})
        CHECK_THROWS_AS(record_from_json(bad), StoreFault);
}

TEST_CASE("an event that names another place in the history than the next is a fault") {
    auto file = empty_case(5);
    auto event = approval();
    CHECK_THROWS_AS(seal(event, file, 1), StoreFault);  // names case 1042
    event.case_id = 5;
    CHECK_THROWS_AS(seal(event, file, 1), StoreFault);  // names seq 17
    event.seq = 0;
    const auto sealed = seal(event, file, 9);
    CHECK(sealed.event.seq == 1);
    CHECK(sealed.event.position == 9);
    CHECK(sealed.event.prev_hash == no_hash);
    CHECK(sealed.event.hash == hash_of(sealed.event, std::string_view{sealed.facts_json}));
}

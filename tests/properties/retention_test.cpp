// Ten years of one case, from the grant to its deletion, by simulated time (domain.md § 4.3 rows 33 to 37).
#include "casework/case_row.hpp"
#include "properties/life.hpp"
#include "store/memory_store.hpp"
#include "workflow/programmes.hpp"
#include "workflow/retention.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Hand registry{"admin", {201, 21, {"admin"}}};
const Hand same_person{"admin-2", {202, 21, {"decider"}}};

RetentionRules ten_years() {
    RetentionRules rules;
    rules.otherwise = RetentionRule{10, "Einstellung", true};
    return rules;
}

/// The end of a life in a store, where days go by and texts can be deleted.
class Registry {
public:
    explicit Registry(const Life& life) : store_{projector_of(programmes_)}, today_{life.today()} {
        programmes_.add(read_bundle(SOURCE_DIR "/workflows", "thueregovrl"));
        // One after the other as it was, for the ledger never stands below zero.
        for (const auto& event : life.everything())
            store_.run([&](Transaction& transaction) { transaction.append(event.case_id, {event}, {}); });
    }

    CaseFile file() {
        std::optional<CaseFile> file;
        store_.read([&](Snapshot& snapshot) { file = snapshot.case_file(1); });
        return *file;
    }
    Result<NewEvents> take(const Hand& who, const std::string& step, Record given = {}, std::string reason = {}) {
        Situation now;
        const auto before = file();
        now.now = std::max(berlin_time(today_, std::chrono::hours{9}), before.last_at);
        now.today = today_;
        auto events = retain(egov(), before, now, ten_years(), who.actor, {step, std::move(given), std::move(reason)});
        if (events) store_.run([&](Transaction& transaction) { transaction.append(1, *events); });
        return events;
    }
    std::string refused(const Hand& who, const std::string& step, Record given = {}, std::string reason = {}) {
        const auto before = file().seq;
        const auto outcome = take(who, step, std::move(given), std::move(reason));
        CHECK(file().seq == before);
        if (outcome) return "taken";
        const auto& refusal = outcome.error();
        if (!refusal.blockers.empty()) return refusal.blockers.front().check;
        return refusal.fields.empty() ? refusal.message.key : refusal.fields.begin()->first;
    }
    void turn_to(Date day) { today_ = day; }
    Date today() const { return today_; }
    Store& store() { return store_; }
    Retention retention(const CaseFile& of) const { return retention_of(egov(), of, rules_); }

private:
    Programmes programmes_;
    MemoryStore store_;
    Date today_;
    const RetentionRules rules_ = ten_years();
};

MachineId opened(Life& life, const char* machine) {
    REQUIRE(life.open(hand("gemeinde"), machine));
    return life.file().machines.back().id;
}

/// Paid 40,000.00, proven, used for its purpose, closed.
Life lived_to_the_end() {
    Life life = Life::running();
    std::mt19937 dice{1};
    const auto payment = opened(life, "payment-request");
    const auto take = [&](const char* who, const char* step, MachineId machine, Record fields = {}) {
        const auto outcome = life.take(hand(who), step, machine, std::move(fields));
        INFO(step);
        if (!outcome)
            for (const auto& [field, message] : outcome.error().fields) UNSCOPED_INFO(field << " " << message.key);
        REQUIRE(outcome);
    };
    take("zeichner", "submit", payment,
         {{"due_payments", List{row({{"item", "Software"},
                                     {"payee", "Systemhaus"},
                                     {"due", to_iso(plus_days(life.today(), 20))},
                                     {"amount_cents", 5'000'000}})}},
          {"amount_cents", 4'000'000}});
    take("fach", "certify_factual", payment);
    take("formal", "certify_arithmetic", payment, {{"approved_cents", 4'000'000}});
    take("haushalt", "order", payment);
    take("kasse", "confirm_payment", payment, {{"value_date", to_iso(life.today())}});
    life.pass(100);  // until the voucher of the proof is written
    std::string story;
    const int steps = bring_to_an_end(life, 40, story);
    INFO(story);
    REQUIRE(steps <= 40);
    return life;
}

std::vector<std::string> keys_of(const std::vector<Difference>& found) {
    std::vector<std::string> keys;
    for (const auto& difference : found) keys.push_back(difference.message.key);
    return keys;
}

}  // namespace

TEST_CASE("a case is granted, paid, proven, closed, kept ten years, offered, deleted; its chain stays whole") {
    const auto life = lived_to_the_end();
    Registry registry_of{life};
    const auto ended = registry_of.file();
    REQUIRE(ended.at("application.project_title").as_text());
    const auto kept = registry_of.retention(ended);
    REQUIRE(kept.ended_on);
    REQUIRE(kept.until);
    CHECK(static_cast<int>(kept.until->year()) == static_cast<int>(kept.ended_on->year()) + 10);

    CHECK(registry_of.refused(registry, "offer_to_archive") == "retention_runs");
    registry_of.turn_to(*kept.until);
    CHECK(registry_of.refused(registry, "offer_to_archive") == "retention_runs");
    registry_of.turn_to(plus_days(*kept.until, 1));
    CHECK(registry_of.refused(hand("entscheidung"), "offer_to_archive") == "refusal.not_your_retention");
    CHECK(registry_of.refused(registry, "archive_answer") == "not_offered");
    CHECK(registry_of.refused(registry, "propose_disposal") == "not_offered");
    REQUIRE(registry_of.take(registry, "offer_to_archive"));
    CHECK(registry_of.refused(registry, "offer_to_archive") == "already_offered");
    CHECK(registry_of.refused(registry, "propose_disposal") == "not_answered");
    CHECK(registry_of.refused(hand("entscheidung"), "dispose") == "not_answered");

    const auto today = to_iso(registry_of.today());
    CHECK(registry_of.refused(registry, "archive_answer", {{"outcome", "gone"}}) == "outcome");
    CHECK(registry_of.refused(registry, "archive_answer", {{"outcome", "taken_over"}, {"date", "2026-01-01"}}) ==
          "date");
    CHECK(registry_of.refused(registry, "archive_answer", {{"outcome", "taken_over"}, {"date", today}}) == "reference");
    REQUIRE(registry_of.take(registry, "archive_answer",
                             {{"outcome", "taken_over"}, {"date", today}, {"reference", "LATh 7/2037"}}));
    CHECK(registry_of.refused(hand("entscheidung"), "dispose") == "not_proposed");
    REQUIRE(registry_of.take(registry, "propose_disposal"));
    CHECK(registry_of.refused(same_person, "dispose") == "second_person");
    CHECK(registry_of.refused(registry, "dispose") == "refusal.not_your_retention");
    REQUIRE(registry_of.take(hand("entscheidung"), "dispose"));
    CHECK(registry_of.refused(hand("entscheidung"), "dispose") == "disposed");

    const auto tombstone = registry_of.file();
    CHECK(tombstone.file_number == ended.file_number);
    CHECK(tombstone.decided_on == ended.decided_on);
    CHECK(member(tombstone.grant, "award_cents") == member(ended.grant, "award_cents"));
    CHECK(tombstone.at("application.project_title") == Value{FreeText{"", true}});
    for (const auto& document : tombstone.documents) {
        CHECK(is_erased(document));
        CHECK(document.sha256.size() == 64);
    }
    const auto gone = registry_of.retention(tombstone);
    CHECK(gone.disposed_on == registry_of.today());
    CHECK(gone.archive_reference == "LATh 7/2037");
    CHECK(gone.disposal->person == hand("entscheidung").actor.person);
    CHECK(keys_of(registry_of.store().verify()) == std::vector<std::string>{});
    registry_of.store().rebuild();
    CHECK(keys_of(registry_of.store().verify()) == std::vector<std::string>{});
}

TEST_CASE("a running case is neither offered nor deleted") {
    Registry registry_of{Life::running()};
    registry_of.turn_to(day("2060-01-01"));
    CHECK_FALSE(registry_of.retention(registry_of.file()).ended_on);
    CHECK(registry_of.refused(registry, "offer_to_archive") == "case_is_open");
    CHECK(registry_of.refused(hand("entscheidung"), "dispose") == "case_is_open");
}

TEST_CASE("without a rule nothing is ever offered") {
    const auto life = lived_to_the_end();
    Situation now;
    now.today = day("2090-01-01");
    const auto outcome = retain(egov(), life.file(), now, {}, registry.actor, {"offer_to_archive", {}, {}});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().blockers.front().check == "no_retention_rule");
}

TEST_CASE("a single document is erased by two persons, at any time, and nothing else with it") {
    Registry registry_of{Life::running()};
    const auto before = registry_of.file();
    REQUIRE(before.documents.size() == 3);
    CHECK(registry_of.refused(registry, "propose_erasure", {{"what", "document/9"}}, "Art. 17 DSGVO") == "what");
    CHECK(registry_of.refused(registry, "propose_erasure", {{"what", "event/0"}}, "Art. 17 DSGVO") == "what");
    CHECK(registry_of.refused(registry, "propose_erasure", {{"what", "document/2"}}) == "reason");
    CHECK(registry_of.refused(hand("entscheidung"), "erase", {{"what", "document/2"}}) == "erasure_not_proposed");
    REQUIRE(registry_of.take(registry, "propose_erasure", {{"what", "document/2"}}, "Art. 17 DSGVO"));
    CHECK(registry_of.refused(same_person, "erase", {{"what", "document/2"}}) == "second_person");
    CHECK(registry_of.refused(hand("entscheidung"), "erase", {{"what", "document/1"}}) == "what");
    const auto erased = registry_of.take(hand("entscheidung"), "erase", {{"what", "document/2"}});
    REQUIRE(erased);
    REQUIRE(documents_erased_by(before, *erased).size() == 1);
    CHECK(documents_erased_by(before, *erased).front().id == 2);

    const auto after = registry_of.file();
    CHECK_FALSE(is_erased(after.documents[0]));
    CHECK(is_erased(after.documents[1]));
    CHECK(after.documents[1].sha256 == before.documents[1].sha256);
    CHECK(after.at("application.project_title") == before.at("application.project_title"));
    CHECK(registry_of.refused(hand("entscheidung"), "erase", {{"what", "document/2"}}) == "erasure_not_proposed");
    CHECK(registry_of.refused(registry, "propose_erasure", {{"what", "document/2"}}, "Noch einmal") == "what");
    CHECK(keys_of(registry_of.store().verify()) == std::vector<std::string>{});
}

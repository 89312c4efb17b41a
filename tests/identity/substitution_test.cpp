#include "identity/registry.hpp"
#include "identity/substitution.hpp"

#include "domain/calendar.hpp"

#include <algorithm>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Account boss{7, 7, "admin", "Herr Berg", {{"admin", "", ""}}};

Date day(const char* iso) { return *parse_date(iso); }

Substitution standing_in(AccountId account, AccountId substitute, const char* from, const char* to) {
    return {0, account, substitute, day(from), day(to), {}, 0, "Urlaub"};
}

/// Besides `fach`: one of each kind that may or may not stand in.
struct Office : Registry {
    Office() {
        add("formal", {"formal_review", "", ""});
        add("leitung", {"decider", "", ""});
        add("verwaltung", {"admin", "", ""});
        add("revision", {"auditor", "", ""});
        add("gemeinde", {"applicant_clerk", "16075085", ""});
    }
    void add(const std::string& name, const HeldDuty& duty) {
        REQUIRE(identity.add_account(Account::system(), name, name, ""));
        REQUIRE(identity.give_duty(Account::system(), name, duty));
    }
    Account account(const std::string& name) { return *identity.account_named(name); }
    Result<Substitution> grant(const std::string& account, const std::string& substitute,
                               const char* from = "2026-11-02", const char* to = "2026-11-06") {
        return identity.grant_substitution(boss, {account, substitute, day(from), day(to), "Urlaub"});
    }
    /// The key under the field, or what else came of it.
    std::string field(const Result<Substitution>& result, const std::string& name) {
        if (result) return "granted";
        const auto found = result.error().fields.find(name);
        return found == result.error().fields.end() ? result.error().message.key : found->second.key;
    }
};

}  // namespace

TEST_CASE("a substitute carries the duties on the days of the period and on no other") {
    Office office;
    REQUIRE(office.grant("fach", "formal", "2026-11-03", "2026-11-04"));
    CHECK_FALSE(office.account("formal").holds("technical_review"));
    office.later(std::chrono::hours{24});
    const auto carrying = office.account("formal");
    CHECK(carrying.holds("technical_review"));
    CHECK(carrying.holds("formal_review"));
    CHECK(carrying.duties.back().in_place_of == office.account("fach").id);
    CHECK(carrying.person != office.account("fach").person);
    office.later(std::chrono::hours{24});
    CHECK(office.account("formal").holds("technical_review"));
    office.later(std::chrono::hours{24});
    CHECK_FALSE(office.account("formal").holds("technical_review"));
}

TEST_CASE("a session that is already open carries a duty from the day it is granted") {
    Office office;
    const auto session = office.identity.issue_token("formal");
    REQUIRE(session);
    CHECK_FALSE(office.identity.session(session->token)->account.holds("technical_review"));
    REQUIRE(office.grant("fach", "formal"));
    CHECK(office.identity.session(session->token)->account.holds("technical_review"));
}

TEST_CASE("the person itself lets somebody stand in, a colleague cannot do it for another") {
    Office office;
    const SubstitutionWish wish{"fach", "formal", day("2026-11-02"), day("2026-11-06"), "Urlaub"};
    const auto foreign = office.identity.grant_substitution(office.account("formal"), wish);
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().kind == Refusal::Kind::NotAllowed);
    CHECK(office.identity.grant_substitution(office.account("fach"), wish));
}

TEST_CASE("what cannot be a substitution is refused at its field") {
    Office office;
    CHECK(office.field(office.grant("fach", "fach"), "substitute") == "substitution.oneself");
    CHECK(office.field(office.grant("fach", "gemeinde"), "substitute") == "substitution.stranger");
    CHECK(office.field(office.grant("fach", "verwaltung"), "substitute") == "substitution.stranger");
    CHECK(office.field(office.grant("fach", "revision"), "substitute") == "substitution.stranger");
    CHECK(office.field(office.grant("gemeinde", "fach"), "account") == "substitution.nothing_to_carry");
    CHECK(office.field(office.grant("verwaltung", "fach"), "account") == "substitution.nothing_to_carry");
    CHECK(office.field(office.grant("niemand", "fach"), "account") == "account.unknown");
    CHECK(office.field(office.grant("fach", "formal", "2026-11-06", "2026-11-05"), "to") == "substitution.ends_before");
    CHECK(office.field(office.grant("fach", "formal", "2026-11-01", "2026-11-05"), "from") ==
          "substitution.in_the_past");
    const auto unfounded = office.identity.grant_substitution(
        boss, {"fach", "formal", day("2026-11-02"), day("2026-11-02"), "  "});
    CHECK(office.field(unfounded, "reason") == "substitution.reason_missing");
    CHECK(office.identity.substitutions(boss).empty());
}

TEST_CASE("nobody stands in in a circle on the same days, straight or through others") {
    Office office;
    REQUIRE(office.grant("fach", "formal", "2026-11-02", "2026-11-06"));
    CHECK(office.field(office.grant("formal", "fach", "2026-11-06", "2026-11-10"), "substitute") ==
          "substitution.circle");
    CHECK(office.field(office.grant("fach", "formal", "2026-11-05", "2026-11-09"), "substitute") ==
          "substitution.twice");
    REQUIRE(office.grant("formal", "leitung", "2026-11-06", "2026-11-10"));
    CHECK(office.field(office.grant("leitung", "fach", "2026-11-06", "2026-11-06"), "substitute") ==
          "substitution.circle");
    CHECK(office.grant("leitung", "fach", "2026-11-07", "2026-11-10"));  // the three days meet nowhere
    CHECK(office.grant("formal", "fach", "2026-11-11", "2026-11-12"));
}

TEST_CASE("a second account of a person closes the circle as the first would") {
    const std::map<AccountId, PersonId> person_of{{1, 1}, {2, 2}, {3, 1}};
    const std::vector<Substitution> granted{standing_in(1, 2, "2026-11-02", "2026-11-06")};
    CHECK(closes_circle(granted, standing_in(2, 3, "2026-11-04", "2026-11-04"), person_of));
    CHECK_FALSE(closes_circle(granted, standing_in(2, 3, "2026-11-07", "2026-11-07"), person_of));
}

TEST_CASE("a substitution that was ended counts no more and closes no circle") {
    Office office;
    const auto granted = office.grant("fach", "formal");
    REQUIRE(granted);
    CHECK_FALSE(office.identity.end_substitution(office.account("leitung"), granted->id));  // not theirs: unknown
    CHECK(office.identity.end_substitution(office.account("formal"), granted->id).error().kind ==
          Refusal::Kind::NotAllowed);
    REQUIRE(office.identity.end_substitution(office.account("fach"), granted->id));
    CHECK_FALSE(office.account("formal").holds("technical_review"));
    CHECK(office.grant("formal", "fach"));
}

TEST_CASE("each substitution and its end is an event of the installation's own record") {
    Office office;
    const auto before = office.own_record().size();
    const auto granted = office.grant("fach", "formal");
    REQUIRE(granted);
    REQUIRE(office.identity.end_substitution(boss, granted->id));
    CHECK_FALSE(office.grant("fach", "fach"));  // what was refused leaves nothing behind
    const auto events = office.own_record();
    REQUIRE(events.size() == before + 2);
    CHECK(events[before].step == "substitution_granted");
    CHECK(text_of(events[before].facts.fields, "from") == "2026-11-02");
    CHECK(std::holds_alternative<FreeText>(member(events[before].facts.fields, "reason").any()));
    CHECK(events[before + 1].step == "substitution_ended");
    CHECK(office.store.verify().empty());
}

TEST_CASE("everybody sees the own substitutions, administration and audit see all") {
    Office office;
    REQUIRE(office.grant("fach", "formal"));
    CHECK(office.identity.substitutions(office.account("fach")).size() == 1);
    CHECK(office.identity.substitutions(office.account("formal")).size() == 1);
    CHECK(office.identity.substitutions(office.account("leitung")).empty());
    CHECK(office.identity.substitutions(office.account("revision")).size() == 1);
}

TEST_CASE("whoever becomes administrator carries nothing from then on") {
    Office office;
    REQUIRE(office.grant("leitung", "formal"));
    CHECK(office.account("formal").holds("decider"));
    REQUIRE(office.identity.give_duty(boss, "formal", {"admin", "", ""}));
    CHECK_FALSE(office.account("formal").holds("decider"));
}

#include "identity/registry.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono_literals;

namespace {

constexpr auto password = "richtiges passwort";

}  // namespace

TEST_CASE("whoever is signed in sees the own sessions, the one used last first") {
    Registry registry;
    REQUIRE(registry.identity.add_account(Account::system(), "andere", "Frau Graf", password));
    const auto first = *registry.sign_in("fach", password);
    registry.later(2min);
    const auto second = *registry.identity.sign_in("fach", password, "192.0.2.1", SessionKind::Browser);
    REQUIRE(registry.sign_in("andere", password));
    const auto sessions = registry.identity.sessions_of(first.account);
    REQUIRE(sessions.size() == 2);
    CHECK(sessions[0].key == Identity::key_of(second.token));
    CHECK(sessions[0].kind == SessionKind::Browser);
    CHECK(sessions[1].key == Identity::key_of(first.token));
    CHECK(sessions[1].kind == SessionKind::Bearer);
    CHECK_FALSE(registry.identity.session(sessions[0].key));
    registry.later(29min);  // the first was left alone for half an hour
    CHECK(registry.identity.sessions_of(first.account).size() == 1);
}

TEST_CASE("a session is ended by its owner only") {
    Registry registry;
    REQUIRE(registry.identity.add_account(Account::system(), "andere", "Frau Graf", password));
    const auto fach = *registry.sign_in("fach", password);
    const auto other = *registry.sign_in("andere", password);
    const auto refused = registry.identity.end_session(other.account, Identity::key_of(fach.token));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Refusal::Kind::NotFound);
    CHECK(registry.identity.session(fach.token));
    CHECK(registry.identity.end_session(fach.account, Identity::key_of(fach.token)));
    CHECK_FALSE(registry.identity.session(fach.token));
}

TEST_CASE("all others are ended at once, the own one stays") {
    Registry registry;
    const auto lost = *registry.sign_in("fach", password);
    const auto here = *registry.sign_in("fach", password);
    registry.identity.end_other_sessions(here.account, here.token);
    CHECK_FALSE(registry.identity.session(lost.token));
    CHECK(registry.identity.session(here.token));
}

TEST_CASE("a new password needs the old one and ends every session") {
    Registry registry;
    const auto session = *registry.sign_in("fach", password);
    const auto change = [&](const char* old_one, const char* fresh) {
        return registry.identity.change_password(session.account, old_one, fresh);
    };
    CHECK(change("falsch", "ein ganz neues wort").error().fields.contains("old_password"));
    CHECK(change(password, "kurz").error().fields.contains("password"));
    CHECK(registry.identity.session(session.token));
    REQUIRE(change(password, "ein ganz neues wort"));
    CHECK_FALSE(registry.identity.session(session.token));
    CHECK_FALSE(registry.sign_in("fach", password));
    CHECK(registry.sign_in("fach", "ein ganz neues wort"));
}

TEST_CASE("guessing the old password counts like failing to sign in") {
    Registry registry;
    const auto session = *registry.sign_in("fach", password);
    for (int i = 0; i < 5; ++i)
        CHECK(registry.identity.change_password(session.account, "falsch", "ein ganz neues wort").error().kind ==
              Refusal::Kind::BadInput);
    CHECK(registry.identity.change_password(session.account, password, "ein ganz neues wort").error().kind ==
          Refusal::Kind::TooMany);
}

#include "base/sha256.hpp"
#include "identity/password.hpp"
#include "identity/registry.hpp"
#include "identity/throttle.hpp"
#include "store/accounts.hpp"

#include <argon2.h>
#include <array>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono_literals;

TEST_CASE("whoever knows name and password is signed in with the duties of the account") {
    Registry registry;
    const auto session = registry.sign_in("fach", "richtiges passwort");
    REQUIRE(session);
    CHECK(session->account.name == "fach");
    CHECK(session->account.holds("technical_review"));
    CHECK(session->token.size() == 64);
    CHECK(session->csrf.size() == 64);
    CHECK(session->csrf != session->token);
    CHECK(session->ends == registry.clock.now() + 10h);
    const auto again = registry.identity.session(session->token);
    REQUIRE(again);
    CHECK(again->account.id == session->account.id);
    CHECK(again->csrf == session->csrf);
}

TEST_CASE("an unknown name and a wrong password get the same answer") {
    Registry registry;
    const auto wrong = registry.sign_in("fach", "falsch");
    const auto unknown = registry.sign_in("niemand", "falsch");
    REQUIRE_FALSE(wrong);
    REQUIRE_FALSE(unknown);
    CHECK(wrong.error() == unknown.error());
    CHECK(wrong.error().kind == Refusal::Kind::NotSignedIn);
    CHECK(wrong.error().message.key == "sign_in.wrong");
}

TEST_CASE("after five failures the account waits, and fifteen minutes later it may try again") {
    Registry registry;
    for (int i = 0; i < 5; ++i) CHECK(registry.sign_in("fach", "falsch").error().kind == Refusal::Kind::NotSignedIn);
    const auto sixth = registry.sign_in("fach", "richtiges passwort", "198.51.100.7");
    REQUIRE_FALSE(sixth);
    CHECK(sixth.error().kind == Refusal::Kind::TooMany);
    CHECK(integer_of(sixth.error().message.values, "seconds") == 900);
    registry.later(15min - 1s);
    CHECK(integer_of(registry.sign_in("fach", "richtiges passwort").error().message.values, "seconds") == 1);
    registry.later(1s);
    CHECK(registry.sign_in("fach", "richtiges passwort"));
}

TEST_CASE("a success forgives the failures before it") {
    Registry registry;
    for (int i = 0; i < 4; ++i) CHECK_FALSE(registry.sign_in("fach", "falsch"));
    CHECK(registry.sign_in("fach", "richtiges passwort"));
    for (int i = 0; i < 5; ++i) CHECK(registry.sign_in("fach", "falsch").error().kind == Refusal::Kind::NotSignedIn);
    CHECK(registry.sign_in("fach", "falsch").error().kind == Refusal::Kind::TooMany);
}

TEST_CASE("so many failures in a span of time, each key by itself") {
    Throttle throttle{3, 15min};
    const Instant start{1'000'000s};
    for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.begin("a", start + i * 1min));
    CHECK(throttle.begin("a", start + 3min) == 720);  // until the first is fifteen minutes old
    CHECK_FALSE(throttle.begin("b", start + 3min));
    CHECK_FALSE(throttle.begin("a", start + 15min));  // one place is free again, and no more
    CHECK(throttle.begin("a", start + 15min) == 60);
    throttle.take_back("a");
    CHECK_FALSE(throttle.begin("a", start + 15min));
    throttle.clear("a");
    for (int i = 0; i < 3; ++i) CHECK_FALSE(throttle.begin("a", start + 15min));
    CHECK(throttle.begin("a", start + 15min));
}

TEST_CASE("an address that tries twenty names waits, and others do not") {
    Registry registry;
    CHECK(registry.sign_in("fach", "richtiges passwort"));  // counts for nothing
    for (int i = 0; i < 20; ++i)
        CHECK(registry.sign_in("name-" + std::to_string(i), "falsch").error().kind == Refusal::Kind::NotSignedIn);
    CHECK(registry.sign_in("fach", "richtiges passwort").error().kind == Refusal::Kind::TooMany);
    CHECK(registry.sign_in("fach", "richtiges passwort", "198.51.100.7"));
}

TEST_CASE("a session ends after half an hour without use and after ten hours in any case") {
    Registry registry;
    const auto session = registry.sign_in("fach", "richtiges passwort");
    REQUIRE(session);
    SECTION("idle") {
        registry.later(30min - 1s);
        CHECK(registry.identity.session(session->token));  // touched: it goes on from here
        registry.later(30min - 1s);
        CHECK(registry.identity.session(session->token));
        registry.later(30min);
        CHECK_FALSE(registry.identity.session(session->token));
    }
    SECTION("absolute") {
        for (int i = 0; i < 29; ++i) {
            registry.later(20min);
            CHECK(registry.identity.session(session->token));
        }
        registry.later(20min - 1s);
        CHECK(registry.identity.session(session->token));
        registry.later(1s);
        CHECK_FALSE(registry.identity.session(session->token));
    }
    SECTION("a clock that was set back ends it") {
        registry.later(-1h);
        CHECK_FALSE(registry.identity.session(session->token));
    }
}

TEST_CASE("signing out ends one session and leaves the others") {
    Registry registry;
    const auto first = registry.sign_in("fach", "richtiges passwort");
    const auto second = registry.sign_in("fach", "richtiges passwort");
    registry.identity.sign_out(first->token);
    CHECK_FALSE(registry.identity.session(first->token));
    CHECK(registry.identity.session(second->token));
}

TEST_CASE("a token that was never given opens nothing") {
    Registry registry;
    const auto token = GENERATE(as<std::string>{}, "", "x", std::string(64, '0'), std::string(100'000, 'a'),
                                "' OR 1=1 --");
    CHECK_FALSE(registry.identity.session(token));
}

TEST_CASE("only the hash of a token is on disk") {
    Registry registry;
    const auto session = registry.sign_in("fach", "richtiges passwort");
    bool kept = false, leaked = false;
    registry.store.read([&](Snapshot& snapshot) {
        kept = find_session(snapshot, sha256_hex(session->token)).has_value();
        leaked = find_session(snapshot, session->token).has_value();
    });
    CHECK(kept);
    CHECK_FALSE(leaked);
}

TEST_CASE("a password that was hashed with weaker parameters is hashed anew at the next sign-in") {
    Registry registry;
    std::array<char, 256> weak{};
    const std::string password = "richtiges passwort", salt = "0123456789abcdef";
    REQUIRE(argon2id_hash_encoded(2, 19456, 1, password.data(), password.size(), salt.data(), salt.size(), 32,
                                  weak.data(), weak.size()) == ARGON2_OK);
    const auto id = registry.identity.account_named("fach")->id;
    registry.store.run([&](Transaction& transaction) { update_password(transaction.session(), id, weak.data()); });
    CHECK(registry.sign_in("fach", password));
    std::optional<StoredAccount> stored;
    registry.store.read([&](Snapshot& snapshot) { stored = find_account(snapshot.session(), id); });
    CHECK_FALSE(is_outdated(stored->password_hash));
    CHECK(fits_password(stored->password_hash, password));
}

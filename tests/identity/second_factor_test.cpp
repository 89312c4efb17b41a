#include "identity/one_time_code.hpp"
#include "identity/registry.hpp"
#include "store/second_factors.hpp"

#include <liboath/oath.h>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono_literals;

namespace {

constexpr auto password = "richtiges passwort";

/// What an authenticator app shows for this secret.
std::string shown_by_app(const std::string& secret, Instant at) {
    std::array<char, 7> code{};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    REQUIRE(oath_totp_generate(secret.data(), secret.size(), seconds, 30, 0, 6, code.data()) == OATH_OK);
    return {code.data(), 6};
}

/// `fach` with a second factor in force, whose setup was confirmed ten minutes ago.
struct WithSecondFactor : Registry {
    WithSecondFactor() {
        fach = *identity.account_named("fach");
        REQUIRE(identity.begin_second_factor(fach));
        store.read([&](Snapshot& snapshot) { secret = find_second_factor(snapshot.session(), fach.id)->secret; });
        auto confirmed = identity.confirm_second_factor(fach, shown_by_app(secret, clock.now()));
        REQUIRE(confirmed);
        recovery_codes = *confirmed;
        later(10min);
    }
    std::string ticket() {
        const auto half = sign_in("fach", password);
        REQUIRE_FALSE(half);
        CHECK(half.error().kind == Refusal::Kind::NotSignedIn);
        REQUIRE(half.error().message.key == "sign_in.code_needed");
        return text_of(half.error().message.values, "ticket");
    }
    Result<SignedIn> with_code(const std::string& code) {
        return identity.finish_sign_in(ticket(), code, SessionKind::Browser);
    }

    Account fach;
    std::string secret;
    std::vector<std::string> recovery_codes;
};

std::string key_of(const auto& result) { return result ? std::string{"went well"} : result.error().message.key; }

}  // namespace

TEST_CASE("codes are those of RFC 6238, appendix B, cut to six digits") {
    const std::string secret = "12345678901234567890";
    const auto at = [](std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; };
    CHECK(step_of_code(secret, "287082", at(59)) == 1);
    CHECK(step_of_code(secret, "081804", at(1111111109)) == 37037036);
    CHECK(step_of_code(secret, "050471", at(1111111111)) == 37037037);
    CHECK(step_of_code(secret, "005924", at(1234567890)) == 41152263);
    CHECK(step_of_code(secret, "279037", at(2000000000)) == 66666666);
    CHECK(step_of_code(secret, "279 037", at(2000000000)) == 66666666);
    CHECK(step_of_code(secret, "279037", at(2000000030)) == 66666666);
    CHECK(step_of_code(secret, "279037", at(1999999970)) == 66666666);
    CHECK_FALSE(step_of_code(secret, "279037", at(2000000070)));
    for (const auto* wrong : {"", "27903", "2790370", "27903x", "-79037", "279038"})
        CHECK_FALSE(step_of_code(secret, wrong, at(2000000000)));
}

TEST_CASE("an app is told the secret and whose it is") {
    CHECK(spelled_secret("12345678901234567890") == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    CHECK(otpauth_address("12345678901234567890", "a b&c", "Foerderlauf") ==
          "otpauth://totp/Foerderlauf:a%20b%26c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Foerderlauf");
}

TEST_CASE("until a code of it was given, a second factor is not asked for") {
    Registry registry;
    const auto fach = *registry.identity.account_named("fach");
    REQUIRE(registry.identity.begin_second_factor(fach));
    CHECK(registry.identity.second_factor_begun(fach));
    CHECK_FALSE(registry.identity.second_factor(fach.id));
    CHECK(registry.sign_in("fach", password));
    const auto wrong = registry.identity.confirm_second_factor(fach, "000000");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fields.contains("code"));
    CHECK(registry.sign_in("fach", password));
}

TEST_CASE("with a second factor the password alone opens nothing") {
    WithSecondFactor registry;
    CHECK(registry.identity.second_factor(registry.fach.id)->recovery_codes == 10);
    CHECK(key_of(registry.with_code("000000")) == "sign_in.code_wrong");
    CHECK(key_of(registry.with_code("")) == "sign_in.code_wrong");
    const auto session = registry.with_code(shown_by_app(registry.secret, registry.clock.now()));
    REQUIRE(session);
    CHECK(session->account.name == "fach");
    CHECK(registry.identity.session(session->token));
}

TEST_CASE("a wrong password is told apart from a missing code by nobody who guesses") {
    WithSecondFactor registry;
    CHECK(key_of(registry.sign_in("fach", "falsch")) == "sign_in.wrong");
}

TEST_CASE("password and code may come in one go") {
    WithSecondFactor registry;
    const auto with = [&](const std::string& code) {
        return registry.identity.sign_in("fach", password, "192.0.2.1", SessionKind::Bearer, code);
    };
    CHECK(key_of(with("123")) == "sign_in.code_wrong");
    CHECK(with(shown_by_app(registry.secret, registry.clock.now())));
}

TEST_CASE("a code is taken once, and none older than it afterwards") {
    WithSecondFactor registry;
    const auto before = shown_by_app(registry.secret, registry.clock.now() - 30s);
    const auto code = shown_by_app(registry.secret, registry.clock.now());
    CHECK(registry.with_code(code));
    CHECK(key_of(registry.with_code(code)) == "sign_in.code_wrong");
    CHECK(key_of(registry.with_code(before)) == "sign_in.code_wrong");
    registry.later(30s);
    CHECK(registry.with_code(shown_by_app(registry.secret, registry.clock.now())));
}

TEST_CASE("a recovery code opens once, however it is spelled") {
    WithSecondFactor registry;
    auto code = registry.recovery_codes.front();
    CHECK(registry.recovery_codes.size() == 10);
    for (auto& sign : code) sign = static_cast<char>(std::tolower(sign));
    CHECK(registry.with_code(" " + code));
    CHECK(key_of(registry.with_code(code)) == "sign_in.code_wrong");
    CHECK(registry.identity.second_factor(registry.fach.id)->recovery_codes == 9);
}

TEST_CASE("after five wrong codes the account waits, whatever password comes with them") {
    WithSecondFactor registry;
    for (int i = 0; i < 5; ++i) CHECK(key_of(registry.with_code("000000")) == "sign_in.code_wrong");
    CHECK(key_of(registry.with_code(shown_by_app(registry.secret, registry.clock.now()))) == "sign_in.too_many");
    registry.later(15min);
    CHECK(registry.with_code(shown_by_app(registry.secret, registry.clock.now())));
}

TEST_CASE("a ticket lasts five minutes and opens one session") {
    WithSecondFactor registry;
    const auto ticket = registry.ticket();
    registry.later(5min);
    const auto code = shown_by_app(registry.secret, registry.clock.now());
    CHECK(key_of(registry.identity.finish_sign_in(ticket, code, SessionKind::Browser)) == "sign_in.ticket_ended");
    const auto fresh = registry.ticket();
    CHECK(registry.identity.finish_sign_in(fresh, code, SessionKind::Browser));
    registry.later(30s);
    const auto next = shown_by_app(registry.secret, registry.clock.now());
    CHECK(key_of(registry.identity.finish_sign_in(fresh, next, SessionKind::Browser)) == "sign_in.ticket_ended");
    CHECK(key_of(registry.identity.finish_sign_in("", next, SessionKind::Browser)) == "sign_in.ticket_ended");
}

TEST_CASE("a disabled account signs in with no code") {
    WithSecondFactor registry;
    const auto ticket = registry.ticket();
    REQUIRE(registry.identity.disable(Account::system(), "fach"));
    const auto code = shown_by_app(registry.secret, registry.clock.now());
    CHECK(key_of(registry.identity.finish_sign_in(ticket, code, SessionKind::Browser)) == "sign_in.ticket_ended");
}

TEST_CASE("a second factor in force is not replaced unnoticed") {
    WithSecondFactor registry;
    CHECK_FALSE(registry.identity.begin_second_factor(registry.fach));
    CHECK_FALSE(registry.identity.second_factor_begun(registry.fach));
    CHECK(registry.with_code(shown_by_app(registry.secret, registry.clock.now())));
}

TEST_CASE("its owner removes it with the password, an admin for a lost device, nobody else") {
    WithSecondFactor registry;
    auto stranger = registry.fach;
    stranger.name = "fremd";
    CHECK(key_of(registry.identity.remove_second_factor(stranger, "fach", password)) == "account.admin_only");
    const auto wrong = registry.identity.remove_second_factor(registry.fach, "fach", "falsch");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fields.contains("remove_password"));
    const auto session = registry.with_code(shown_by_app(registry.secret, registry.clock.now()));
    REQUIRE(registry.identity.remove_second_factor(registry.fach, "fach", password));
    CHECK_FALSE(registry.identity.session(session->token));
    CHECK(registry.sign_in("fach", password));
    CHECK(key_of(registry.identity.remove_second_factor(Account::system(), "fach", "")) == "account.no_second_factor");
}

TEST_CASE("setting and removing it stand in the installation's own record, the secret does not") {
    WithSecondFactor registry;
    REQUIRE(registry.identity.remove_second_factor(Account::system(), "fach", ""));
    const auto events = registry.own_record();
    REQUIRE(events.size() >= 2);
    CHECK(events[events.size() - 2].step == "second_factor_set");
    CHECK(events.back().step == "second_factor_removed");
    for (const auto& event : events)
        CHECK((event.facts.fields.size() == 1 || !event.step.starts_with("second_factor")));
}

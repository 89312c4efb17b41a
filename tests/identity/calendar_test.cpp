// The secret of a calendar: one for each account, kept as a hash, void once renewed or revoked.
#include "identity/registry.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("a calendar's secret stands for its account with the duties of today, and only its newest one") {
    Registry registry;
    auto& identity = registry.identity;
    const auto account = *identity.account_named("fach");
    CHECK_FALSE(identity.calendar_made_at(account));
    const auto first = identity.renew_calendar(account);
    CHECK(first.size() == 64);
    CHECK(identity.account_of_calendar(first)->name == "fach");
    CHECK(identity.calendar_made_at(account) == registry.clock.now());
    const auto second = identity.renew_calendar(account);
    CHECK_FALSE(identity.account_of_calendar(first));
    REQUIRE(identity.give_duty(Account::system(), "fach", {"cashier", "", ""}));
    CHECK(identity.account_of_calendar(second)->holds("cashier"));
    identity.revoke_calendar(account);
    CHECK_FALSE(identity.account_of_calendar(second));
    CHECK_FALSE(identity.calendar_made_at(account));
}

TEST_CASE("a disabled account has no calendar, and no text but the secret opens one") {
    Registry registry;
    auto& identity = registry.identity;
    const auto secret = identity.renew_calendar(*identity.account_named("fach"));
    CHECK_FALSE(identity.account_of_calendar(""));
    CHECK_FALSE(identity.account_of_calendar(sha256_hex(secret)));  // what the database holds is no key
    CHECK_FALSE(identity.account_of_calendar(secret.substr(1)));
    CHECK(identity.account_of_calendar(secret));
    REQUIRE(identity.disable(Account::system(), "fach"));
    CHECK_FALSE(identity.account_of_calendar(secret));
}

TEST_CASE("an address is set by its owner or an admin, and is told only while it is there") {
    Registry registry;
    auto& identity = registry.identity;
    const auto account = *identity.account_named("fach");
    const auto addresses = [&] {
        std::vector<std::pair<Account, std::string>> found;
        registry.store.read([&](Snapshot& snapshot) { found = identity.with_mail(snapshot.session()); });
        return found;
    };
    CHECK(addresses().empty());
    REQUIRE(identity.set_mail(account, "fach", "hartung@behoerde.invalid"));
    REQUIRE(addresses().size() == 1);
    CHECK(addresses()[0].second == "hartung@behoerde.invalid");
    CHECK(identity.with_mail(account.id)->second == "hartung@behoerde.invalid");
    const auto wrong = identity.set_mail(account, "fach", "hartung@behoerde.invalid, a@b.invalid");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().fields.at("mail").key == "mail.address");
    CHECK(identity.set_mail(Account::system(), "niemand", "a@b.invalid").error().kind == Refusal::Kind::NotFound);
    REQUIRE(identity.set_mail(Account::system(), "fach", ""));
    CHECK(addresses().empty());
    CHECK_FALSE(identity.with_mail(account.id));
}

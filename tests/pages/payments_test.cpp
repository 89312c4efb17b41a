// Ordered payments of all cases together: listed with sums, several confirmed with one value date, each by its own rules.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A payment of the demo that was ordered, by case and machine as the page names it: `17-3`.
struct Ordered {
    PagesInTest pages{"2026-11-20", true};
    CaseId id = 0;
    MachineId machine = 0;
    std::string key, path, amount;

    Ordered() {
        const auto found = machine_in(pages, "payment-request", "ordered");  // `/cases/17/machines/3`
        path = found.substr(0, found.find("/machines"));
        id = std::stoll(path.substr(path.rfind('/') + 1));
        machine = std::stoll(found.substr(found.rfind('/') + 1));
        key = std::to_string(id) + "-" + std::to_string(machine);
        amount = to_german_number(file().held_in("ordered"));
    }
    CaseFile file() {
        CaseFile found;
        pages.house().store.read([&](Snapshot& snapshot) { found = *snapshot.case_file(id); });
        return found;
    }
    std::string state() { return file().machine(machine)->state; }
    Pairs confirming(const std::string& day) const { return {{"order", key}, {"value_date", day}}; }
};

}  // namespace

TEST_CASE("the cashier sees what is ordered with its sums and confirms it with one value date") {
    Ordered ordered;
    const auto body = ordered.pages.get("kasse", "/payments").body;
    CHECK_THAT(body, ContainsSubstring("value=\"" + ordered.key + "\"") && ContainsSubstring(ordered.amount));
    CHECK_THAT(body, ContainsSubstring("DE02 1203 0000 0000 2020 51") && ContainsSubstring("Summen je Haushaltstitel"));
    CHECK_THAT(ordered.pages.get("kasse", "/worklist").body, ContainsSubstring("href=\"/payments\""));
    const auto paid_before = ordered.file().held_in("paid");
    const auto held = ordered.file().held_in("ordered");
    const auto done = ordered.pages.post("kasse", "/payments", ordered.confirming("20.11.2026"));
    CHECK(done.status == 200);
    CHECK_THAT(done.body, ContainsSubstring("1 von 1 Auszahlungen bestätigt") && ContainsSubstring("bestätigt, "));
    CHECK(ordered.state() == "paid");
    CHECK(ordered.file().held_in("paid") == paid_before + held);
    CHECK(text_of(ordered.file().machine(ordered.machine)->given_with("confirm_payment"), "value_date") ==
          "2026-11-20");
    CHECK_THAT(ordered.pages.get("kasse", "/payments").body, !ContainsSubstring("value=\"" + ordered.key + "\""));
}

TEST_CASE("a second click confirms nothing twice and says so") {
    Ordered ordered;
    auto twice = ordered.confirming("20.11.2026");
    twice.emplace_back("seq:" + std::to_string(ordered.id), std::to_string(ordered.file().seq));
    ordered.pages.post("kasse", "/payments", twice);
    const auto seq = ordered.file().seq;
    const auto again = ordered.pages.post("kasse", "/payments", twice);
    CHECK_THAT(again.body, ContainsSubstring("0 von 1 Auszahlungen bestätigt") && ContainsSubstring("Nicht bestätigt"));
    CHECK(ordered.file().seq == seq);
}

TEST_CASE("a payment whose case went on since the page was shown is not confirmed unseen") {
    Ordered ordered;
    auto seen = ordered.confirming("20.11.2026");
    seen.emplace_back("seq:" + std::to_string(ordered.id), std::to_string(ordered.file().seq));
    led_to(
        ordered.pages.post("formal", ordered.path + "/messages", {{"text", "Bitte nicht zahlen, wir prüfen noch."}}));
    CHECK_THAT(ordered.pages.post("kasse", "/payments", seen).body,
               ContainsSubstring("0 von 1 Auszahlungen bestätigt"));
    CHECK(ordered.state() == "ordered");
}

TEST_CASE("a value date that cannot be is refused with its reason, and nothing is paid") {
    Ordered ordered;
    const auto& [day, status, said] = GENERATE(table<std::string, int, std::string>({
        {"", 422, "kein Datum"},
        {"31.11.2026", 422, "31.11.2026"},
        {"21.11.2026", 200, "0 von 1"},  // ahead
        {"01.01.2019", 200, "0 von 1"},  // before it was ordered
    }));
    CAPTURE(day);
    const auto reply = ordered.pages.post("kasse", "/payments", ordered.confirming(day));
    CHECK(reply.status == status);
    CHECK_THAT(reply.body, ContainsSubstring(said) && ContainsSubstring("value=\"" + ordered.key + "\" checked"));
    CHECK(ordered.state() == "ordered");
    CHECK(ordered.pages.post("kasse", "/payments", {{"value_date", "20.11.2026"}}).status == 422);
}

TEST_CASE("whoever ordered a payment does not confirm it: shown before the click, refused after it") {
    Ordered ordered;
    auto& identity = ordered.pages.house().identity;
    REQUIRE(identity.give_duty(Account::system(), "haushalt", {"cashier", "", ""}));
    const auto body = ordered.pages.get("haushalt", "/payments").body;
    CHECK_THAT(body, ContainsSubstring(ordered.path + "\"") && !ContainsSubstring("value=\"" + ordered.key + "\"") &&
                         ContainsSubstring("fl-reasons"));
    const auto reply = ordered.pages.post("haushalt", "/payments", ordered.confirming("20.11.2026"));
    CHECK_THAT(reply.body, ContainsSubstring("Nicht bestätigt") && ContainsSubstring("verlangt eine andere Person"));
    CHECK(ordered.state() == "ordered");
}

TEST_CASE("others read the list or nothing at all, and nobody confirms what he does not see") {
    Ordered ordered;
    for (const auto* who : {"gemeinde", "fach", "formal", "entscheidung", "admin"}) {
        CAPTURE(who);
        CHECK(ordered.pages.get(who, "/payments").status == 403);
        CHECK(ordered.pages.get(who, "/payments.csv").status == 403);
        CHECK(ordered.pages.post(who, "/payments", ordered.confirming("20.11.2026")).status == 403);
    }
    for (const auto* who : {"haushalt", "finanzen", "revision"}) {
        CAPTURE(who);
        CHECK_THAT(ordered.pages.get(who, "/payments").body,
                   ContainsSubstring(ordered.path + "\"") && !ContainsSubstring("Ausgewählte Zahlungen"));
        CHECK(ordered.pages.post(who, "/payments", ordered.confirming("20.11.2026")).status == 403);
    }
    const auto csv = ordered.pages.get("kasse", "/payments.csv").body;
    CHECK_THAT(csv, ContainsSubstring("Aktenzeichen;Körperschaft;IBAN;Betrag;Haushaltstitel;") &&
                        ContainsSubstring(ordered.file().file_number) && ContainsSubstring(ordered.amount));
    auto& identity = ordered.pages.house().identity;
    const auto other = ordered.file().programme == "thuerfag" ? "thueregovrl" : "thuerfag";
    REQUIRE(identity.take_duty(Account::system(), "kasse", {"cashier", "", ""}));
    REQUIRE(identity.give_duty(Account::system(), "kasse", {"cashier", "", other}));
    CHECK_THAT(ordered.pages.get("kasse", "/payments").body, !ContainsSubstring(ordered.path + "\""));
    const auto blind = ordered.pages.post("kasse", "/payments", ordered.confirming("20.11.2026"));
    CHECK_THAT(blind.body, !ContainsSubstring(ordered.file().file_number));
    CHECK(ordered.state() == "ordered");
}

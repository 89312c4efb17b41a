// One mail over a real socket: what arrives, and what each kind of refusal is told as.
#include "exchange/smtp.hpp"
#include "mail/smtp_sink.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Outcome = Delivery::Outcome;

namespace {

SmtpSettings to(const SmtpSink& sink) {
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = sink.port();
    settings.from = "foerderlauf@behoerde.example";
    settings.tls = SmtpSettings::Tls::None;
    settings.patience = std::chrono::milliseconds{2000};
    return settings;
}

const Mail reminder{"koehler@behoerde.example",
                    "Erinnerung EGOV-2026-0042: Drei Monate nach Eingang (Prüfung überfällig)",
                    "Guten Tag,\n\n.eine Zeile mit Punkt, Umlaute: äöüß\n", "<0a1b2c@behoerde.example>"};

}  // namespace

TEST_CASE("a mail arrives whole: envelope, subject in UTF-8, body, its own Message-ID") {
    SmtpSink sink;
    CHECK(send_by_smtp(to(sink), reminder).outcome == Outcome::Taken);
    const auto taken = sink.taken();
    REQUIRE(taken.size() == 1);
    CHECK(taken[0].from == "foerderlauf@behoerde.example");
    CHECK(taken[0].to == "koehler@behoerde.example");
    CHECK(taken[0].header("From") == "foerderlauf@behoerde.example");
    CHECK(taken[0].header("Message-ID") == "<0a1b2c@behoerde.example>");
    CHECK(taken[0].header("Auto-Submitted") == "auto-generated");
    CHECK(taken[0].header("Content-Type") == "text/plain; charset=UTF-8");
    CHECK(taken[0].header("Subject").starts_with("=?UTF-8?B?RXJpbm5lcnVuZyBFR09WLTIwMjYtMDA0Mjog"));
    CHECK(taken[0].body().starts_with("Guten Tag,"));
    CHECK(taken[0].body().find(".eine Zeile mit Punkt, Umlaute: äöüß") != std::string::npos);
}

TEST_CASE("what the server says no to is told as for good or as for later") {
    SmtpSink sink;
    const auto [mood, outcome] = GENERATE(table<SmtpSink::Mood, Outcome>({
        {SmtpSink::Mood::RefusesRecipient, Outcome::Refused},
        {SmtpSink::Mood::NotNow, Outcome::Later},
        {SmtpSink::Mood::Unwell, Outcome::Later},  // the house's trouble with its server, not the mail's
        {SmtpSink::Mood::HangsUpInData, Outcome::Later},
        {SmtpSink::Mood::HangsUpAfterDot, Outcome::Later},
    }));
    sink.set(mood);
    const auto delivery = send_by_smtp(to(sink), reminder);
    CAPTURE(delivery.answer);
    CHECK(delivery.outcome == outcome);
    CHECK_FALSE(delivery.answer.empty());
    for (const char c : delivery.answer) CHECK((c >= 0x20 && c < 0x7F));
}

TEST_CASE("nobody there is later, not never") {
    auto settings = [] {
        SmtpSink gone;
        return to(gone);
    }();
    CHECK(send_by_smtp(settings, reminder).outcome == Outcome::Later);
    settings.host = "gibt-es-nicht.invalid";
    CHECK(send_by_smtp(settings, reminder).outcome == Outcome::Later);
}

TEST_CASE("where TLS is set, nothing is sent in clear to a server that offers none") {
    SmtpSink sink;
    auto settings = to(sink);
    settings.tls = GENERATE(SmtpSettings::Tls::StartTls, SmtpSettings::Tls::Implicit);
    const auto delivery = send_by_smtp(settings, reminder);
    CHECK(delivery.outcome == Outcome::Later);
    CHECK(sink.taken().empty());
}

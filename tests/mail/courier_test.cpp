// The outbox: what waits, what is sent, what is tried again, and that nothing recorded goes out twice.
#include "casework/courier.hpp"
#include "exchange/smtp.hpp"
#include "identity/registry.hpp"
#include "mail/smtp_sink.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono_literals;

namespace {

/// A store with an account and mails that tell of events of the installation's own record.
struct PostRoom : Registry {
    PostRoom() {
        settings.host = "127.0.0.1";
        settings.from = "foerderlauf@behoerde.example";
        settings.tls = SmtpSettings::Tls::None;
        settings.patience = std::chrono::milliseconds{2000};
    }
    void put(std::int64_t seq) {
        store.run([&](Transaction& transaction) {
            put_in_outbox(transaction.session(), 0, seq, identity.account_named("fach")->id, clock.now());
        });
    }
    CourierRound round(std::uint16_t port) {
        settings.port = port;
        return deliver_outbox(store, clock, compose, [this](const Mail& mail) { return send_by_smtp(settings, mail); });
    }
    OutboxCounts counts() {
        OutboxCounts found;
        store.read([&](Snapshot& snapshot) { found = count_outbox(snapshot.session()); });
        return found;
    }
    ComposeMail compose = [](const ClaimedMail& row) {
        return Mail{"fach@behoerde.example", "Erinnerung", "Guten Tag\n",
                    "<" + std::to_string(row.case_id) + "." + std::to_string(row.seq) + "@behoerde.example>"};
    };
    SmtpSettings settings;
};

}  // namespace

TEST_CASE("what waits is sent in its order, once") {
    PostRoom room;
    SmtpSink sink;
    room.put(1);
    room.put(2);
    room.put(1);  // the same event and account again: none
    CHECK(room.counts() == OutboxCounts{2, 0, 0, 0});
    CHECK(room.round(sink.port()) == CourierRound{2, 0, 0, 0});
    CHECK(room.round(sink.port()) == CourierRound{});
    CHECK(room.counts() == OutboxCounts{0, 2, 0, 0});
    REQUIRE(sink.taken().size() == 2);
    CHECK(sink.taken()[0].header("Message-ID") == "<0.1@behoerde.example>");
    CHECK(sink.taken()[1].header("Message-ID") == "<0.2@behoerde.example>");
}

TEST_CASE("what is refused for good is recorded and not tried again") {
    PostRoom room;
    SmtpSink sink;
    sink.set(SmtpSink::Mood::RefusesRecipient);
    room.put(1);
    CHECK(room.round(sink.port()) == CourierRound{0, 1, 0, 0});
    sink.set(SmtpSink::Mood::Takes);
    room.later(24h);
    CHECK(room.round(sink.port()) == CourierRound{});
    CHECK(room.counts() == OutboxCounts{0, 0, 1, 0});
    CHECK(sink.taken().empty());
}

TEST_CASE("a server that is away is asked again after growing pauses, and has every mail when it is back") {
    PostRoom room;
    std::uint16_t port = 0;
    {
        SmtpSink sink;
        port = sink.port();
    }
    room.put(1);
    room.put(2);
    CHECK(room.round(port) == CourierRound{0, 0, 1, 0});  // the first is put off, the second not even tried
    CHECK(room.round(port) == CourierRound{0, 0, 1, 0});
    CHECK(room.round(port) == CourierRound{});
    room.later(1min);
    CHECK(room.round(port) == CourierRound{0, 0, 1, 0});
    SmtpSink back{port};
    CHECK(room.round(port).sent == 1);  // the other one; the first now waits five minutes
    room.later(5min);
    CHECK(room.round(port).sent == 1);
    CHECK(room.counts() == OutboxCounts{0, 2, 0, 0});
    CHECK(back.taken().size() == 2);
}

TEST_CASE("a mail whose connection broke in the middle goes out once more and arrives once") {
    PostRoom room;
    SmtpSink sink;
    sink.set(SmtpSink::Mood::HangsUpInData);
    room.put(1);
    CHECK(room.round(sink.port()) == CourierRound{0, 0, 1, 0});
    sink.set(SmtpSink::Mood::Takes);
    room.later(1min);
    CHECK(room.round(sink.port()) == CourierRound{1, 0, 0, 0});
    CHECK(sink.taken().size() == 1);
}

TEST_CASE("where only the answer was lost the receiver knows the second copy by its Message-ID") {
    PostRoom room;
    SmtpSink sink;
    sink.set(SmtpSink::Mood::HangsUpAfterDot);
    room.put(1);
    CHECK(room.round(sink.port()).postponed == 1);
    sink.set(SmtpSink::Mood::Takes);
    room.later(1min);
    CHECK(room.round(sink.port()).sent == 1);
    REQUIRE(sink.taken().size() == 2);
    CHECK(sink.taken()[0].header("Message-ID") == sink.taken()[1].header("Message-ID"));
}

TEST_CASE("what a courier had taken up when it ended waits again; what it had recorded does not") {
    PostRoom room;
    SmtpSink sink;
    room.put(1);
    room.put(2);
    CHECK(deliver_outbox(room.store, room.clock, room.compose, [&, sent = 0](const Mail&) mutable -> Delivery {
              if (sent++ == 0) return {Delivery::Outcome::Taken, {}};
              room.store.run([&](Transaction& transaction) {  // the program ends here: the second stays claimed
                  CHECK_FALSE(claim_mail(transaction.session(), room.clock.now()));
              });
              return {Delivery::Outcome::Later, "cut"};
          }).sent == 1);
    std::optional<ClaimedMail> claimed;
    room.later(1min);
    room.store.run([&](Transaction& transaction) { claimed = claim_mail(transaction.session(), room.clock.now()); });
    REQUIRE(claimed);
    CHECK(room.round(sink.port()) == CourierRound{});  // nobody else takes it up
    int released = 0;
    room.store.run(
        [&](Transaction& transaction) { released = release_claimed_mails(transaction.session(), room.clock.now()); });
    CHECK(released == 1);
    CHECK(room.round(sink.port()) == CourierRound{1, 0, 0, 0});
    CHECK(sink.taken().size() == 1);
}

TEST_CASE("what nobody needs to be told any more is dropped without a connection") {
    PostRoom room;
    SmtpSink sink;
    room.compose = [](const ClaimedMail&) { return std::optional<Mail>{}; };
    room.put(1);
    CHECK(room.round(sink.port()) == CourierRound{0, 0, 0, 1});
    CHECK(room.counts() == OutboxCounts{0, 0, 0, 1});
    CHECK(sink.connections() == 0);
}

TEST_CASE("pauses grow, and after five days a mail is given up") {
    std::chrono::minutes sum{0}, last{0};
    int attempts = 1;
    for (; pause_after(attempts); ++attempts) {
        CHECK(*pause_after(attempts) >= last);
        last = *pause_after(attempts);
        sum += last;
    }
    CHECK(pause_after(1) == 1min);
    CHECK(attempts == 15);
    CHECK(sum > 4 * 24h);
    CHECK(sum < 6 * 24h);
}

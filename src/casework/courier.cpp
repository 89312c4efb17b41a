#include "casework/courier.hpp"

#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int most_mails_of_a_round = 100;

std::optional<ClaimedMail> claimed(Store& store, Instant now) {
    std::optional<ClaimedMail> mail;
    store.run([&](Transaction& transaction) { mail = claim_mail(transaction.session(), now); });
    return mail;
}

void close(Store& store, const ClaimedMail& row, const char* state, const std::string& answer, Instant at) {
    store.run([&](Transaction& transaction) { close_mail(transaction.session(), row.id, state, answer, at); });
}

/// Waits for its next turn, or is given up.
void put_off(Store& store, const ClaimedMail& row, const std::string& answer, Instant now, CourierRound& round) {
    const auto pause = pause_after(row.attempts);
    ++(pause ? round.postponed : round.refused);
    if (!pause) return close(store, row, "failed", answer, now);
    store.run([&](Transaction& transaction) { postpone_mail(transaction.session(), row.id, answer, now + *pause); });
}

}  // namespace

std::optional<minutes> pause_after(int attempts) {
    constexpr std::array first = {minutes{1}, minutes{5}, minutes{15}, minutes{60}, minutes{240}};
    if (attempts <= static_cast<int>(first.size())) return first[static_cast<std::size_t>(std::max(attempts, 1)) - 1];
    constexpr int most_attempts = 14;  // nine more pauses of twelve hours: five days in all
    return attempts < most_attempts + 1 ? std::optional<minutes>{hours{12}} : std::nullopt;
}

CourierRound deliver_outbox(Store& store, const Clock& clock, const ComposeMail& compose, const SendMail& send) {
    CourierRound round;
    for (int tried = 0; tried < most_mails_of_a_round; ++tried) {
        const auto row = claimed(store, clock.now());
        if (!row) break;
        const auto mail = compose(*row);
        if (!mail) {
            close(store, *row, "dropped", "", clock.now());
            ++round.dropped;
            continue;
        }
        const auto delivery = send(*mail);
        if (delivery.outcome == Delivery::Outcome::Later) {
            put_off(store, *row, delivery.answer, clock.now(), round);
            break;
        }
        const bool taken = delivery.outcome == Delivery::Outcome::Taken;
        close(store, *row, taken ? "sent" : "failed", delivery.answer, clock.now());
        ++(taken ? round.sent : round.refused);
    }
    return round;
}

Courier::Courier(Store& store, const Clock& clock, ComposeMail compose, SendMail send, Report report)
    : store_{store}, clock_{clock}, compose_{std::move(compose)}, send_{std::move(send)}, report_{std::move(report)} {
    store_.run([&](Transaction& transaction) { release_claimed_mails(transaction.session(), clock_.now()); });
    thread_ = std::thread{[this] { run(); }};
}

Courier::~Courier() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Courier::run() {
    for (std::unique_lock lock{mutex_}; !stopping_;) {
        lock.unlock();
        try {
            const auto round = deliver_outbox(store_, clock_, compose_, send_);
            if (round != CourierRound{})
                report_(fmt::format("courier: {} mails sent, {} refused, {} put off, {} no longer needed", round.sent,
                                    round.refused, round.postponed, round.dropped));
        } catch (const std::exception& fault) { report_(fmt::format("courier: {}", fault.what())); }
        lock.lock();
        wake_.wait_for(lock, std::chrono::seconds{30}, [this] { return stopping_; });
    }
}

}  // namespace foerderlauf

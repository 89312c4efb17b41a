// The parking thread's half of one connection: reading, handing over, writing, closing (class Parking).
#include "web/front/parking.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace foerderlauf {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int reads_per_turn = 16;
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

bool is_empty(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

bool counts_as_unfinished(ParkedConnection::Wait wait) {
    return wait == ParkedConnection::Wait::FirstHead || wait == ParkedConnection::Wait::Head;
}

}  // namespace

void Parking::advance(ParkedConnection& connection) {
    for (auto next = Next::Again; next == Next::Again;) {
        switch (connection.stage) {
            case ParkedConnection::Stage::Reading: next = read(connection); break;
            case ParkedConnection::Stage::Working: next = Next::Wait; break;
            case ParkedConnection::Stage::Writing: next = write(connection); break;
            case ParkedConnection::Stage::Lingering: next = linger(connection); break;
        }
    }
}

Parking::Next Parking::read(ParkedConnection& connection) {
    auto& reader = connection.reader;
    for (int turn = 0; turn < reads_per_turn; ++turn) {
        if (reader.state() == RequestReader::State::Complete) return hand_over(connection);
        if (reader.state() == RequestReader::State::Refused) {
            return refuse(connection, edge_.refusal(reader.refusal(), reader.beginning()));
        }
        if (reader.asks_to_continue())  // 25 bytes into an empty buffer: they fit, or the client is gone
            ::send(connection.socket.number(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);

        const auto count = ::recv(connection.socket.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && is_empty(errno)) return wait_for_more(connection);
        if (count <= 0) return close(connection);  // gone, or left in the middle of a request
        reader.feed({buffer_.data(), static_cast<std::size_t>(count)});
        account(connection);
        if (held_ > limits_.held_bytes) {
            ++tally_.overloaded;
            return refuse(connection, edge_.overloaded(reader.head(), false));
        }
    }
    enqueue(connection);  // others' turn; no edge will come for what is unread
    return wait_for_more(connection);
}

Parking::Next Parking::wait_for_more(ParkedConnection& connection) {
    if (stopping_) return close(connection);
    using Wait = ParkedConnection::Wait;
    Wait wait = Wait::Nothing;
    switch (connection.reader.state()) {
        case RequestReader::State::Empty: wait = connection.requests == 0 ? Wait::FirstHead : Wait::NextRequest; break;
        case RequestReader::State::Head: wait = Wait::Head; break;
        case RequestReader::State::Body: wait = Wait::Body; break;
        case RequestReader::State::Complete:
        case RequestReader::State::Refused: return Next::Wait;  // its turn comes at once
    }
    if (set_wait(connection, wait)) return Next::Wait;
    ++tally_.refused;
    return close(connection);
}

bool Parking::set_wait(ParkedConnection& connection, ParkedConnection::Wait wait) {
    using Wait = ParkedConnection::Wait;
    const Wait before = connection.wait;
    if (before == wait) return true;  // the deadline stands: a drip does not move it

    // First what needs memory, then the change, then what cannot fail: a throw leaves the books in order.
    const bool counted = !connection.counted_as.empty();
    bool too_many = false;
    if (counted && counts_as_unfinished(wait) && !counts_as_unfinished(before))
        too_many = ++unfinished_[connection.counted_as] > limits_.unfinished_heads_per_address;
    const auto left_place = connection.idle_place;
    if (wait == Wait::NextRequest) connection.idle_place = idle_.insert(idle_.end(), connection.id);
    connection.wait = wait;
    if (before == Wait::NextRequest) idle_.erase(left_place);
    if (counted && counts_as_unfinished(before) && !counts_as_unfinished(wait)) {
        const auto found = unfinished_.find(connection.counted_as);
        if (--found->second == 0) unfinished_.erase(found);
    }

    switch (wait) {
        case Wait::Nothing: set_deadline(connection, {}); break;
        case Wait::FirstHead: set_deadline(connection, Clock::now() + limits_.head_deadline); break;
        case Wait::Head:  // the first head's time runs from the connect on
            if (before != Wait::FirstHead) set_deadline(connection, Clock::now() + limits_.head_deadline);
            break;
        case Wait::Body: set_deadline(connection, transfer_deadline(connection.reader.head().length)); break;
        case Wait::NextRequest: set_deadline(connection, Clock::now() + limits_.idle); break;
    }
    return !too_many;
}

void Parking::set_deadline(ParkedConnection& connection, std::optional<Moment> deadline) {
    if (connection.deadline) deadlines_.erase({*connection.deadline, connection.id});
    connection.deadline.reset();
    if (deadline) deadlines_.emplace(*deadline, connection.id);
    connection.deadline = deadline;
}

Parking::Moment Parking::transfer_deadline(std::uint64_t bytes) const {
    return Clock::now() + limits_.transfer_grace + std::chrono::seconds{bytes / limits_.slowest_bytes_per_second};
}

void Parking::account(ParkedConnection& connection) {
    const std::size_t holds = connection.reader.held() + connection.body_in_work;
    held_ += holds - connection.held;
    connection.held = holds;
    tally_.held_bytes = held_;
}

Parking::Next Parking::hand_over(ParkedConnection& connection) {
    set_wait(connection, ParkedConnection::Wait::Nothing);
    const bool may_go_on = !stopping_ && ++connection.requests < limits_.requests_per_connection;
    Job job{connection.socket.number(), connection.peer, connection.reader.take(), may_go_on, {}};
    job.request.at = Clock::now();
    job.report.emplace_back().connection = connection.id;
    connection.body_in_work = job.request.body.size();
    account(connection);
    if (workers_->offer(job)) {  // its report comes to this very thread, later
        connection.stage = ParkedConnection::Stage::Working;
        ++tally_.in_work;
        return Next::Wait;
    }
    ++tally_.overloaded;
    connection.body_in_work = 0;
    account(connection);
    return say(connection, edge_.overloaded(job.request.head, may_go_on));
}

Parking::Next Parking::say(ParkedConnection& connection, Outgoing answer) {
    set_wait(connection, ParkedConnection::Wait::Nothing);
    connection.sending = Sending{std::move(answer)};
    connection.stage = ParkedConnection::Stage::Writing;
    return Next::Again;
}

/// The last answer of a connection; what was read of the request is forgotten at once.
Parking::Next Parking::refuse(ParkedConnection& connection, Outgoing answer) {
    connection.reader.abandon();
    account(connection);
    return say(connection, std::move(answer));
}

Parking::Next Parking::write(ParkedConnection& connection) {
    return after_push(connection, connection.sending.push(connection.socket.number()));
}

Parking::Next Parking::after_push(ParkedConnection& connection, Sending::Progress progress) {
    switch (progress) {
        case Sending::Progress::Finished: return finish_answer(connection);
        case Sending::Progress::Failed: return close(connection);
        case Sending::Progress::Interrupted: enqueue(connection); break;
        case Sending::Progress::Blocked: break;
    }
    if (!connection.deadline) set_deadline(connection, transfer_deadline(connection.sending.left()));
    return Next::Wait;
}

Parking::Next Parking::finish_answer(ParkedConnection& connection) {
    ++tally_.answered[static_cast<std::size_t>(connection.sending.status() / 100)];
    set_deadline(connection, {});
    const bool goes_on = connection.sending.keep_alive() && !stopping_;
    connection.sending = Sending{};
    if (goes_on) {
        connection.stage = ParkedConnection::Stage::Reading;
        return Next::Again;
    }
    ::shutdown(connection.socket.number(), SHUT_WR);
    connection.stage = ParkedConnection::Stage::Lingering;
    set_deadline(connection, Clock::now() + limits_.linger);
    return Next::Again;
}

Parking::Next Parking::linger(ParkedConnection& connection) {
    while (connection.lingered <= limits_.linger_bytes) {
        const auto count = ::recv(connection.socket.number(), buffer_.data(), buffer_.size(), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && is_empty(errno) && !stopping_) return Next::Wait;
        if (count <= 0) break;
        connection.lingered += static_cast<std::size_t>(count);
    }
    return close(connection);
}

Parking::Next Parking::close(ParkedConnection& connection) noexcept {
    set_wait(connection, ParkedConnection::Wait::Nothing);
    set_deadline(connection, {});
    held_ -= connection.held;
    tally_.held_bytes = held_;
    connections_.erase(connection.id);  // closes the socket, which leaves epoll by itself
    return Next::Gone;
}

}  // namespace foerderlauf

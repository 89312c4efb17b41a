#include "web/front/parking.hpp"

#include <Poco/Net/SocketAddress.h>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace foerderlauf {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::uint64_t listening_id = 0;
constexpr std::uint64_t alarm_id = 1;
constexpr std::size_t receive_size = std::size_t{64} * 1024;
constexpr int accepts_per_turn = 64;
constexpr milliseconds accept_pause{50};

Descriptor valid(int number, const char* what) {
    if (number < 0) throw std::system_error{errno, std::generic_category(), what};
    return Descriptor{number};
}

std::array<epoll_event, 256>& event_buffer() {
    thread_local std::array<epoll_event, 256> events;
    return events;
}

}  // namespace

Parking::Parking(int listening, std::size_t capacity, const FrontLimits& limits, const BodyCap& cap, const Edge& edge,
                 FrontTally& tally)
    : listening_{listening}, capacity_{capacity}, limits_{limits}, cap_{cap}, edge_{edge}, tally_{tally},
      epoll_{valid(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")}, alarm_{valid(
                                                                          ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK),
                                                                          "eventfd")},
      buffer_(receive_size), next_id_{alarm_id + 1} {
    watch(listening_, listening_id, EPOLLIN);
    watch(alarm_.number(), alarm_id, EPOLLIN);
}

void Parking::watch(int descriptor, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) != 0)
        throw std::system_error{errno, std::generic_category(), "epoll_ctl"};
}

void Parking::wake() {
    const std::uint64_t one = 1;
    // Only EAGAIN is possible, and then the alarm rings already.
    [[maybe_unused]] const auto written = ::write(alarm_.number(), &one, sizeof one);
}

void Parking::ask_to_stop() {
    stop_asked_ = true;
    wake();
}

void Parking::done(std::list<Done> report) noexcept {
    {
        const std::lock_guard lock{reports_mutex_};
        reports_.splice(reports_.end(), report);
    }
    wake();
}

void Parking::enqueue(ParkedConnection& connection) noexcept {
    if (!std::exchange(connection.queued, true)) ready_.push_back(connection.id);  // welcome() made room
}

/// A step that fails (no memory) ends its connection; the others go on.
template <typename Step>
void Parking::guarded(ParkedConnection& connection, Step step) noexcept {
    try {
        step();
    } catch (const std::exception&) {
        ++tally_.refused;
        close(connection);
    }
}

void Parking::run(Workers& workers) {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);

    workers_ = &workers;
    auto& events = event_buffer();
    while (!is_over()) {
        const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()),
                                       milliseconds_to_wait());
        if (count < 0 && errno != EINTR) throw std::system_error{errno, std::generic_category(), "epoll_wait"};
        take_events(count);
        if (stop_asked_ && !stopping_) begin_stopping();
        take_reports();
        if (accept_again_ && *accept_again_ <= Clock::now()) resume_accepting();
        if (accept_ready_) accept_waiting();
        continue_ready();
        end_overdue();
        tally_.parked = connections_.size() - tally_.in_work;
    }
}

void Parking::take_events(int count) {
    for (int i = 0; i < count; ++i) {
        const auto id = event_buffer()[static_cast<std::size_t>(i)].data.u64;
        if (id == listening_id) {
            accept_ready_ = true;
        } else if (id == alarm_id) {
            std::uint64_t rings = 0;
            [[maybe_unused]] const auto count_read = ::read(alarm_.number(), &rings, sizeof rings);
        } else if (const auto found = connections_.find(id); found != connections_.end()) {
            enqueue(*found->second);
        }
    }
}

int Parking::milliseconds_to_wait() const {
    if (!ready_.empty()) return 0;
    std::optional<Moment> until;
    const auto consider = [&](Moment moment) { until = until ? std::min(*until, moment) : moment; };
    if (!deadlines_.empty()) consider(deadlines_.begin()->first);
    if (accept_again_) consider(*accept_again_);
    if (stopping_) consider(stop_by_);
    if (!until) return -1;
    const auto left = std::chrono::ceil<milliseconds>(*until - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

bool Parking::is_over() const { return stopping_ && (connections_.empty() || Clock::now() >= stop_by_); }

/// Every connection that is neither in work nor in the middle of an answer is closed by its next step.
void Parking::begin_stopping() {
    stopping_ = true;
    stop_by_ = Clock::now() + limits_.stop_bound;
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listening_, nullptr);
    ::shutdown(listening_, SHUT_RDWR);  // who comes now is refused by the kernel and may try the next server
    accept_ready_ = false;
    accept_again_.reset();
    workers_->wind_down();
    for (const auto& [id, connection] : connections_) enqueue(*connection);
}

void Parking::take_reports() {
    std::list<Done> reports;
    {
        const std::lock_guard lock{reports_mutex_};
        reports.swap(reports_);
    }
    for (auto& report : reports) {
        const auto found = connections_.find(report.connection);
        if (found == connections_.end()) continue;
        ParkedConnection& connection = *found->second;
        --tally_.in_work;
        connection.body_in_work = 0;
        account(connection);
        connection.stage = ParkedConnection::Stage::Writing;
        connection.sending = std::move(report.sending);
        guarded(connection, [&] {
            // Blocked a while ago: the edge may have come and gone while the worker had it, so push again.
            const bool settled = report.progress == Sending::Progress::Finished ||
                                 report.progress == Sending::Progress::Failed;
            if (!settled || after_push(connection, report.progress) == Next::Again) advance(connection);
        });
    }
}

void Parking::continue_ready() {
    turn_.clear();
    turn_.swap(ready_);
    for (const auto id : turn_) {
        const auto found = connections_.find(id);
        if (found == connections_.end()) continue;
        found->second->queued = false;
        guarded(*found->second, [&] { advance(*found->second); });
    }
}

void Parking::end_overdue() {
    const auto now = Clock::now();
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        ParkedConnection& connection = *connections_.at(deadlines_.begin()->second);
        const bool half_said = connection.wait == ParkedConnection::Wait::Head ||
                               connection.wait == ParkedConnection::Wait::Body;
        const bool lingers = connection.stage == ParkedConnection::Stage::Lingering;
        if (connection.wait != ParkedConnection::Wait::NextRequest && !lingers) ++tally_.overdue;
        if (!half_said) {
            close(connection);
            continue;
        }
        guarded(connection, [&] {
            refuse(connection, edge_.refusal({408, "front.too_slow"}, connection.reader.beginning()));
            advance(connection);
        });
    }
}

void Parking::accept_waiting() {
    accept_ready_ = false;
    for (int i = 0; i < accepts_per_turn; ++i) {
        sockaddr_storage storage{};
        socklen_t length = sizeof storage;
        auto* address = reinterpret_cast<sockaddr*>(&storage);
        Descriptor socket{::accept4(listening_, address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC)};
        if (!socket && (errno == EINTR || errno == ECONNABORTED)) continue;
        if (!socket && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (!socket) {  // no descriptor or no memory left: others would ring the bell without end
            make_room();
            pause_accepting();
            return;
        }
        ++tally_.accepted;
        if (connections_.size() >= capacity_ && !make_room()) {
            ++tally_.refused;
            continue;
        }
        try {
            welcome(std::move(socket), plain_address(Poco::Net::SocketAddress{address, length}.host()));
        } catch (const std::exception&) { ++tally_.refused; }
    }
}

/// Gives up the connection that was idle longest, for somebody who wants something now.
bool Parking::make_room() {
    if (idle_.empty()) return false;
    close(*connections_.at(idle_.front()));
    return true;
}

void Parking::pause_accepting() {
    epoll_event event{};
    event.data.u64 = listening_id;
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, listening_, &event);
    accept_again_ = Clock::now() + accept_pause;
}

void Parking::resume_accepting() {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = listening_id;
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, listening_, &event);
    accept_again_.reset();
}

void Parking::welcome(Descriptor socket, const Poco::Net::IPAddress& peer) {
    const int yes = 1;
    ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    auto fresh = std::make_unique<ParkedConnection>(cap_);
    fresh->id = next_id_++;
    fresh->socket = std::move(socket);
    fresh->peer = std::make_shared<const Poco::Net::IPAddress>(peer);
    if (!edge_.proxies().trusts(peer)) fresh->counted_as = counting_name(peer);
    ParkedConnection& connection = *fresh;
    if (ready_.capacity() <= connections_.size() || turn_.capacity() <= connections_.size()) {
        ready_.reserve(2 * connections_.size() + 64);
        turn_.reserve(2 * connections_.size() + 64);
    }
    connections_.emplace(connection.id, std::move(fresh));
    guarded(connection, [&] {
        if (!set_wait(connection, ParkedConnection::Wait::FirstHead)) {
            ++tally_.refused;
            close(connection);
            return;
        }
        // Edge-triggered and registered once: a request costs no further epoll_ctl.
        watch(connection.socket.number(), connection.id, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
        advance(connection);
    });
}

}  // namespace foerderlauf

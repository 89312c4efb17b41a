#include "web/front/server.hpp"

#include "web/front/decode.hpp"
#include "web/front/parking.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/ServerSocket.h>

#include <sys/resource.h>

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int backlog = 1024;
/// Left for the database, files, helpers and the log.
constexpr std::size_t descriptors_of_others = 256;

/// How many connections there may be: the descriptor limit, raised as far as we may, less what others need.
std::size_t capacity_after_raising_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return descriptors_of_others;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlimit raised{limit.rlim_max, limit.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
    }
    const auto descriptors = static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 1'000'000));
    return descriptors > 2 * descriptors_of_others ? descriptors - descriptors_of_others : descriptors / 2;
}

Result<Poco::Net::ServerSocket> bound_socket(const std::string& listen, bool tls_ended_by_proxy) {
    try {
        const Poco::Net::SocketAddress address{listen};
        if (!address.host().isLoopback() && !tls_ended_by_proxy)
            return refuse("front.listen_not_loopback", {{"address", listen}});
        Poco::Net::ServerSocket socket;
        socket.bind(address, true, false);  // not SO_REUSEPORT: two servers on one port would share the requests
        socket.listen(backlog);
        socket.setBlocking(false);
        return socket;
    } catch (const Poco::Exception& error) {
        return refuse("front.listen_unusable", {{"address", listen}, {"reason", error.displayText()}});
    }
}

}  // namespace

/// What exists between start and stop. The order of the members is the order of their dependence.
struct Front::Running {
    Running(Poco::Net::ServerSocket bound, std::size_t capacity, const Front& front, FrontTally& tally,
            TrustedProxies proxies)
        : socket{std::move(bound)}, edge{front.site_, front.hooks_, std::move(proxies)},
          parking{socket.impl()->sockfd(), capacity, front.options_.limits, front.cap_, edge, tally},
          workers{edge, std::max(1U, front.options_.limits.workers), front.options_.limits.queue,
                  [this](std::list<Done> report) { parking.done(std::move(report)); }},
          thread{[this] { parking.run(workers); }} {}

    void stop() {
        parking.ask_to_stop();
        if (thread.joinable()) thread.join();
        workers.stop();
    }

    Poco::Net::ServerSocket socket;
    Edge edge;
    Parking parking;
    Workers workers;
    std::thread thread;
};

Front::Front(FrontOptions options, Answerer site, BodyCap cap, EdgeHooks hooks)
    : options_{std::move(options)}, site_{std::move(site)}, cap_{std::move(cap)}, hooks_{std::move(hooks)} {}

Front::Front(FrontOptions options, const Router& router, EdgeHooks hooks)
    : Front{std::move(options), [&router](Request& request) { return router(request); }, body_cap_of(router),
            std::move(hooks)} {}

Front::~Front() { stop(); }

Result<void> Front::start() {
    auto proxies = TrustedProxies::parse(options_.trusted_proxies);
    if (!proxies) return tl::unexpected{std::move(proxies.error())};
    const bool tls_in_front = options_.tls_ended_by_proxy && !proxies->empty();
    auto socket = bound_socket(options_.listen, tls_in_front);
    if (!socket) return tl::unexpected{std::move(socket.error())};
    running_ = std::make_unique<Running>(*std::move(socket), capacity_after_raising_limit(), *this, tally_,
                                         *std::move(proxies));
    return {};
}

void Front::stop() {
    if (!running_) return;
    running_->stop();
    running_.reset();
    tally_.parked = 0;
    tally_.held_bytes = 0;
    tally_.in_work = 0;
}

std::uint16_t Front::port() const { return running_ ? running_->socket.address().port() : std::uint16_t{0}; }

FrontCounters Front::counters() const {
    FrontCounters now{tally_.accepted, tally_.refused,    tally_.overdue, tally_.overloaded,
                      tally_.parked,   tally_.held_bytes, tally_.in_work, {}};
    std::ranges::transform(tally_.answered, now.answered.begin(), [](const auto& count) { return count.load(); });
    return now;
}

BodyCap body_cap_of(const Router& router) {
    return [&router](std::string_view method, std::string_view target) {
        const auto path = decoded_path(target);
        return path ? router.body_cap(method, *path) : default_body_cap;
    };
}

}  // namespace foerderlauf

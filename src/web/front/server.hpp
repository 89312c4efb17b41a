#pragma once

#include "base/result.hpp"
#include "web/front/edge.hpp"
#include "web/front/http.hpp"
#include "web/front/limits.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace foerderlauf {

struct FrontOptions {
    std::string listen = "127.0.0.1:8080";  ///< host:port; port 0 takes a free one; `[::1]:8080`
    FrontLimits limits;
    std::vector<std::string> trusted_proxies;  ///< addresses or networks, see TrustedProxies
    bool tls_ended_by_proxy = false;           ///< a trusted proxy ends TLS in front of this server
};

/// The HTTP front of the server (HTTP/1.1, RFC 9112).
///
/// One thread parks all connections and collects whole requests; a few workers run the site. Requests whose framing
/// leaves a doubt are refused before anything of them is used, every exception is answered, and no client, however
/// slow, holds a worker. See docs/decisions/0003-parked-sockets.md.
class Front {
public:
    /// `site` answers the requests (a Router, or a function around one); `cap` bounds their bodies
    /// (usually Router::body_cap, see body_cap_of). Both must live as long as the front and be thread-safe.
    Front(FrontOptions options, Answerer site, BodyCap cap, EdgeHooks hooks);
    /// The same with the router's own caps.
    Front(FrontOptions options, const Router& router, EdgeHooks hooks);
    ~Front();  ///< stops
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    /// Raises the soft descriptor limit to the hard one, binds and begins to serve. Refusals: `front.listen_unusable`,
    /// `front.listen_not_loopback` (an address others can reach, but no trusted proxy that ends TLS: passwords would
    /// cross the network in the clear), `front.proxy_unreadable`.
    [[nodiscard]] Result<void> start();

    /// Closes parked connections, lets requests in work be answered within `stop_bound`, then drops what still
    /// waits. A handler that does not return keeps this waiting. Safe to repeat; not from a handler.
    void stop();

    std::uint16_t port() const;      ///< after start()
    FrontCounters counters() const;  ///< thread-safe

private:
    struct Running;
    FrontOptions options_;
    Answerer site_;
    BodyCap cap_;
    EdgeHooks hooks_;
    FrontTally tally_;
    std::unique_ptr<Running> running_;
};

/// The router's caps by request target, as the front asks for them. The router must outlive the function.
BodyCap body_cap_of(const Router& router);

}  // namespace foerderlauf

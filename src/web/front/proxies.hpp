#pragma once

#include "base/result.hpp"
#include "web/front/admission.hpp"

#include <Poco/Net/IPAddress.h>

#include <string>
#include <vector>

namespace foerderlauf {

/// The reverse proxies whose word about the client is believed. Everybody can write X-Forwarded-For; only what
/// a trusted peer appended to it is worth anything. Immutable after construction, thread-safe.
class TrustedProxies {
public:
    TrustedProxies() = default;
    /// Addresses or networks: `127.0.0.1`, `10.1.0.0/16`, `fd00::/8`. Refusal `front.proxy_unreadable`.
    [[nodiscard]] static Result<TrustedProxies> parse(const std::vector<std::string>& networks);

    bool empty() const { return networks_.empty(); }
    bool trusts(const Poco::Net::IPAddress& address) const;

    /// The address the request came from: of the hops in X-Forwarded-For, then the peer, the right-most that is
    /// no trusted proxy. What cannot be read ends the search at the last hop that could.
    std::string client(const Poco::Net::IPAddress& peer, const Head& head) const;
    /// Whether the trusted peer says that it received the request over TLS (X-Forwarded-Proto).
    bool over_tls(const Poco::Net::IPAddress& peer, const Head& head) const;

private:
    struct Network {
        Poco::Net::IPAddress address;
        unsigned prefix;
    };
    std::vector<Network> networks_;
};

/// IPv4 in IPv6 clothes (`::ffff:1.2.3.4`) as IPv4, everything else unchanged.
Poco::Net::IPAddress plain_address(const Poco::Net::IPAddress& address);

/// Under which name an address is counted: IPv4 as it is, IPv6 by its /64, which one customer has to himself.
std::string counting_name(const Poco::Net::IPAddress& address);

}  // namespace foerderlauf

#include "web/front/proxies.hpp"

#include "base/text.hpp"
#include "web/front/letters_of_http.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>

namespace foerderlauf {

namespace {

using Poco::Net::IPAddress;

/// A hop as proxies write it: `1.2.3.4`, `1.2.3.4:567`, `::1`, `[::1]:567`.
std::optional<IPAddress> read_hop(std::string_view text) {
    text = without_ows(text);
    if (text.starts_with('[')) text = text.substr(1, std::min(text.find(']'), text.size()) - 1);
    else if (std::ranges::count(text, ':') == 1) text = text.substr(0, text.find(':'));
    IPAddress address;
    if (!IPAddress::tryParse(std::string{text}, address)) return {};
    return plain_address(address);
}

/// Every value of the header in the order of the lines, then of the commas.
std::vector<std::string> listed(const Head& head, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, line] : head.lines)
        if (key == name)
            for (auto& value : split(line, ',')) values.push_back(std::move(value));
    return values;
}

}  // namespace

IPAddress plain_address(const IPAddress& address) {
    if (address.family() != IPAddress::IPv6 || !address.isIPv4Mapped()) return address;
    const auto* octets = static_cast<const unsigned char*>(address.addr());
    return IPAddress{octets + 12, 4};
}

std::string counting_name(const IPAddress& address) {
    if (address.family() != IPAddress::IPv6) return address.toString();
    return (address & IPAddress{64, IPAddress::IPv6}).toString();
}

Result<TrustedProxies> TrustedProxies::parse(const std::vector<std::string>& networks) {
    TrustedProxies proxies;
    for (const auto& text : networks) {
        const auto unreadable = refuse("front.proxy_unreadable", {{"given", text}});
        const auto slash = text.find('/');
        IPAddress address;
        if (!IPAddress::tryParse(text.substr(0, slash), address)) return unreadable;
        const unsigned whole = address.family() == IPAddress::IPv6 ? 128 : 32;
        unsigned prefix = whole;
        if (slash != std::string::npos) {
            const char* end = text.data() + text.size();
            const auto [stop, error] = std::from_chars(text.data() + slash + 1, end, prefix);
            if (error != std::errc{} || stop != end || prefix > whole) return unreadable;
        }
        const IPAddress mask{prefix, address.family()};
        proxies.networks_.push_back({address & mask, prefix});
    }
    return proxies;
}

bool TrustedProxies::trusts(const IPAddress& address) const {
    return std::ranges::any_of(networks_, [&](const Network& network) {
        if (network.address.family() != address.family()) return false;
        return (address & IPAddress{network.prefix, address.family()}) == network.address;
    });
}

std::string TrustedProxies::client(const IPAddress& peer, const Head& head) const {
    if (!trusts(peer)) return peer.toString();
    IPAddress nearest = peer;
    const auto hops = listed(head, "x-forwarded-for");
    for (const auto& hop : hops | std::views::reverse) {
        const auto address = read_hop(hop);
        if (!address) break;
        nearest = *address;
        if (!trusts(nearest)) break;
    }
    return nearest.toString();
}

bool TrustedProxies::over_tls(const IPAddress& peer, const Head& head) const {
    if (!trusts(peer)) return false;
    const auto protocols = listed(head, "x-forwarded-proto");
    return !protocols.empty() && lowered(without_ows(protocols.back())) == "https";
}

}  // namespace foerderlauf

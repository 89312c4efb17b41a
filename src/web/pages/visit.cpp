#include "web/pages/visit.hpp"

#include "base/sha256.hpp"
#include "web/pages/asset_folder.hpp"
#include "web/pages/kept_form.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

bool token_matches(const std::string& given, const std::string& expected) {
    // Compared as hashes, so that the time taken says nothing about where they differ.
    return !expected.empty() && sha256_hex(given) == sha256_hex(expected);
}

/// `Origin: http://127.0.0.1:8080` against `Host: 127.0.0.1:8080`. A proxy may end TLS, so the scheme is not compared.
bool origin_is_host(const std::string& origin, const std::string& host) {
    const auto start = origin.find("://");
    return start != std::string::npos && origin.substr(start + 3) == host;
}

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
    return value;
}

Reply not_from_here() { return error_reply(403, {"pages.error.csrf", {}}); }

Reply without_session(const PageHouse& house, const Request& request) {
    if (request.method != "POST") return see_other("/login?next=" + percent_encoded(own_path(address_of(request))));
    return from_own_page(request) ? keep_form(house, request) : not_from_here();
}

}  // namespace

PageHouse::PageHouse(Site& the_site, Templates::UnknownKey unknown)
    : site{the_site}, templates{web_folder(the_site) / "templates", unknown, the_site.installation->english},
      of_codes{std::make_unique<Throttle>(20, std::chrono::minutes{15})}, open_cases{std::make_unique<OpenCases>()},
      style_stamp{stamp_of_assets(the_site)} {}

std::shared_ptr<const Definition> Visit::programme(const std::string& name) const {
    return site().shown_in(words.language(), site().programmes.current(name));
}

std::shared_ptr<const Definition> Visit::pinned(const std::string& version) const {
    return site().shown_in(words.language(), site().programmes.of(version));
}

Envelope Visit::envelope() const {
    Envelope envelope;
    envelope.account = who.account;
    envelope.seen_seq = number(request.form.value("seen_seq"));
    envelope.route = request.method + " " + request.path;
    envelope.arrived = arrival_of(request, site().clock);
    return envelope;
}

std::string session_cookie_name(const Request& request) { return request.secure ? "__Host-sid" : "sid"; }

std::optional<SignedIn> session_of(const PageHouse& house, const Request& request) {
    const auto cookie = request.cookies.find(session_cookie_name(request));
    if (cookie == request.cookies.end() || cookie->second.empty()) return {};
    return house.site.identity.session(cookie->second);
}

bool from_own_page(const Request& request) {
    const auto& site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return false;
    const auto& origin = request.header("origin");
    return origin.empty() || origin_is_host(origin, request.header("host"));
}

bool may_change(const Request& request, const SignedIn& who) {
    return from_own_page(request) && token_matches(request.form.value("csrf"), who.csrf);
}

std::string own_address(const std::string& wanted) {
    const bool own = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.find('\\') == std::string::npos &&
                     std::ranges::none_of(wanted, [](unsigned char c) { return c < ' ' || c == 127; });
    return own ? wanted : "/";
}

std::string own_path(const std::string& wanted) {
    return wanted.starts_with("/login") || wanted.starts_with("/logout") ? "/" : own_address(wanted);
}

Handler for_signed_in(const std::shared_ptr<const PageHouse>& house, PageHandler handler) {
    return [house, handler = std::move(handler)](const Request& request) {
        const auto who = session_of(*house, request);
        if (!who) return without_session(*house, request);
        if (request.method == "POST" && !may_change(request, *who)) return not_from_here();
        try {
            return handler(Visit{*house, request, *who, house->words(request)});
        } catch (const QueueFull&) {
            auto reply = error_reply(503, {"front.overloaded", {}});
            reply.set("Retry-After", "2");
            return reply;
        }
    };
}

Result<CaseId> case_id_of(const Request& request) {
    const auto id = number(request.parameter("id"));
    if (!id || *id <= 0) return refuse(Refusal::Kind::NotFound, "front.detail.404");
    return *id;
}

Result<CaseReading> case_of(const Visit& visit, CaseId id, std::optional<Date> as_of) {
    auto& site = visit.site();
    auto reading = read_case(site.store, site.programmes, site.dispatcher, site.clock, visit.account(), id, as_of);
    if (!reading) return reading;
    return site.shown_in(visit.words.language(), std::move(*reading));
}

Result<CaseReading> case_of(const Visit& visit, std::optional<Date> as_of) {
    const auto id = case_id_of(visit.request);
    if (!id) return tl::unexpected{id.error()};
    return case_of(visit, *id, as_of);
}

}  // namespace foerderlauf

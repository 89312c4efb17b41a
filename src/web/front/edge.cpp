#include "web/language.hpp"
#include "web/front/edge.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "web/front/decode.hpp"
#include "web/front/letters_of_http.hpp"
#include "web/front/wire.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <exception>
#include <system_error>

namespace foerderlauf {

namespace {

std::string key_of_status(std::string_view part, int status) {
    return "front." + std::string{part} + "." + std::to_string(status);
}

/// Foreign text for a log line: no line ends, no escape sequences, no end of patience.
std::string loggable(std::string_view text) {
    std::string clean{text.substr(0, 300)};
    for (auto& c : clean)
        if (c < ' ' || c > '~') c = '?';
    return clean;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&') safe += "&amp;";
        else if (c == '<') safe += "&lt;";
        else if (c == '>') safe += "&gt;";
        else if (c == '"') safe += "&quot;";
        else safe += c;
    }
    return safe;
}

/// A JSON string. Not by the JSON library: its destructor allocates, and without memory that ends the process.
std::string json_text(const std::string& text) {
    if (!is_utf8(text)) return "\"\"";
    std::string quoted = "\"";
    for (const char c : text)
        if (c == '"' || c == '\\') quoted.append({'\\', c});
        else if (c >= 0 && c < ' ') quoted.append("\\u00").append(to_hex({&c, 1}));
        else quoted += c;
    return quoted + '"';
}

/// Twelve hex digits from the kernel. Not from OpenSSL: its first use without memory crashes (seen with 3.0), and
/// a fault is just when memory may be short.
std::string incident_number() {
    std::array<char, 6> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw std::system_error{errno, std::generic_category(), "getrandom"};
    return to_hex({bytes.data(), bytes.size()});
}

/// Guesses from the bytes of a head that was refused for whom the refusal is written.
Request guessed_request(std::string_view beginning) {
    Request request;
    if (beginning.starts_with("HEAD ")) request.method = "HEAD";
    const auto slash = beginning.find(" /");
    if (slash != std::string_view::npos && slash < 16)
        request.path = beginning.substr(slash + 1, 5) == "/api/" ? "/api/" : "/";
    return request;
}

/// When even the error cannot be written (no memory), this still can: it needs none.
Outgoing last_words() noexcept {
    Outgoing out;
    try {
        out.head = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    } catch (...) {
        out.head.clear();  // nothing to say: the connection is closed
    }
    return out;
}

}  // namespace

Edge::Edge(Answerer site, EdgeHooks hooks, TrustedProxies proxies)
    : site_{std::move(site)}, hooks_{std::move(hooks)}, proxies_{std::move(proxies)} {}

std::string Edge::sentence(const Message& message, const Request& request) const {
    return hooks_.sentence ? hooks_.sentence(message, request) : message.key;
}

std::string Edge::plain_page(const ErrorView& view, const Request& request) const {
    const auto title = escaped(sentence({key_of_status("title", view.status), {}}, request));
    std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string{code_of(language_of_page(request))} +
                       "\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head>\n<body><main><h1>" +
                       title + "</h1>\n<p>" + escaped(sentence(view.message, request)) + "</p>\n";
    if (!view.incident.empty())
        page += "<p>" + escaped(sentence({"front.incident", {{"incident", view.incident}}}, request)) + "</p>\n";
    return page + "</main></body></html>\n";
}

Reply Edge::with_error_body(Reply reply, const Request& request) const {
    if (!reply.error) return reply;
    ErrorView view{reply.status, *reply.error, reply.incident};
    if (view.message.key.empty()) view.message.key = key_of_status("detail", reply.status);

    if (request.wants_json()) {
        reply.content_type = "application/problem+json";
        reply.set("Vary", "Accept-Language");
        reply.body = "{\"type\":\"about:blank\",\"title\":" +
                     json_text(sentence({key_of_status("title", reply.status), {}}, request)) +
                     ",\"status\":" + std::to_string(reply.status) +
                     ",\"detail\":" + json_text(sentence(view.message, request));
        if (!view.incident.empty()) reply.body += ",\"incident\":" + json_text(view.incident);
        reply.body += "}";
        return reply;
    }
    reply.content_type = "text/html; charset=utf-8";
    try {
        reply.body = hooks_.error_page ? hooks_.error_page(view, request) : plain_page(view, request);
    } catch (const std::exception& error) {
        if (hooks_.on_fault) hooks_.on_fault(view.incident, "error page: " + loggable(error.what()));
        reply.body = plain_page(view, request);
    }
    return reply;
}

Reply Edge::fault(const std::string& what, const Request& request) const {
    Reply reply = error_reply(500);
    reply.incident = incident_number();
    if (hooks_.on_fault) hooks_.on_fault(reply.incident, loggable(request.method + " " + request.path + ": " + what));
    return reply;
}

Reply Edge::reply_to(Request& request) const {
    try {
        return with_error_body(site_(request), request);
    } catch (const std::exception& error) {
        return with_error_body(fault(error.what(), request), request);
    } catch (...) { return with_error_body(fault("an exception of an unknown type", request), request); }
}

Outgoing Edge::written(Reply reply, const Request& request, bool keep_alive) const {
    try {
        return on_the_wire(std::move(reply), request, keep_alive);
    } catch (const std::exception& error) {  // a file that is gone, a status out of range
        return on_the_wire(with_error_body(fault(error.what(), request), request), request, keep_alive);
    }
}

Outgoing Edge::answer(Arrived arrived, const Poco::Net::IPAddress& peer, bool may_keep_alive) const noexcept {
    try {
        const bool keep_alive = may_keep_alive && arrived.head.keep_alive;
        auto client = proxies_.client(peer, arrived.head);
        const bool secure = proxies_.over_tls(peer, arrived.head);
        const std::string beginning = arrived.head.method + " " + arrived.head.target;
        auto request = decoded(std::move(arrived));
        if (!request) {
            const Request guess = guessed_request(beginning);
            const auto& [status, key] = request.error();
            return written(with_error_body(error_reply(status, {key, {}}), guess), guess, keep_alive);
        }
        request->client = std::move(client);
        request->secure = secure;
        return written(reply_to(*request), *request, keep_alive);
    } catch (...) { return last_words(); }
}

Outgoing Edge::refusal(const Unacceptable& why, std::string_view beginning) const noexcept {
    try {
        // The page hook is for workers: this runs on the thread that must not wait.
        const Request guess = guessed_request(beginning);
        Reply reply = error_reply(why.status, {why.key, {}});
        if (guess.wants_json()) return written(with_error_body(std::move(reply), guess), guess, false);
        reply = html(why.status, plain_page({why.status, {why.key, {}}, ""}, guess));
        return written(std::move(reply), guess, false);
    } catch (...) { return last_words(); }
}

Outgoing Edge::overloaded(const Head& head, bool may_keep_alive) const noexcept {
    try {
        const Request guess = guessed_request(head.method + " " + head.target);
        Reply reply = error_reply(503, {"front.overloaded", {}});
        if (guess.wants_json()) reply = with_error_body(std::move(reply), guess);
        else reply = html(503, plain_page({503, {"front.overloaded", {}}, ""}, guess));
        reply.set("Retry-After", "2");
        return written(std::move(reply), guess, may_keep_alive && head.keep_alive);
    } catch (...) { return last_words(); }
}

}  // namespace foerderlauf

#include "web/front/http.hpp"

#include "web/front/letters_of_http.hpp"

#include <algorithm>
#include <stdexcept>

namespace foerderlauf {

namespace {

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

const std::string nothing;

void expect_safe(std::string_view name, std::string_view value) {
    if (!is_token(name)) throw std::invalid_argument{"a response header's name must be a token"};
    const bool printable = std::ranges::all_of(value, [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
    if (!printable) throw std::invalid_argument{"response header " + std::string{name} + " must be printable ASCII"};
}

/// RFC 8187 § 3.2.1: everything but attr-char is percent-encoded.
std::string extended_value(std::string_view text) {
    std::string encoded = "UTF-8''";
    for (const char c : text)
        if (is_letter_or_digit(c) || std::string_view{"!#$&+-.^_`|~"}.find(c) != std::string_view::npos) encoded += c;
        else encoded += percent(c);
    return encoded;
}

std::string ascii_name(std::string_view name) {
    std::string plain_name{name};
    for (auto& c : plain_name)
        if (!is_letter_or_digit(c) && std::string_view{"._- "}.find(c) == std::string_view::npos) c = '_';
    return plain_name;
}

Reply attachment(std::string content_type, std::string_view name) {
    Reply reply;
    reply.content_type = std::move(content_type);
    reply.set("Content-Disposition",
              "attachment; filename=\"" + ascii_name(name) + "\"; filename*=" + extended_value(name));
    // A foreign file must never run as a page of this origin, even if a browser opens it.
    reply.set("Content-Security-Policy", "default-src 'none'; sandbox");
    return reply;
}

}  // namespace

const std::string* Fields::find(std::string_view name) const {
    const auto found = std::ranges::find(pairs_, name, &Pair::first);
    return found == pairs_.end() ? nullptr : &found->second;
}

std::string Fields::value(std::string_view name) const {
    const auto* found = find(name);
    return found == nullptr ? std::string{} : *found;
}

std::vector<std::string> Fields::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [key, value] : pairs_)
        if (key == name) values.push_back(value);
    return values;
}

const std::vector<std::string_view>& readable_headers() {
    static const std::vector<std::string_view> names = {
        "accept",         "accept-language",   "authorization",  "content-type", "host",         "idempotency-key",
        "if-match",       "if-modified-since", "if-none-match",  "origin",       "prefer",       "referer",
        "sec-fetch-dest", "sec-fetch-mode",    "sec-fetch-site", "user-agent",   "x-csrf-token",
    };
    return names;
}

const std::string& Request::header(std::string_view name) const {
    std::string key{name};
    std::ranges::transform(key, key.begin(), lower);
    if (std::ranges::find(readable_headers(), key) == readable_headers().end())
        throw std::logic_error{"header " + key + " is not on the list of readable headers"};
    const auto found = headers.find(key);
    return found == headers.end() ? nothing : found->second;
}

const std::string& Request::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    if (found == parameters.end()) throw std::logic_error{"the route has no place {" + std::string{name} + "}"};
    return found->second;
}

bool Request::wants_json() const {
    if (path.starts_with("/api/")) return true;
    const auto accepted = headers.find("accept");
    if (accepted == headers.end() || accepted->second.find("text/html") != std::string::npos) return false;
    return accepted->second.find("application/json") != std::string::npos ||
           accepted->second.find("application/problem+json") != std::string::npos;
}

const std::string* Reply::header(std::string_view name) const {
    const auto found = std::ranges::find_if(headers_, [&](const auto& line) { return same_name(line.first, name); });
    return found == headers_.end() ? nullptr : &found->second;
}

Reply& Reply::set(std::string_view name, std::string_view value) {
    expect_safe(name, value);
    std::erase_if(headers_, [&](const auto& line) { return same_name(line.first, name); });
    return add(name, value);
}

Reply& Reply::add(std::string_view name, std::string_view value) {
    expect_safe(name, value);
    headers_.emplace_back(name, value);
    return *this;
}

Reply& Reply::set_cookie(const Cookie& cookie) {
    const bool allowed = std::ranges::all_of(
        cookie.value, [](char c) { return c > ' ' && c <= '~' && c != '"' && c != ',' && c != ';' && c != '\\'; });
    if (!allowed || !is_token(cookie.name))
        throw std::invalid_argument{"a cookie's name or value has a forbidden octet"};
    std::string line = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
    if (cookie.secure) line += "; Secure";
    if (cookie.max_age) line += "; Max-Age=" + std::to_string(cookie.max_age->count());
    return add("Set-Cookie", line);
}

Reply html(int status, std::string body) {
    Reply reply;
    reply.status = status;
    reply.content_type = "text/html; charset=utf-8";
    reply.body = std::move(body);
    return reply;
}

Reply json(int status, std::string text) {
    Reply reply = html(status, std::move(text));
    reply.content_type = "application/json";
    return reply;
}

Reply plain(int status, std::string text) {
    Reply reply = html(status, std::move(text));
    reply.content_type = "text/plain; charset=utf-8";
    return reply;
}

Reply problem(int status, std::string json_text) {
    Reply reply = html(status, std::move(json_text));
    reply.content_type = "application/problem+json";
    return reply;
}

Reply error_reply(int status, Message message) {
    Reply reply;
    reply.status = status;
    reply.error = std::move(message);
    return reply;
}

Reply see_other(std::string_view path) {
    // `//host` and `/\host` lead browsers to another server.
    if (!path.starts_with('/') || path.starts_with("//") || path.find('\\') != std::string_view::npos)
        throw std::invalid_argument{"a redirect must stay on this server"};
    std::string location;
    for (const char c : path)
        if (static_cast<unsigned char>(c) >= 0x80 || c == ' ') location += percent(c);
        else location += c;
    Reply reply;
    reply.status = 303;
    reply.set("Location", location);
    return reply;
}

Reply download(std::string bytes, std::string content_type, std::string_view name) {
    Reply reply = attachment(std::move(content_type), name);
    reply.body = std::move(bytes);
    return reply;
}

Reply download(FileBody file, std::string content_type, std::string_view name) {
    Reply reply = attachment(std::move(content_type), name);
    reply.file = std::move(file);
    return reply;
}

}  // namespace foerderlauf

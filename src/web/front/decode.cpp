#include "web/front/decode.hpp"

#include "base/text.hpp"
#include "web/front/letters_of_http.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Refused = tl::unexpected<Unacceptable>;

/// A list of 2,000 vouchers with six columns, and the rest of its form; the body's length is bounded before.
constexpr std::size_t most_fields = 16'000;

/// Headers that say one thing: two of them say two things.
constexpr std::string_view listable[] = {"accept", "accept-language", "if-match", "if-none-match"};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// `name=value; name=value` (RFC 6265 § 5.4). What is no pair is skipped: other applications of the host may set
/// cookies we know nothing of. The first of a name counts.
void read_cookies(std::string_view line, Request& request) {
    for (const auto& piece : split(line, ';')) {
        const auto pair = without_ows(piece);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        auto value = pair.substr(equals + 1);
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        request.cookies.emplace(pair.substr(0, equals), value);
    }
}

std::optional<Unacceptable> read_headers(const Head& head, Request& request) {
    for (const auto& [name, value] : head.lines) {
        if (name == "cookie" && is_utf8(value)) read_cookies(value, request);
        if (std::ranges::find(readable_headers(), name) == readable_headers().end()) continue;
        if (!is_utf8(value)) return Unacceptable{400, "front.not_utf8"};
        const auto [place, fresh] = request.headers.emplace(name, value);
        if (fresh) continue;
        if (std::ranges::find(listable, name) == std::end(listable)) return Unacceptable{400, "front.header_twice"};
        place->second += ", " + value;
    }
    return {};
}

/// Media type without parameters, in lower case.
std::string media_type(const std::string& content_type) {
    return lowered(without_ows(std::string_view{content_type}.substr(0, content_type.find(';'))));
}

std::optional<Unacceptable> read_form(Request& request) {
    const auto sent = request.headers.find("content-type");
    const std::string type = sent == request.headers.end() ? "" : media_type(sent->second);
    if (type == "application/x-www-form-urlencoded") {
        auto fields = decoded_fields(request.body);
        if (!fields) return fields.error().key == "front.query" ? Unacceptable{400, "front.form"} : fields.error();
        request.form = *std::move(fields);
    } else if (type == "multipart/form-data") {
        auto multipart = decoded_multipart(sent->second, request.body);
        if (!multipart) return multipart.error();
        request.form = std::move(multipart->fields);
        request.parts = std::move(multipart->files);
        request.body = {};
    }
    return {};
}

}  // namespace

tl::expected<std::string, Unacceptable> percent_decoded(std::string_view text, bool plus_is_blank) {
    std::string plain_text;
    plain_text.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_blank) {
            plain_text += ' ';
        } else if (text[i] != '%') {
            plain_text += text[i];
        } else {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) return Refused{Unacceptable{400, "front.query"}};
            plain_text += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    if (!is_utf8(plain_text)) return Refused{Unacceptable{400, "front.not_utf8"}};
    if (plain_text.find('\0') != std::string::npos) return Refused{Unacceptable{400, "front.query"}};
    return plain_text;
}

tl::expected<std::string, Unacceptable> decoded_path(std::string_view target) {
    const auto raw = target.substr(0, target.find_first_of("?#"));
    auto path = percent_decoded(raw, false);
    if (!path) return Refused{path.error().key == "front.query" ? Unacceptable{400, "front.path"} : path.error()};
    const bool same_slashes = std::ranges::count(*path, '/') == std::ranges::count(raw, '/');
    const bool clean = std::ranges::none_of(*path, [](char c) { return is_control(c) || c == '\\'; });
    const auto segments = split(*path, '/');
    const bool climbs = std::ranges::any_of(segments, [](const auto& s) { return s == "." || s == ".."; });
    if (!same_slashes || !clean || climbs) return Refused{Unacceptable{400, "front.path"}};
    return path;
}

tl::expected<Fields, Unacceptable> decoded_fields(std::string_view text) {
    Fields fields;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), true);
        auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name) return Refused{name.error()};
        if (!value) return Refused{value.error()};
        if (fields.size() == most_fields) return Refused{Unacceptable{413, "front.too_many_fields"}};
        fields.add(*std::move(name), *std::move(value));
    }
    return fields;
}

tl::expected<Request, Unacceptable> decoded(Arrived arrived) {
    Request request;
    request.method = std::move(arrived.head.method);
    request.body = std::move(arrived.body);
    request.arrived = arrived.at;
    const std::string_view target = arrived.head.target;

    auto path = decoded_path(target);
    if (!path) return Refused{path.error()};
    request.path = *std::move(path);
    if (const auto question = target.find('?'); question != std::string_view::npos) {
        auto query = decoded_fields(target.substr(question + 1));
        if (!query) return Refused{query.error()};
        request.query = *std::move(query);
    }
    if (auto wrong = read_headers(arrived.head, request)) return Refused{*wrong};
    if (auto wrong = read_form(request)) return Refused{*wrong};
    return request;
}

}  // namespace foerderlauf

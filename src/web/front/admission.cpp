#include "web/front/admission.hpp"

#include "base/text.hpp"
#include "web/front/letters_of_http.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace foerderlauf {

namespace {

using Refused = tl::unexpected<Unacceptable>;

Refused refused(int status, std::string key) { return Refused{Unacceptable{status, std::move(key)}}; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

constexpr std::array<std::string_view, 7> known_methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

/// `POST /path HTTP/1.1`; sets method, target and the version's keep-alive default.
std::optional<Unacceptable> read_request_line(std::string_view line, Head& head) {
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos) return Unacceptable{400, "front.request_line"};
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, second - first - 1);
    const auto version = line.substr(second + 1);

    if (!is_token(head.method)) return Unacceptable{400, "front.request_line"};
    if (head.target.size() > target_limit) return Unacceptable{414, "front.target_too_long"};
    const bool visible = std::ranges::all_of(head.target, [](char c) { return c > ' ' && c <= '~'; });
    if (!head.target.starts_with('/') || !visible) return Unacceptable{400, "front.request_line"};
    if (version != "HTTP/1.1" && version != "HTTP/1.0") {
        const bool other_version = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]);
        return other_version ? Unacceptable{505, "front.version"} : Unacceptable{400, "front.request_line"};
    }
    if (std::ranges::find(known_methods, head.method) == known_methods.end()) return Unacceptable{501, "front.method"};
    head.keep_alive = version == "HTTP/1.1";
    return {};
}

std::optional<Unacceptable> read_line(std::string_view line, Head& head) {
    if (head.lines.size() == lines_limit) return Unacceptable{431, "front.head_too_long"};
    const auto colon = line.find(':');
    // A blank before the colon and a folded line both fail here: neither is a token.
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return Unacceptable{400, "front.header_line"};
    const auto value = without_ows(line.substr(colon + 1));
    if (value.size() > value_limit) return Unacceptable{431, "front.head_too_long"};
    const bool clean = std::ranges::none_of(value, [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return (octet < 0x20 && c != '\t') || octet == 0x7F;
    });
    if (!clean) return Unacceptable{400, "front.header_line"};
    head.lines.emplace_back(lowered(line.substr(0, colon)), value);
    return {};
}

/// The only line of that name; null when there is none. A second one is refused by the caller.
std::pair<const std::string*, std::size_t> sole(const Head& head, std::string_view name) {
    const std::string* found = nullptr;
    std::size_t count = 0;
    for (const auto& [key, value] : head.lines)
        if (key == name && count++ == 0) found = &value;
    return {found, count};
}

std::optional<Unacceptable> check_host(const Head& head, bool needed) {
    const auto [host, count] = sole(head, "host");
    if (count > 1 || (count == 0 && needed)) return Unacceptable{400, "front.host"};
    if (host == nullptr) return {};
    const bool plausible = !host->empty() && host->size() <= 255 && std::ranges::all_of(*host, [](char c) {
        return is_letter_or_digit(c) || std::string_view{".-_:[]%"}.find(c) != std::string_view::npos;
    });
    return plausible ? std::nullopt : std::optional{Unacceptable{400, "front.host"}};
}

std::optional<Unacceptable> read_length(const std::string& text, Head& head) {
    if (!all_digits(text)) return Unacceptable{400, "front.length"};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.length);
    if (error != std::errc{}) return Unacceptable{413, "front.body_too_long"};
    head.body = head.length == 0 ? Head::Body::None : Head::Body::Counted;
    return {};
}

std::optional<Unacceptable> read_framing(Head& head, bool version_1_1) {
    const auto [coding, codings] = sole(head, "transfer-encoding");
    const auto [length, lengths] = sole(head, "content-length");
    if (codings > 1 || lengths > 1 || (codings == 1 && (lengths == 1 || !version_1_1)))
        return Unacceptable{400, "front.length"};
    if (coding != nullptr) {
        if (lowered(*coding) != "chunked") return Unacceptable{501, "front.coding"};
        head.body = Head::Body::Chunked;
        return {};
    }
    if (length != nullptr) return read_length(*length, head);
    const bool carries_a_body = head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
    return carries_a_body ? std::optional{Unacceptable{411, "front.length_missing"}} : std::nullopt;
}

/// Connection is a list of words (RFC 9110 § 7.6.1), over several lines if the sender likes; `close` always wins.
void read_connection(Head& head) {
    bool close = false;
    bool keep = false;
    for (const auto& [name, value] : head.lines) {
        if (name != "connection") continue;
        for (const auto& word : split(lowered(value), ',')) {
            close = close || without_ows(word) == "close";
            keep = keep || without_ows(word) == "keep-alive";
        }
    }
    head.keep_alive = !close && (keep || head.keep_alive);
}

std::optional<Unacceptable> read_expectation(Head& head, bool version_1_1) {
    const auto [expectation, count] = sole(head, "expect");
    if (expectation == nullptr) return {};
    if (count > 1 || lowered(*expectation) != "100-continue") return Unacceptable{417, "front.expectation"};
    head.expects_continue = version_1_1 && head.body != Head::Body::None;
    return {};
}

}  // namespace

tl::expected<Head, Unacceptable> admit(std::string_view text) {
    Head head;
    bool first = true;
    for (;;) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos || end == 0 || text[end - 1] != '\r') return refused(400, "front.line_end");
        const auto line = text.substr(0, end - 1);
        text.remove_prefix(end + 1);
        if (line.empty() && !first) break;
        if (auto wrong = first ? read_request_line(line, head) : read_line(line, head)) return Refused{*wrong};
        first = false;
    }
    const bool version_1_1 = head.keep_alive;
    if (auto wrong = check_host(head, version_1_1)) return Refused{*wrong};
    if (auto wrong = read_framing(head, version_1_1)) return Refused{*wrong};
    if (auto wrong = read_expectation(head, version_1_1)) return Refused{*wrong};
    read_connection(head);
    return head;
}

std::optional<Unacceptable> hopeless(std::string_view unfinished, std::size_t scanned) {
    // Methods are upper-case words; whatever begins otherwise speaks another protocol.
    if (!unfinished.empty() && (unfinished[0] < 'A' || unfinished[0] > 'Z'))
        return Unacceptable{400, "front.request_line"};
    for (auto at = unfinished.find('\n', scanned); at != std::string_view::npos; at = unfinished.find('\n', at + 1))
        if (at == 0 || unfinished[at - 1] != '\r') return Unacceptable{400, "front.line_end"};
    if (unfinished.size() < head_limit) return {};
    const bool in_first_line = unfinished.substr(0, head_limit).find('\n') == std::string_view::npos;
    return in_first_line ? Unacceptable{414, "front.target_too_long"} : Unacceptable{431, "front.head_too_long"};
}

}  // namespace foerderlauf

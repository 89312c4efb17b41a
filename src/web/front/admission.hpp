#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace foerderlauf {

/// Why a request is not taken: the status to answer before the connection is closed, and a key of
/// `config/texts.de.front.yaml`.
struct Unacceptable {
    int status = 400;
    std::string key;
    bool operator==(const Unacceptable&) const = default;
};

/// Limits of a request head, in bytes and lines.
inline constexpr std::size_t head_limit = std::size_t{16} * 1024;
inline constexpr std::size_t target_limit = std::size_t{8} * 1024;
inline constexpr std::size_t value_limit = std::size_t{8} * 1024;
inline constexpr std::size_t lines_limit = 100;

/// A request head whose framing leaves no doubt where the request ends (RFC 9112 §§ 3, 5, 6).
struct Head {
    enum class Body { None, Counted, Chunked };

    std::string method;
    std::string target;                                      ///< as sent; starts with `/`
    std::vector<std::pair<std::string, std::string>> lines;  ///< lower-case name, value without outer blanks
    Body body = Body::None;
    std::size_t length = 0;  ///< of a counted body
    bool keep_alive = true;
    bool expects_continue = false;
};

/// Reads a whole head, the empty line included. Stricter than the RFC where two readers could see two different
/// requests (request smuggling): no bare LF, no folded lines, no second Content-Length even if it is equal,
/// Transfer-Encoding only as exactly `chunked` and never beside Content-Length.
tl::expected<Head, Unacceptable> admit(std::string_view head);

/// Says early that an unfinished head can no longer become a good one: too long, a bare LF, or not HTTP at all
/// (a TLS hello on the plain port). `scanned` = how much of it was looked at before.
std::optional<Unacceptable> hopeless(std::string_view unfinished, std::size_t scanned);

}  // namespace foerderlauf

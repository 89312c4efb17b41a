#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foerderlauf {

/// Names and values in the order they came; a name may come more than once (query, form).
class Fields {
public:
    using Pair = std::pair<std::string, std::string>;
    void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
    bool has(std::string_view name) const { return find(name) != nullptr; }
    const std::string* find(std::string_view name) const;  ///< the first value of that name, or null
    std::string value(std::string_view name) const;        ///< the first value of that name, or empty
    std::vector<std::string> all(std::string_view name) const;
    auto begin() const { return pairs_.begin(); }
    auto end() const { return pairs_.end(); }
    std::size_t size() const { return pairs_.size(); }
    bool empty() const { return pairs_.empty(); }

private:
    std::vector<Pair> pairs_;
};

/// One part of a multipart/form-data body (RFC 7578). `filename` is the sender's claim without any folder:
/// fit for showing, never for opening; empty when the file field was left empty. `content_type` is a claim too.
struct Part {
    std::string name;
    std::string filename;
    std::string content_type;
    std::string bytes;
};

/// A request that was read whole, passed admission and is decoded. Every text in it except `body` and the bytes
/// of parts is well-formed UTF-8 without control characters in names and path.
struct Request {
    std::string method;  ///< GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS
    std::string path;    ///< percent-decoded, starts with `/`, has no `.` or `..` segment
    Fields query;
    std::map<std::string, std::string, std::less<>> parameters;  ///< places of the matched route
    std::map<std::string, std::string, std::less<>> headers;     ///< lower-case names of readable_headers() only
    std::map<std::string, std::string, std::less<>> cookies;
    std::string body;         ///< as sent; empty when it was a multipart form (its bytes are in `parts`)
    Fields form;              ///< urlencoded fields, or the parts of a multipart form that have no file name
    std::vector<Part> parts;  ///< the parts of a multipart form that have a file name
    std::string client;       ///< the client's address; behind trusted proxies the right-most hop that is none
    bool secure = false;      ///< came over TLS, as a trusted proxy says
    std::chrono::steady_clock::time_point arrived{};  ///< when it was here whole, before it waited for anybody

    /// The value, or empty when not sent. Throws std::logic_error for a name that is not in readable_headers():
    /// what the outside may steer is decided there and nowhere else.
    const std::string& header(std::string_view name) const;
    /// The place `{name}` of the matched pattern. Throws std::logic_error when the pattern has no such place.
    const std::string& parameter(std::string_view name) const;
    /// Whether errors should be told as problem+json: paths under /api/, or an Accept that wants JSON and no HTML.
    bool wants_json() const;
};

/// Request headers a route may read, in lower case.
const std::vector<std::string_view>& readable_headers();

/// A file to be sent as the body. It is opened before the answer begins; `remove_after` unlinks it then, so a
/// report written to a temporary file leaves nothing behind.
struct FileBody {
    std::filesystem::path path;
    bool remove_after = false;
};

struct Cookie {
    std::string name;
    std::string value;
    bool secure = true;
    std::optional<std::chrono::seconds> max_age = {};  ///< absent: until the browser closes; zero: delete
};

/// The answer to a request, a value. Safe headers (CSP, nosniff, no-store, ...) are added to every reply
/// that does not set them itself; Content-Length and Connection belong to the front.
class Reply {
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    int status = 200;
    std::string content_type;  ///< empty: none is sent
    std::string body;
    std::optional<FileBody> file;  ///< instead of `body`
    std::optional<Message> error;  ///< see error_reply()
    std::string incident;          ///< set by the front when it answers a fault

    const Headers& headers() const { return headers_; }
    const std::string* header(std::string_view name) const;  ///< the first of that name, any case; or null
    /// The only two ways to a response header. They throw std::invalid_argument for a name that is no token and
    /// for a value with CR, LF, other control characters or bytes beyond ASCII (response splitting).
    Reply& set(std::string_view name, std::string_view value);  ///< replaces
    Reply& add(std::string_view name, std::string_view value);  ///< one more line
    /// HttpOnly, SameSite=Lax, Path=/; throws std::invalid_argument for octets RFC 6265 § 4.1.1 does not allow.
    Reply& set_cookie(const Cookie& cookie);

private:
    Headers headers_;
};

Reply html(int status, std::string body);
Reply json(int status, std::string text);
Reply plain(int status, std::string text);
/// 303 to a path of this server. Throws std::invalid_argument unless it starts with one `/` (open redirect).
/// Bytes beyond ASCII are percent-encoded.
Reply see_other(std::string_view path);
/// An application/problem+json answer whose JSON the caller wrote (RFC 9457).
Reply problem(int status, std::string json_text);
/// An error without a body: the front writes it, as problem+json or as the error page, whatever the request
/// wants. Without a message the sentence of the status is used.
Reply error_reply(int status, Message message = {});
/// The bytes as a download named `name`: attachment, sandboxed, never sniffed (RFC 6266, RFC 8187).
Reply download(std::string bytes, std::string content_type, std::string_view name);
Reply download(FileBody file, std::string content_type, std::string_view name);

/// Answers one request. Called from several workers at once. Exceptions are answered by the front with 500 and
/// an incident number.
using Handler = std::function<Reply(const Request&)>;

inline constexpr std::size_t default_body_cap = 1 << 20;  ///< bytes of JSON and forms
inline constexpr std::size_t upload_body_cap = 25 << 20;  ///< bytes of a multipart upload

/// A row of the route table. In `pattern` a segment may hold one place: `/cases/{id}/letters/{lid}.pdf`.
/// Places never match a slash or nothing.
struct Route {
    std::string method;
    std::string pattern;
    Handler handler;
    std::size_t body_cap = default_body_cap;  ///< a longer body is answered with 413 before it is read
};

/// The table of routes. A literal segment wins over a place, whatever the order of the rows. GET rows answer HEAD.
/// Immutable after construction, thread-safe.
class Router {
public:
    /// Throws std::logic_error for an unreadable pattern or two rows that match the same requests.
    explicit Router(std::vector<Route> routes);
    /// Fills `request.parameters` and calls the row's handler; 404, or 405 with Allow, when there is none.
    Reply operator()(Request& request) const;
    /// Cap for a request not read yet; default_body_cap when no row matches. `path` is decoded.
    std::size_t body_cap(std::string_view method, std::string_view path) const;
    /// The rows, for tests that walk the whole table.
    std::vector<std::pair<std::string, std::string>> methods_and_patterns() const;

private:
    struct Segment {
        std::string before, place, after;
    };
    struct Row {
        std::vector<Segment> segments;
        Route route;
    };
    using Values = std::map<std::string, std::string, std::less<>>;

    static std::vector<Segment> segments_of(const std::string& pattern);
    static bool fits(const Row& row, const std::vector<std::string>& path, Values* values);
    const Row* row_for(std::string_view method, const std::vector<std::string>& path, Values* values) const;
    std::vector<Row> rows_;
};

}  // namespace foerderlauf

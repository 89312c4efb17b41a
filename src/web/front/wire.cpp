#include "web/front/wire.hpp"

#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Timestamp.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace foerderlauf {

namespace {

using Poco::Net::HTTPResponse;

/// Referrer-Policy is not `no-referrer`: browsers would then send `Origin: null` with our own forms, and the
/// check against foreign origins lives on that header.
const std::array<std::pair<std::string_view, std::string_view>, 7> safe_headers = {{
    {"Content-Security-Policy", content_security_policy()},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Cache-Control", "no-store"},
}};

void open_file(const FileBody& file, Outgoing& out) {
    // Non-blocking, so that a named pipe put in the file's place cannot hold a worker.
    out.file = Descriptor{::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
    struct stat facts {};
    if (!out.file || ::fstat(out.file.number(), &facts) != 0)
        throw std::system_error{errno, std::generic_category(), "file of a reply"};
    if (!S_ISREG(facts.st_mode)) throw std::runtime_error{"the file of a reply is no regular file"};
    out.file_size = static_cast<std::uint64_t>(facts.st_size);
    if (file.remove_after) ::unlink(file.path.c_str());
}

/// RFC 9110 § 6.4.1: no body, not even an empty one.
bool never_has_a_body(int status) { return status < 200 || status == 204 || status == 304; }

/// Written by hand and not through a stream: a stream without memory swallows the exception and cuts the text.
std::string head_text(const Reply& reply, const Request& request, std::uint64_t length, bool keep_alive) {
    std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " " +
                       HTTPResponse::getReasonForStatus(static_cast<HTTPResponse::HTTPStatus>(reply.status)) + "\r\n";
    const auto line = [&](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    };
    line("Date", Poco::DateTimeFormatter::format(Poco::Timestamp{}, Poco::DateTimeFormat::HTTP_FORMAT));
    for (const auto& [name, value] : safe_headers)
        if (reply.header(name) == nullptr) line(name, value);
    if (request.secure && reply.header("Strict-Transport-Security") == nullptr)
        line("Strict-Transport-Security", "max-age=31536000");
    for (const auto& [name, value] : reply.headers()) line(name, value);
    if (!reply.content_type.empty() && reply.header("Content-Type") == nullptr)
        line("Content-Type", reply.content_type);
    if (!never_has_a_body(reply.status)) line("Content-Length", std::to_string(length));
    line("Connection", keep_alive ? "keep-alive" : "close");
    return text + "\r\n";
}

}  // namespace

std::string_view content_security_policy() {
    return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
           "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
}

Outgoing on_the_wire(Reply reply, const Request& request, bool keep_alive) {
    if (reply.status < 200 || reply.status > 599) throw std::logic_error{"a reply's status must be 200 to 599"};
    // The type passes the same gate as every header: it may come from an upload's own claim.
    if (!reply.content_type.empty()) Reply{}.set("Content-Type", reply.content_type);
    for (const auto* name : {"Content-Length", "Transfer-Encoding", "Connection", "Date"})
        if (reply.header(name) != nullptr) throw std::logic_error{"the framing of an answer belongs to the front"};

    Outgoing out;
    out.status = reply.status;
    out.keep_alive = keep_alive;
    if (reply.file) open_file(*reply.file, out);
    const std::uint64_t length = out.file ? out.file_size : reply.body.size();
    out.head = head_text(reply, request, length, keep_alive);
    if (request.method == "HEAD" || never_has_a_body(reply.status)) out.file = Descriptor{};
    else if (!out.file) out.body = std::move(reply.body);
    if (!out.file) out.file_size = 0;
    return out;
}

}  // namespace foerderlauf

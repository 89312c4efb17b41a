#include "bench/http_client.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace foerderlauf::bench {

namespace {

[[noreturn]] void fail(const char* what) { throw std::runtime_error{std::string{what} + ": " + std::strerror(errno)}; }

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// sockaddr_in stands in front of the call as the sockaddr it wants.
const sockaddr* as_address(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

/// The number behind a header's name; the server spells it as asked for here.
std::size_t number_after(std::string_view head, std::string_view name) {
    std::size_t number = 0;
    if (const auto place = head.find(name); place != std::string_view::npos)
        std::from_chars(head.data() + place + name.size(), head.data() + head.size(), number);
    return number;
}

}  // namespace

KeepAliveClient::~KeepAliveClient() { close(); }

KeepAliveClient::KeepAliveClient(KeepAliveClient&& other) noexcept
    : port_{other.port_}, socket_{std::exchange(other.socket_, -1)}, received_{std::move(other.received_)} {}

void KeepAliveClient::connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto address = loopback(port_);
    if (::connect(socket_, as_address(address), sizeof address) != 0) {
        close();
        fail("connect");
    }
}

void KeepAliveClient::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    received_.clear();
}

void KeepAliveClient::receive() {
    char bytes[65'536];
    const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    if (count <= 0) {
        close();
        fail("no answer");
    }
    received_.append(bytes, static_cast<std::size_t>(count));
}

Answered KeepAliveClient::ask(std::string_view request) {
    if (socket_ < 0) connect();
    for (std::string_view rest = request; !rest.empty();) {
        const auto count = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count < 0) fail("send");
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    received_.clear();
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) receive();
    const std::string head = received_.substr(0, end + 2);
    const auto length = number_after(head, "\r\nContent-Length: ");
    while (received_.size() < end + 4 + length) receive();
    Answered answer{static_cast<int>(number_after(head, "HTTP/1.1 ")), received_.substr(end + 4, length)};
    if (head.find("\r\nConnection: close") != std::string::npos) close();
    return answer;
}

std::string request_of(std::string_view method, std::string_view path, std::string_view header, std::string_view json) {
    auto request = fmt::format("{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, path);
    if (!header.empty()) request += fmt::format("{}\r\n", header);
    if (!json.empty()) request += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", json.size());
    request += "\r\n";
    request += json;
    return request;
}

std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(0);
    socklen_t size = sizeof address;
    const bool bound = ::bind(socket, as_address(address), size) == 0 &&
                       ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(socket);
    if (!bound) fail("bind");
    return ntohs(address.sin_port);
}

}  // namespace foerderlauf::bench

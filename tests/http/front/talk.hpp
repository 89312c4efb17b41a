#pragma once

#include "web/front/server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <catch2/catch_all.hpp>

#include <array>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace foerderlauf::talk {

/// One answer as it came over the wire.
struct Answer {
    int status = 0;
    std::string head;  ///< with its last empty line
    std::string body;

    bool has(std::string_view line) const {
        return head.find("\r\n" + std::string{line} + "\r\n") != std::string::npos;
    }
    /// The value of a header, or empty.
    std::string header(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string{name} + ": ");
        if (at == std::string::npos) return {};
        const auto from = at + 2 + name.size() + 2;
        return head.substr(from, head.find("\r\n", from) - from);
    }
};

/// A raw client that says exactly what it is told to. Waits by blocking; a wait of a minute is a failure.
class Caller {
public:
    explicit Caller(std::uint16_t port, const std::string& from = "127.0.0.1", int receive_buffer = 0)
        : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        const timeval patience{60, 0};
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket_.number(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (receive_buffer > 0)
            ::setsockopt(socket_.number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        const auto mine = address(from, 0);
        const auto theirs = address("127.0.0.1", port);
        if (::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&mine), sizeof mine) != 0 ||
            ::connect(socket_.number(), reinterpret_cast<const sockaddr*>(&theirs), sizeof theirs) != 0)
            throw std::runtime_error{std::string{"cannot connect: "} + std::strerror(errno)};
    }

    Caller& say(std::string_view text) {
        while (!text.empty()) {
            const auto count = ::send(socket_.number(), text.data(), text.size(), MSG_NOSIGNAL);
            if (count <= 0) break;  // the server hung up: the answer tells why
            text.remove_prefix(static_cast<std::size_t>(count));
        }
        return *this;
    }

    Caller& hang_up() {
        ::shutdown(socket_.number(), SHUT_WR);
        return *this;
    }

    /// The next answer; throws when the connection ends before it is whole. `head_only` for answers to HEAD.
    Answer answer(bool head_only = false) {
        while (heard_.find("\r\n\r\n") == std::string::npos)
            if (!hear()) throw std::runtime_error{"the connection ended without an answer; heard: " + heard_};
        Answer found;
        found.head = take(heard_.find("\r\n\r\n") + 4);
        found.status = std::stoi(found.head.substr(9, 3));
        const auto length = found.header("Content-Length");
        if (head_only || length.empty()) return found;
        while (heard_.size() < std::stoul(length))
            if (!hear()) throw std::runtime_error{"the body ended early"};
        found.body = take(std::stoul(length));
        return found;
    }

    /// Everything that still comes until the server closes.
    std::string until_closed() {
        while (hear()) {}
        return take(heard_.size());
    }

private:
    static sockaddr_in address(const std::string& host, std::uint16_t port) {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_port = htons(port);
        ::inet_pton(AF_INET, host.c_str(), &result.sin_addr);
        return result;
    }

    bool hear() {
        std::array<char, 65536> piece;
        const auto count = ::recv(socket_.number(), piece.data(), piece.size(), 0);
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error{"the server says nothing"};
        if (count <= 0) return false;
        heard_.append(piece.data(), static_cast<std::size_t>(count));
        return true;
    }

    std::string take(std::size_t count) {
        std::string text = heard_.substr(0, count);
        heard_.erase(0, count);
        return text;
    }

    Descriptor socket_;
    std::string heard_;
};

/// A front on a free loopback port with a site of the test's own.
struct Served {
    explicit Served(Answerer site, FrontOptions options = {}, EdgeHooks hooks = {}, std::size_t cap = default_body_cap)
        : front{on_free_port(std::move(options)), std::move(site), [cap](auto, auto) { return cap; },
                std::move(hooks)} {
        REQUIRE(front.start());
    }
    static FrontOptions on_free_port(FrontOptions options) {
        options.listen = "127.0.0.1:0";
        return options;
    }
    Caller call(const std::string& from = "127.0.0.1") const { return Caller{front.port(), from}; }
    /// One request on a connection of its own.
    Answer ask(std::string_view request) const { return call().say(request).answer(); }

    Front front;
};

inline std::string get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n"; }

inline std::string post(const std::string& path, const std::string& type, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline Reply hello(const Request&) { return plain(200, "hello"); }

}  // namespace foerderlauf::talk

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace foerderlauf::bench {

/// What came back; the head is thrown away but for its status.
struct Answered {
    int status = 0;
    std::string body;
};

/// One connection to the server on this machine that is kept open, and opened again when the server has closed it. As
/// little work as a client can do, because it runs on the server's own processors. Not thread-safe.
class KeepAliveClient {
public:
    explicit KeepAliveClient(std::uint16_t port) : port_{port} {}
    ~KeepAliveClient();
    KeepAliveClient(KeepAliveClient&& other) noexcept;
    KeepAliveClient(const KeepAliveClient&) = delete;
    KeepAliveClient& operator=(const KeepAliveClient&) = delete;

    /// Sends a whole request and waits for the answer. Throws std::runtime_error when there is none.
    Answered ask(std::string_view request);

private:
    void connect();
    void close();
    void receive();  ///< more bytes behind `received_`

    std::uint16_t port_;
    int socket_ = -1;
    std::string received_;
};

/// The bytes of a request; `header` is one line without its end, or empty.
std::string request_of(std::string_view method, std::string_view path, std::string_view header,
                       std::string_view json = {});

/// A port nobody listens on at this moment.
std::uint16_t free_port();

}  // namespace foerderlauf::bench

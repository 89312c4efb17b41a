#include "server/control.hpp"

#include <Poco/File.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <atomic>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <thread>

namespace foerderlauf {

namespace {

using Poco::Net::StreamSocket;
using nlohmann::json;

constexpr std::uint32_t most_bytes = 64U << 20U;  // a whole import on standard input

void send_all(StreamSocket& socket, const std::string& bytes) {
    for (std::size_t sent = 0; sent < bytes.size();)
        sent += static_cast<std::size_t>(socket.sendBytes(bytes.data() + sent, static_cast<int>(bytes.size() - sent)));
}

std::string receive(StreamSocket& socket, std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t got = 0; got < count;) {
        const int n = socket.receiveBytes(bytes.data() + got, static_cast<int>(count - got));
        if (n <= 0) throw std::runtime_error{"the other end of the control socket hung up"};
        got += static_cast<std::size_t>(n);
    }
    return bytes;
}

void send_message(StreamSocket& socket, const json& message) {
    const auto text = message.dump(-1, ' ', false, json::error_handler_t::replace);
    const auto length = static_cast<std::uint32_t>(text.size());
    std::string head;
    for (int shift = 24; shift >= 0; shift -= 8)
        head += static_cast<char>(length >> static_cast<unsigned>(shift) & 0xFFU);
    send_all(socket, head + text);
}

json receive_message(StreamSocket& socket) {
    std::uint32_t length = 0;
    for (const char byte : receive(socket, 4)) length = length << 8U | static_cast<unsigned char>(byte);
    if (length > most_bytes) throw std::runtime_error{"a message on the control socket is too long"};
    return json::parse(receive(socket, length));
}

Poco::Net::SocketAddress address_of(const DataFolder& folder) {
    return {Poco::Net::SocketAddress::UNIX_LOCAL, folder.control_socket().string()};
}

}  // namespace

struct ControlSocket::Inner {
    Inner(const DataFolder& where, RunCommand command) : folder{where}, run{std::move(command)} {
        std::filesystem::remove(folder.control_socket());  // the lock is ours, so an old socket is nobody's
        const auto before = ::umask(0177);
        socket.bind(address_of(folder));
        ::umask(before);
        socket.listen(8);
        thread = std::thread{[this] { listen(); }};
    }

    ~Inner() {
        stopping = true;
        thread.join();
        socket.close();
        std::error_code ignored;
        std::filesystem::remove(folder.control_socket(), ignored);
    }

    void listen() {
        while (!stopping) {
            if (!socket.poll(Poco::Timespan{0, 200'000}, Poco::Net::Socket::SELECT_READ)) continue;
            try {
                auto caller = socket.acceptConnection();
                caller.setReceiveTimeout(Poco::Timespan{30, 0});
                const auto wish = receive_message(caller);
                const auto answer = run({wish.at("arguments"), wish.at("input"), wish.at("folder")});
                send_message(caller, {{"status", answer.status}, {"out", answer.out}, {"err", answer.err}});
            } catch (const std::exception&) {
                continue;  // the caller went away or spoke nonsense: nothing was begun that is not finished
            }
        }
    }

    DataFolder folder;
    RunCommand run;
    Poco::Net::ServerSocket socket;
    std::atomic<bool> stopping = false;
    std::thread thread;
};

ControlSocket::ControlSocket(const DataFolder& folder, RunCommand run)
    : inner_{std::make_unique<Inner>(folder, std::move(run))} {}
ControlSocket::~ControlSocket() = default;

std::optional<CommandAnswer> hand_over(const DataFolder& folder, const HandedCommand& command) {
    if (!std::filesystem::exists(folder.control_socket())) return std::nullopt;
    StreamSocket socket;
    try {
        socket.connect(address_of(folder));
    } catch (const Poco::Exception&) { return std::nullopt; }
    send_message(socket, {{"arguments", command.arguments}, {"input", command.input}, {"folder", command.folder}});
    socket.setReceiveTimeout(Poco::Timespan{3600, 0});
    const auto answer = receive_message(socket);
    return CommandAnswer{answer.at("status"), answer.at("out"), answer.at("err")};
}

}  // namespace foerderlauf

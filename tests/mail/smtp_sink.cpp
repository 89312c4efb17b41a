#include "mail/smtp_sink.hpp"

#include <Poco/Base64Decoder.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SocketAddress.h>
#include <sstream>

namespace foerderlauf::test {

namespace {

/// Reads lines off a socket.
class Lines {
public:
    explicit Lines(Poco::Net::StreamSocket& socket) : socket_{socket} {}
    /// False when the other side has gone.
    bool next(std::string& line) {
        for (;;) {
            if (const auto end = kept_.find('\n'); end != std::string::npos) {
                line = kept_.substr(0, end);
                kept_.erase(0, end + 1);
                if (!line.empty() && line.back() == '\r') line.pop_back();
                return true;
            }
            char bytes[4096];
            const int count = socket_.receiveBytes(bytes, sizeof bytes);
            if (count <= 0) return false;
            kept_.append(bytes, static_cast<std::size_t>(count));
        }
    }

private:
    Poco::Net::StreamSocket& socket_;
    std::string kept_;
};

void say(Poco::Net::StreamSocket& socket, std::string line) {
    line += "\r\n";
    socket.sendBytes(line.data(), static_cast<int>(line.size()));
}

std::string address_in(const std::string& line) {
    const auto open = line.find('<'), close = line.find('>');
    return open == std::string::npos ? std::string{} : line.substr(open + 1, close - open - 1);
}

}  // namespace

std::string SunkMail::header(const std::string& name) const {
    std::istringstream lines{text};
    std::string found;
    bool in_it = false;
    for (std::string line; std::getline(lines, line) && !line.empty();) {
        if (line.front() == ' ' || line.front() == '\t') {
            if (in_it) found += line;
        } else {
            in_it = line.starts_with(name + ": ");
            if (in_it) found = line.substr(name.size() + 2);
        }
    }
    return found;
}

std::string SunkMail::body() const {
    std::istringstream coded{text.substr(text.find("\n\n") + 2)};
    Poco::Base64Decoder decoder{coded};
    return {std::istreambuf_iterator<char>{decoder}, {}};
}

SmtpSink::SmtpSink(std::uint16_t port) {
    listening_.bind(Poco::Net::SocketAddress{"127.0.0.1", port}, true);
    listening_.listen();
    port_ = listening_.address().port();
    thread_ = std::thread{[this] { serve(); }};
}

SmtpSink::~SmtpSink() {
    stopping_ = true;
    thread_.join();
}

std::vector<SunkMail> SmtpSink::taken() {
    const std::lock_guard lock{mutex_};
    return taken_;
}

void SmtpSink::serve() {
    while (!stopping_) {
        if (!listening_.poll(Poco::Timespan{0, 20'000}, Poco::Net::Socket::SELECT_READ)) continue;
        auto socket = listening_.acceptConnection();
        ++connections_;
        socket.setReceiveTimeout(Poco::Timespan{5, 0});
        try {
            talk(socket);
        } catch (const Poco::Exception&) {
            // The client left; the next one is served.
        }
    }
    listening_.close();
}

void SmtpSink::talk(Poco::Net::StreamSocket& socket) {
    Lines lines{socket};
    const auto mood = mood_.load();
    if (mood == Mood::Unwell) return say(socket, "554 heute nicht");
    say(socket, "220 sink");
    SunkMail mail;
    for (std::string line; lines.next(line);) {
        if (line.starts_with("EHLO")) say(socket, "250 sink");
        else if (line.starts_with("MAIL FROM:")) {
            mail.from = address_in(line);
            say(socket, "250 ok");
        } else if (line.starts_with("RCPT TO:")) {
            mail.to = address_in(line);
            if (mood == Mood::RefusesRecipient) say(socket, "550 kein Postfach f\xc3\xbcr diese Adresse");
            else if (mood == Mood::NotNow) say(socket, "451 bitte sp\xc3\xa4ter");
            else say(socket, "250 ok");
        } else if (line == "DATA") {
            say(socket, "354 bitte");
            for (std::string text; lines.next(text) && text != ".";) {
                if (mood == Mood::HangsUpInData) return;
                mail.text += (text.starts_with(".") ? text.substr(1) : text) + "\n";
            }
            {
                const std::lock_guard lock{mutex_};
                taken_.push_back(mail);
            }
            if (mood == Mood::HangsUpAfterDot) return;
            say(socket, "250 angenommen");
        } else if (line == "QUIT") {
            return say(socket, "221 bis bald");
        } else say(socket, "502 unbekannt");
    }
}

}  // namespace foerderlauf::test

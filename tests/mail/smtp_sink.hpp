#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace foerderlauf::test {

/// What the sink took over, as it came.
struct SunkMail {
    std::string from, to;
    std::string text;                                   ///< headers and body, dots unstuffed, lines end with \n
    std::string header(const std::string& name) const;  ///< unfolded; empty when there is none
    std::string body() const;                           ///< decoded from base64
};

/// A mail server on loopback with real sockets, one connection after the other, that can be in a bad mood.
class SmtpSink {
public:
    enum class Mood {
        Takes,
        RefusesRecipient,  ///< 550 to RCPT TO
        NotNow,            ///< 451 to RCPT TO
        Unwell,            ///< 554 instead of a greeting
        HangsUpInData,     ///< in the middle of the mail
        HangsUpAfterDot,   ///< the mail is whole and taken, its answer never comes
    };
    /// Port 0: any free one.
    explicit SmtpSink(std::uint16_t port = 0);
    ~SmtpSink();
    std::uint16_t port() const { return port_; }
    void set(Mood mood) { mood_ = mood; }
    std::vector<SunkMail> taken();
    int connections() const { return connections_; }

private:
    void serve();
    void talk(Poco::Net::StreamSocket& socket);
    Poco::Net::ServerSocket listening_;
    std::uint16_t port_ = 0;
    std::atomic<Mood> mood_{Mood::Takes};
    std::atomic<bool> stopping_{false};
    std::atomic<int> connections_{0};
    std::mutex mutex_;  ///< guards taken_
    std::vector<SunkMail> taken_;
    std::thread thread_;
};

}  // namespace foerderlauf::test

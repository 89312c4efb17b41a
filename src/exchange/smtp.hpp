#pragma once

#include "domain/mail.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace foerderlauf {

/// The mail server of this house (`mail:` in config/server.yaml).
struct SmtpSettings {
    std::string host;  ///< empty: no mail is sent
    std::uint16_t port = 587;
    std::string from;  ///< sender's address
    enum class Tls {
        None,      ///< only towards a server on the same machine or a trusted net
        StartTls,  ///< begins in clear and goes on only after STARTTLS
        Implicit   ///< TLS from the first byte (port 465)
    } tls = Tls::StartTls;
    std::string user;                            ///< empty: without signing in
    std::string password;                        ///< from the environment only
    std::chrono::milliseconds patience{10'000};  ///< for connecting, and for each answer
};

/// Sends one mail over a connection of its own (RFC 5321), UTF-8, base64. What goes wrong before the mail itself is asked for
/// (nobody there, no TLS, signing in refused) is `Later`: it is the house's mistake, not the mail's. With TLS the server's
/// certificate must be valid for its name; without STARTTLS offered nothing is sent in clear. Never throws.
Delivery send_by_smtp(const SmtpSettings& settings, const Mail& mail);

}  // namespace foerderlauf

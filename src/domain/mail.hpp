#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace foerderlauf {

/// An electronic mail to one address, UTF-8. Whoever holds one may send it: no part can add a header or another recipient.
struct Mail {
    std::string to;       ///< an address as `parse_mail_address` gives it
    std::string subject;  ///< one line
    std::string body;     ///< lines end with \n
    std::string
        message_id;  ///< `<…@…>`; the same for every attempt, so that a receiver knows a second copy for the first
};

/// What became of an attempt to send.
struct Delivery {
    enum class Outcome {
        Taken,    ///< the server took it over
        Refused,  ///< the server refuses this mail for good (5xx): no further attempt
        Later     ///< not now: nobody there, a temporary refusal (4xx), a connection that broke
    } outcome = Outcome::Later;
    std::string answer;  ///< for the operator: the server's words, printable ASCII, at most 200 characters
};

/// `name@host.example` (a subset of RFC 5321: no quoted local part, no address literal, ASCII, at most 254 bytes). Refusal
/// `mail.address` (given).
Result<std::string> parse_mail_address(std::string_view text);

/// Control characters become blanks: what a subject line may hold.
std::string one_line(std::string_view text);
/// A header's text as RFC 2047 asks for it: ASCII as it is, else encoded words of at most 75 characters, folded.
std::string encoded_header(std::string_view text);

}  // namespace foerderlauf

#pragma once

#include "base/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// One-time codes by the clock (TOTP, RFC 6238): six digits, SHA-1, thirty seconds, as every authenticator app reads them.
namespace foerderlauf {

/// 160 random bits, as long as RFC 4226 § 4 recommends.
std::string new_code_secret();

/// As a person types it into an app that cannot read the picture: `JBSW Y3DP …`.
std::string spelled_secret(const std::string& secret);

/// The address apps read from the QR code: `otpauth://totp/…`. `account` and `issuer` are escaped.
std::string otpauth_address(const std::string& secret, std::string_view account, std::string_view issuer);

/// The time step whose code this is, at most one step away from now (RFC 6238 § 5.2); nothing for any other text. Blanks
/// in the code do not matter.
std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view code, Instant now);

/// Ten codes for whoever loses the device, each for once: `K7QX-4M2P`, 40 random bits.
std::vector<std::string> new_recovery_codes();
/// A recovery code as it is compared: capitals without hyphens and blanks; empty for what cannot be one.
std::string plain_recovery_code(std::string_view typed);

}  // namespace foerderlauf

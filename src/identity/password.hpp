#pragma once

#include <string>

namespace foerderlauf {

/// argon2id with m = 64 MiB, t = 3, p = 1 (RFC 9106; BSI TR-02102-1 names the function), as a PHC string with its own
/// salt. At most two are at work at once, so that a flood of sign-ins takes 128 MiB and no more; others wait.
std::string hashed_password(const std::string& password);

/// Whether the password fits; false for an empty or unreadable hash, without saying so sooner.
bool fits_password(const std::string& phc, const std::string& password);

/// Whether the hash was made with other parameters than today's: it is made anew at the next sign-in.
bool is_outdated(const std::string& phc);

/// The longest password taken, in bytes.
inline constexpr std::size_t longest_password = 1024;

}  // namespace foerderlauf

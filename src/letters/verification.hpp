#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// The code printed on a letter, 16 signs of Crockford's alphabet (80 bits): from the case, the event, the name and the hash
/// of the words, so that equal letters get equal codes and nobody guesses one.
std::string verification_code(std::int64_t case_id, std::int64_t seq, std::string_view name, std::string_view sha256);

/// As it is printed and typed: `K7QX-4M2P-9RTD-0ABC`.
std::string in_fours(std::string_view code);

/// What somebody typed as a code: small letters, blanks and hyphens do not matter, O is 0, I and L are 1. Empty for what is none.
std::string code_from(std::string_view typed);

/// The squares of a QR code (ISO/IEC 18004, level M) as rows of `1` for dark and `0` for light. No rows for a text too long for one.
std::vector<std::string> squares_of(const std::string& text);

}  // namespace foerderlauf

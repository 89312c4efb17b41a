#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Lower-case hex SHA-256 (64 characters) of the bytes.
std::string sha256_hex(std::string_view bytes);

/// `count` random bytes from the operating system. Throws when there are none to be had.
std::string random_bytes(std::size_t count);

/// Lower-case hex of bytes, and back; `from_hex` gives an empty string for anything that is not hex.
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

}  // namespace foerderlauf

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Lower-case hex SHA-256 (64 characters) of the bytes.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    void add(std::string_view piece);
    /// Lower-case hex of everything added; once, at the end.
    std::string hex();

private:
    struct Closing {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Closing> context_;
};

/// `count` random bytes from the operating system. Throws when there are none to be had.
std::string random_bytes(std::size_t count);

/// Lower-case hex of bytes, and back; `from_hex` gives an empty string for anything that is not hex.
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

}  // namespace foerderlauf

#include "base/sha256.hpp"

#include <memory>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdexcept>

namespace foerderlauf {

namespace {

int nibble(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return -1;
}

// Looking an algorithm up by name costs more than hashing an event: it is fetched once.
const EVP_MD* sha256() {
    static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                           &EVP_MD_free};
    return algorithm.get();
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto number = static_cast<unsigned char>(byte);
        hex += digits[number >> 4U];
        hex += digits[number & 15U];
    }
    return hex;
}

std::string from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return {};
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = nibble(hex[i]);
        const int low = nibble(hex[i + 1]);
        if (high < 0 || low < 0) return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned int length = digest.size();
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, sha256(), nullptr) != 1)
        throw std::runtime_error{"SHA-256 failed"};
    return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

void Sha256::Closing::operator()(void* context) const { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context)); }

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
    if (!context_ || EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_.get()), sha256(), nullptr) != 1)
        throw std::runtime_error{"SHA-256 failed"};
}

void Sha256::add(std::string_view piece) {
    if (EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_.get()), piece.data(), piece.size()) != 1)
        throw std::runtime_error{"SHA-256 failed"};
}

std::string Sha256::hex() {
    std::array<unsigned char, 32> digest{};
    unsigned int length = digest.size();
    if (EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_.get()), digest.data(), &length) != 1)
        throw std::runtime_error{"SHA-256 failed"};
    return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error{"the operating system gives no random bytes"};
    return bytes;
}

}  // namespace foerderlauf

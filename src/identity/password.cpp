#include "identity/password.hpp"

#include "base/sha256.hpp"

#include <argon2.h>
#include <array>
#include <semaphore>
#include <stdexcept>
#include <string_view>

namespace foerderlauf {

namespace {

constexpr std::uint32_t passes = 3, kibibytes = 65536, lanes = 1;
constexpr std::size_t salt_bytes = 16, hash_bytes = 32;
constexpr std::string_view today = "$argon2id$v=19$m=65536,t=3,p=1$";

std::counting_semaphore<2> at_work{2};

class Turn {
public:
    Turn() { at_work.acquire(); }
    ~Turn() { at_work.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

/// The hash of a password that nobody knows: what an unknown name is compared with, so that it takes as long.
const std::string& nobodys_hash() {
    static const std::string hash = hashed_password(random_bytes(16));
    return hash;
}

}  // namespace

std::string hashed_password(const std::string& password) {
    const auto salt = random_bytes(salt_bytes);
    std::array<char, 256> encoded{};
    const Turn turn;
    const int failed = argon2id_hash_encoded(passes, kibibytes, lanes, password.data(), password.size(), salt.data(),
                                             salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (failed != ARGON2_OK) throw std::runtime_error{std::string{"argon2: "} + argon2_error_message(failed)};
    return encoded.data();
}

bool fits_password(const std::string& phc, const std::string& password) {
    const bool usable = phc.starts_with("$argon2id$") && password.size() <= longest_password;
    const auto& hash = usable ? phc : nobodys_hash();
    const auto given = password.substr(0, longest_password);
    const Turn turn;
    const bool fits = argon2id_verify(hash.c_str(), given.data(), given.size()) == ARGON2_OK;
    return usable && fits;
}

bool is_outdated(const std::string& phc) { return !phc.starts_with(today); }

}  // namespace foerderlauf

#include "base/sha256.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

// FIPS 180-2, appendix B, and the empty message.
TEST_CASE("SHA-256 gives the published digests") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("hex is read back, and only hex is read") {
    CHECK(to_hex(std::string_view{"\x00\x7F\xFF", 3}) == "007fff");
    CHECK(from_hex("007fff") == std::string{"\x00\x7F\xFF", 3});
    CHECK(from_hex("0").empty());
    CHECK(from_hex("0g").empty());
    CHECK(from_hex("0A").empty());  // we write lower case, and what we did not write we do not read
    CHECK(rc::check("for all bytes", [] {
        const auto bytes = *rc::gen::arbitrary<std::string>();
        RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    }));
}

TEST_CASE("random bytes are as many as asked for and differ") {
    CHECK(random_bytes(0).empty());
    CHECK(random_bytes(16).size() == 16);
    CHECK(random_bytes(32) != random_bytes(32));
}

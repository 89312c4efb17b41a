#pragma once

#include "base/clock.hpp"

#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>
#include <string>

namespace foerderlauf::test {

/// A certificate a house made for itself, valid ten days before and after a day, as PKCS #12 with the password `geheim`.
inline std::string house_certificate(Instant today) {
    constexpr std::int64_t ten_days = 864'000;
    auto* key = EVP_RSA_gen(2048);
    auto* certificate = X509_new();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    const auto begin = std::chrono::system_clock::to_time_t(today);
    ASN1_TIME_set(X509_getm_notBefore(certificate), begin - ten_days);
    ASN1_TIME_set(X509_getm_notAfter(certificate), begin + ten_days);
    X509_set_pubkey(certificate, key);
    auto* name = X509_get_subject_name(certificate);
    const auto* word = reinterpret_cast<const unsigned char*>("Briefstelle");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, word, -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    auto* package = PKCS12_create("geheim", "Briefstelle", key, certificate, nullptr, 0, 0, 0, 0, 0);
    unsigned char* der = nullptr;
    const int size = i2d_PKCS12(package, &der);
    std::string bytes{reinterpret_cast<char*>(der), static_cast<std::size_t>(size)};
    OPENSSL_free(der);
    PKCS12_free(package);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return bytes;
}

}  // namespace foerderlauf::test

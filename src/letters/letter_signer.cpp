#include "letters/letter_signer.hpp"

#include "letters/pdf_update.hpp"

#include <algorithm>
#include <fstream>
#include <memory>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <stdexcept>
#include <vector>

namespace foerderlauf {

namespace {

template <auto close>
struct Closing {
    template <typename T>
    void operator()(T* held) const {
        close(held);
    }
};
void free_all(STACK_OF(X509) * certificates) { sk_X509_pop_free(certificates, X509_free); }

using Certificate = std::unique_ptr<X509, Closing<X509_free>>;
using Certificates = std::unique_ptr<STACK_OF(X509), Closing<free_all>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Closing<EVP_PKEY_free>>;
using Memory = std::unique_ptr<BIO, Closing<BIO_free_all>>;
using SignedMessage = std::unique_ptr<CMS_ContentInfo, Closing<CMS_ContentInfo_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Closing<EVP_MD_CTX_free>>;
using Package = std::unique_ptr<PKCS12, Closing<PKCS12_free>>;

/// What is wrong with the certificate or the file, for the operator.
struct CannotSign : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void need(bool good, const char* what) {
    ERR_clear_error();
    if (!good) throw CannotSign{what};
}

struct SigningIdentity {
    PrivateKey key;
    Certificate certificate;
    Certificates others;
};

SigningIdentity read_identity(const LetterSigner::Settings& settings) {
    std::ifstream stream{settings.certificate, std::ios::binary};
    need(static_cast<bool>(stream), "there is no such file, or it cannot be read");
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
    const Package package{d2i_PKCS12(nullptr, &at, static_cast<long>(bytes.size()))};
    need(package != nullptr, "it is no PKCS #12 file");
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
    STACK_OF(X509)* others = nullptr;
    const bool parsed = PKCS12_parse(package.get(), settings.password.c_str(), &key, &certificate, &others) == 1;
    SigningIdentity identity{PrivateKey{key}, Certificate{certificate}, Certificates{others}};
    need(parsed, "the password does not open it, or it is locked by a method that is no longer safe");
    need(key && certificate, "it holds no key with its certificate");
    return identity;
}

void need_valid(const X509* certificate, Instant when) {
    auto moment = std::chrono::system_clock::to_time_t(when);
    need(X509_cmp_time(X509_get0_notBefore(certificate), &moment) < 0, "it is not valid yet");
    need(X509_cmp_time(X509_get0_notAfter(certificate), &moment) > 0, "it is not valid any more");
}

Memory memory_of(const std::string& bytes) {
    return Memory{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
}

std::string der_of(const X509_ATTRIBUTE* attribute) {
    std::string der(static_cast<std::size_t>(std::max(0, i2d_X509_ATTRIBUTE(attribute, nullptr))), '\0');
    auto* at = reinterpret_cast<unsigned char*>(der.data());
    i2d_X509_ATTRIBUTE(attribute, &at);
    return der;
}

/// The DER of the attributes as a SET OF (X.690 § 11.6: in ascending order), which is what the key signs (RFC 5652 § 5.4).
std::string signed_attributes(const CMS_SignerInfo* signer) {
    std::vector<std::string> attributes;
    for (int at = 0; at < CMS_signed_get_attr_count(signer); ++at)
        attributes.push_back(der_of(CMS_signed_get_attr(signer, at)));
    std::ranges::sort(attributes, [](const std::string& one, const std::string& other) {
        return std::ranges::lexicographical_compare(
            one, other, [](char a, char b) { return static_cast<unsigned char>(a) < static_cast<unsigned char>(b); });
    });
    std::string content;
    for (const auto& attribute : attributes) content += attribute;
    const auto length = static_cast<int>(content.size());
    std::string head(static_cast<std::size_t>(ASN1_object_size(1, length, V_ASN1_SET)) - content.size(), '\0');
    auto* at = reinterpret_cast<unsigned char*>(head.data());
    ASN1_put_object(&at, 1, length, V_ASN1_SET, V_ASN1_UNIVERSAL);
    return head + content;
}

/// OpenSSL always adds the time of signing; PAdES has it in the PDF instead and forbids it here (EN 319 142-1 § 6.3), so it is
/// taken out and the rest signed anew.
void sign_without_time(CMS_SignerInfo* signer, EVP_PKEY* key) {
    const auto time = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    if (time >= 0) X509_ATTRIBUTE_free(CMS_signed_delete_attr(signer, time));
    const auto content = signed_attributes(signer);
    const Digest digest{EVP_MD_CTX_new()};
    const auto* bytes = reinterpret_cast<const unsigned char*>(content.data());
    std::size_t size = 0;
    need(digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
             EVP_DigestSign(digest.get(), nullptr, &size, bytes, content.size()) == 1,
         "its key cannot sign");
    std::vector<unsigned char> signature(size);
    need(EVP_DigestSign(digest.get(), signature.data(), &size, bytes, content.size()) == 1 &&
             ASN1_STRING_set(CMS_SignerInfo_get0_signature(signer), signature.data(), static_cast<int>(size)) == 1,
         "its key cannot sign");
}

std::string signature_of(const std::string& content, const SigningIdentity& identity) {
    constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_CADES;
    const SignedMessage message{CMS_sign(nullptr, nullptr, identity.others.get(), nullptr, flags)};
    need(message != nullptr, "no signature can be made with it");
    auto* signer = CMS_add1_signer(message.get(), identity.certificate.get(), identity.key.get(), EVP_sha256(), flags);
    const auto data = memory_of(content);
    need(signer && data && CMS_final(message.get(), data.get(), nullptr, flags) == 1, "its key cannot sign");
    sign_without_time(signer, identity.key.get());
    unsigned char* der = nullptr;
    const int size = i2d_CMS_ContentInfo(message.get(), &der);
    need(size > 0, "no signature can be made with it");
    std::string made{reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)};
    OPENSSL_free(der);
    return made;
}

/// `20261120101500`
std::string moment_of(Instant when) {
    std::string digits;
    for (const char character : to_rfc3339(when).substr(0, 19))
        if (character >= '0' && character <= '9') digits += character;
    return digits;
}

}  // namespace

Result<std::string> LetterSigner::signed_pdf(const std::string& pdf, Instant when) const {
    try {
        const auto identity = read_identity(settings_);
        need_valid(identity.certificate.get(), when);
        const auto signable = with_signature_field(pdf, moment_of(when));
        need(signable.has_value(), "the PDF has no place for a signature");
        auto made = signable->with(signature_of(signable->signed_part(), identity));
        need(made.has_value(), "the certificates are too long for the place in the PDF");
        return std::move(*made);
    } catch (const CannotSign& why) {
        report_("letters: not signed with " + settings_.certificate.string() + ": " + why.what());
        return refuse(Refusal::Kind::TooMany, "letter.pdf_not_signed");
    }
}

std::string LetterSigner::problem(Instant when) const {
    try {
        need_valid(read_identity(settings_).certificate.get(), when);
        return {};
    } catch (const CannotSign& why) { return why.what(); }
}

}  // namespace foerderlauf

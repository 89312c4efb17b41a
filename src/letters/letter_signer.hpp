#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace foerderlauf {

/// Signs letters with the certificate of this house, by PAdES baseline B-B (ETSI EN 319 142-1): CAdES signature with the signing
/// certificate among what is signed, SHA-256, no time stamp. A self-made or bought certificate makes an advanced seal or
/// signature; whether it is a qualified one depends on the certificate and its device, not on this program.
///
/// The certificate is read for every letter: a new one is in use once its file is replaced. Thread-safe.
class LetterSigner {
public:
    using Report = std::function<void(const std::string& line)>;  ///< what the operator is told; thread-safe
    struct Settings {
        std::filesystem::path certificate;  ///< PKCS #12: key, certificate, and those that vouch for it
        std::string password;
    };
    LetterSigner(Settings settings, Report report) : settings_{std::move(settings)}, report_{std::move(report)} {}

    /// The PDF with its signature appended: the bytes before stay what they are. Refusal TooMany `letter.pdf_not_signed` when the
    /// certificate cannot be read, has no key of its own, or is not valid at `when`, and for a file no signature can be added
    /// to; why, goes to the operator.
    Result<std::string> signed_pdf(const std::string& pdf, Instant when) const;

    /// Whether a letter could be signed at that moment: what is wrong with the certificate, in the operator's words, or empty.
    std::string problem(Instant when) const;

private:
    const Settings settings_;
    const Report report_;
};

}  // namespace foerderlauf

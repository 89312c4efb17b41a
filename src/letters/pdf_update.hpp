#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// A PDF with a place for a signature: what is signed is everything but the place itself.
struct SignablePdf {
    std::string bytes;
    std::size_t place = 0;  ///< where `<000…>` begins
    std::size_t size = 0;   ///< of the place, its brackets included

    std::string signed_part() const { return bytes.substr(0, place) + bytes.substr(place + size); }
    /// With this signature (DER) in its place; nothing when it is too long.
    std::optional<std::string> with(std::string_view signature) const;
};

/// Adds a signature field to a PDF as an incremental update (ISO 32000-1 §§ 7.5.6, 12.8): the bytes before stay what they are.
///
/// The field has no face: an empty rectangle outside of the page, printable, not hidden, as PDF/A-2 § 6.3 and PDF/UA-1 § 7.18
/// ask of it; the subfilter is PAdES' (ETSI.CAdES.detached). `moment`: `YYYYMMDDhhmmss` in UTC.
///
/// Reads what the letters' makers write: a cross-reference table (no stream), objects in the open, no form yet. Nothing for
/// everything else. Pure.
std::optional<SignablePdf> with_signature_field(const std::string& pdf, const std::string& moment);

}  // namespace foerderlauf

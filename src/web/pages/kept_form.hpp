#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// RFC 3986: everything but unreserved characters and `/` as %XX.
std::string percent_encoded(std::string_view text);
/// Path and query as they came.
std::string address_of(const Request& request);
/// The same address with other query fields; empty values are left out.
std::string address(const std::string& path, const std::vector<std::pair<std::string, std::string>>& query);

/// A form that came in after its session had ended: the sign-in page with everything typed in hidden fields. Nothing of
/// it is stored or logged. Files cannot be kept; the page says so. A form with a password or code in it is not kept at all.
Reply keep_form(const PageHouse& house, const Request& request);

/// The kept form inside a sign-in request, as hidden fields for the next page; empty when none was kept.
struct KeptForm {
    std::string path;  ///< own_path
    std::vector<std::pair<std::string, std::string>> fields;
};
KeptForm kept_form_of(const Request& request);
View hidden_fields(const KeptForm& kept, std::string_view prefix);

/// Signed in again: the page that offers to send the kept form with one click. It is never sent by itself, for the one
/// who signed in may be another person.
Reply offer_kept_form(const PageHouse& house, const Request& request, const SignedIn& who, const KeptForm& kept);

}  // namespace foerderlauf

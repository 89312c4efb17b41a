#pragma once

#include "web/front/http.hpp"
#include "web/front/request_reader.hpp"

namespace foerderlauf {

/// Percent-decoding (RFC 3986 § 2.1); `plus_is_blank` as in forms. Nothing for a broken `%`, for bytes that are
/// not UTF-8 and for NUL.
tl::expected<std::string, Unacceptable> percent_decoded(std::string_view text, bool plus_is_blank);

/// The path of a request target, decoded. Refuses encoded slashes and backslashes, control characters and the
/// segments `.` and `..`: what a route sees has one reading only.
tl::expected<std::string, Unacceptable> decoded_path(std::string_view target);

/// `a=1&b=2` (query or application/x-www-form-urlencoded), at most 1,000 fields.
tl::expected<Fields, Unacceptable> decoded_fields(std::string_view text);

/// What multipart/form-data carries: `fields` have no file name, `files` have one. At most 100 parts.
struct Multipart {
    Fields fields;
    std::vector<Part> files;
};
/// RFC 7578. Refuses a missing or strange boundary, a missing end, parts without a name, texts that are not UTF-8.
tl::expected<Multipart, Unacceptable> decoded_multipart(const std::string& content_type, std::string_view body);

/// Decodes everything but the client's address. The refusal is told on the open connection: its framing is sound.
tl::expected<Request, Unacceptable> decoded(Arrived arrived);

}  // namespace foerderlauf

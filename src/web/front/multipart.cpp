#include "base/text.hpp"
#include "web/front/decode.hpp"
#include "web/front/letters_of_http.hpp"

#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NameValueCollection.h>

#include <algorithm>
#include <optional>

namespace foerderlauf {

namespace {

using Refused = tl::unexpected<Unacceptable>;

constexpr std::size_t most_parts = 16'000;  ///< as many as an urlencoded form may have fields
constexpr std::size_t longest_part_head = 8UL * 1024;

Refused malformed() { return Refused{Unacceptable{400, "front.multipart"}}; }

/// RFC 2046 § 5.1.1: 1 to 70 characters.
std::optional<std::string> boundary_of(const std::string& content_type) {
    std::string type;
    Poco::Net::NameValueCollection parameters;
    Poco::Net::MessageHeader::splitParameters(content_type, type, parameters);
    const std::string boundary = parameters.get("boundary", "");
    const bool fit = !boundary.empty() && boundary.size() <= 70 && std::ranges::all_of(boundary, [](char c) {
        return is_letter_or_digit(c) || std::string_view{"'()+_,-./:=? "}.find(c) != std::string_view::npos;
    });
    return fit ? std::optional{boundary} : std::nullopt;
}

/// Browsers escape exactly quote, CR and LF in names (WHATWG "multipart/form-data encoding algorithm"); a full
/// percent-decoding would change a file that is really called `50%25.pdf`.
std::string unescaped(std::string name) {
    for (const auto& [code, letter] : {std::pair{"%22", "\""}, {"%0D", "\r"}, {"%0A", "\n"}})
        for (auto at = name.find(code); at != std::string::npos; at = name.find(code, at + 1))
            name.replace(at, 3, letter);
    return name;
}

/// `C:\Users\x\plan.pdf` or `../plan.pdf` become `plan.pdf`; control characters go.
std::string base_name(const std::string& claimed) {
    const auto slash = claimed.find_last_of("/\\");
    std::string name = slash == std::string::npos ? claimed : claimed.substr(slash + 1);
    std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return name;
}

/// Reads `name="..."; filename="..."`. Quoted strings as browsers write them: a backslash is a plain letter in
/// them, unlike in RFC 9110, or `C:\new` would lose its backslash. Nothing when the line is not well-formed.
std::optional<Fields> disposition_parameters(std::string_view value) {
    const auto kind_end = std::min(value.find(';'), value.size());
    if (lowered(without_ows(value.substr(0, kind_end))) != "form-data") return {};
    value.remove_prefix(kind_end);
    Fields parameters;
    while (!value.empty()) {
        value.remove_prefix(1);  // the semicolon
        const auto equals = value.find('=');
        if (equals == std::string_view::npos) return {};
        const std::string name = lowered(without_ows(value.substr(0, equals)));
        value = without_ows(value.substr(equals + 1));
        std::size_t end = std::min(value.find(';'), value.size());
        std::string text{without_ows(value.substr(0, end))};
        if (value.starts_with('"')) {
            const auto quote = value.find('"', 1);
            if (quote == std::string_view::npos) return {};
            text = value.substr(1, quote - 1);
            value = without_ows(value.substr(quote + 1));
            if (!value.empty() && value.front() != ';') return {};
            end = 0;
        }
        if (parameters.has(name)) return {};
        parameters.add(name, unescaped(std::move(text)));
        value.remove_prefix(end);
    }
    return parameters;
}

struct PartHead {
    std::string name;
    std::optional<std::string> filename;
    std::string content_type;
};

std::optional<PartHead> read_part_head(std::string_view lines) {
    PartHead head;
    bool named = false;
    while (!lines.empty()) {
        const auto end = std::min(lines.find("\r\n"), lines.size());
        const auto line = lines.substr(0, end);
        lines.remove_prefix(std::min(end + 2, lines.size()));
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos) return {};
        const auto name = lowered(line.substr(0, colon));
        const auto value = without_ows(line.substr(colon + 1));
        if (name == "content-type") head.content_type = value;
        if (name != "content-disposition") continue;
        const auto parameters = disposition_parameters(value);
        if (!parameters || named || parameters->value("name").empty()) return {};
        named = true;
        head.name = parameters->value("name");
        if (const auto* filename = parameters->find("filename")) head.filename = base_name(*filename);
    }
    return named ? std::optional{head} : std::nullopt;
}

}  // namespace

tl::expected<Multipart, Unacceptable> decoded_multipart(const std::string& content_type, std::string_view body) {
    const auto boundary = boundary_of(content_type);
    if (!boundary) return malformed();
    const std::string delimiter = "\r\n--" + *boundary;
    if (!body.starts_with(std::string_view{delimiter}.substr(2))) return malformed();
    body.remove_prefix(delimiter.size() - 2);

    Multipart found;
    for (std::size_t count = 0; !body.starts_with("--"); ++count) {
        if (count == most_parts) return Refused{Unacceptable{413, "front.too_many_fields"}};
        if (!body.starts_with("\r\n")) return malformed();
        body.remove_prefix(2);
        const auto head_end = body.substr(0, longest_part_head).find("\r\n\r\n");
        if (head_end == std::string_view::npos) return malformed();
        auto head = read_part_head(body.substr(0, head_end));
        // The delimiter's own CRLF may be the one that ends the head: an empty part.
        body.remove_prefix(head_end + 2);
        const auto end = body.find(delimiter);
        if (!head || end == std::string_view::npos) return malformed();
        const auto bytes = end < 2 ? std::string_view{} : body.substr(2, end - 2);
        body.remove_prefix(end + delimiter.size());

        if (!is_utf8(head->name) || (head->filename && !is_utf8(*head->filename)) || !is_utf8(head->content_type) ||
            (!head->filename && !is_utf8(bytes)))
            return Refused{Unacceptable{400, "front.not_utf8"}};
        if (head->filename)
            found.files.push_back({head->name, *head->filename, head->content_type, std::string{bytes}});
        else found.fields.add(head->name, std::string{bytes});
    }
    return found;
}

}  // namespace foerderlauf

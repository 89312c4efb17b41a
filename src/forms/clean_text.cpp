#include "base/text.hpp"
#include "forms/field_value.hpp"

namespace foerderlauf {

namespace {

std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool before_line_feed = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!before_line_feed) plain += text[i];
    }
    return plain;
}

/// C0 without tab and line feed, DEL, and C1 (two bytes in UTF-8).
bool has_control_character(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F) return true;
        if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
    }
    return false;
}

}  // namespace

FreeText shown(std::string_view given) {
    constexpr std::size_t most = 100;
    if (!is_utf8(given)) return {};
    std::size_t end = 0;
    for (std::size_t count = 0; end < given.size(); ++end) {
        const bool begins_character = (static_cast<unsigned char>(given[end]) & 0xC0U) != 0x80U;
        if (begins_character && ++count > most) break;
    }
    return {std::string{given.substr(0, end)}};
}

Result<std::string> clean_text(const Field& field, std::string_view text) {
    if (!is_utf8(text)) return refuse("field.not_utf8", {{"label", field.label}});
    auto plain = with_plain_line_ends(text);
    if (has_control_character(plain)) return refuse("field.control_character", {{"label", field.label}});
    if (field.kind != FieldKind::LongText && plain.find('\n') != std::string::npos)
        return refuse("field.one_line", {{"label", field.label}});
    if (const auto length = length_of(plain); field.max_length != 0 && length > field.max_length)
        return refuse("field.too_long", {{"label", field.label},
                                         {"max", static_cast<std::int64_t>(field.max_length)},
                                         {"given", static_cast<std::int64_t>(length)}});
    return plain;
}

}  // namespace foerderlauf

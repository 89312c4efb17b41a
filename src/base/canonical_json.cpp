#include "base/canonical_json.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

void append_integer(std::string& out, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out.append(digits, end);
}

void append_list(std::string& out, const List& list) {
    out += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i > 0) out += ',';
        append_canonical_json(out, list[i]);
    }
    out += ']';
}

void append_record(std::string& out, const Record& record) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : record) {
        if (!first) out += ',';
        first = false;
        append_json_string(out, key);
        out += ':';
        append_canonical_json(out, value);
    }
    out += '}';
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char character : text) {
        switch (character) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(character) < 0x20) {
                    out += "\\u00";
                    out += hex[static_cast<unsigned char>(character) >> 4U];
                    out += hex[static_cast<unsigned char>(character) & 15U];
                } else {
                    out += character;
                }
        }
    }
    out += '"';
}

void append_canonical_json(std::string& out, const Value& value) {
    struct Writer {
        std::string& out;
        void operator()(std::monostate) const { out += "null"; }
        void operator()(bool yes) const { out += yes ? "true" : "false"; }
        void operator()(std::int64_t number) const { append_integer(out, number); }
        void operator()(const std::string& code) const { append_json_string(out, code); }
        void operator()(const FreeText& text) const { append_json_string(out, text.text); }
        void operator()(const Fraction& number) const { out += number.spelling; }
        void operator()(const List& list) const { append_list(out, list); }
        void operator()(const Record& record) const { append_record(out, record); }
    };
    std::visit(Writer{out}, value.any());
}

std::string canonical_json(const Value& value) {
    std::string out;
    append_canonical_json(out, value);
    return out;
}

}  // namespace foerderlauf

#include "exchange/csv.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_control(char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; }

/// What is wrong with the spelling of a line, as a key; empty when it is well-formed and its values stand in `fields`.
std::string read_line(std::string_view line, char separator, std::vector<std::string>& fields) {
    if (!is_utf8(line)) return "recipients_csv.not_utf8";
    if (std::ranges::any_of(line, is_control)) return "recipients_csv.control_character";
    std::size_t at = 0;
    while (true) {
        std::string value;
        if (at < line.size() && line[at] == '"') {
            for (++at;; ++at) {
                if (at == line.size()) return "recipients_csv.open_quote";
                if (line[at] == '"' && (at + 1 == line.size() || line[at + 1] != '"')) break;
                if (line[at] == '"') ++at;
                value += line[at];
            }
            ++at;
            if (at < line.size() && line[at] != separator) return "recipients_csv.stray_quote";
        } else {
            const auto end = std::min(line.find(separator, at), line.size());
            value = line.substr(at, end - at);
            if (value.find('"') != std::string::npos) return "recipients_csv.stray_quote";
            at = end;
        }
        fields.push_back(std::move(value));
        if (at == line.size()) return {};
        ++at;  // the separator
    }
}

std::string spelled(std::string value, char separator) {
    std::ranges::replace_if(value, is_control, ' ');
    if (!value.empty() && std::string_view{"=+-@ "}.find(value.front()) != std::string_view::npos)
        value.insert(0, 1, '\'');
    if (value.find('"') == std::string::npos && value.find(separator) == std::string::npos) return value;
    std::string quoted{'"'};
    for (const char c : value) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
    return quoted + '"';
}

}  // namespace

std::vector<CsvRecord> read_csv(std::string_view bytes, const std::string& file_name, std::vector<LoadError>& errors,
                                char separator) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    std::vector<CsvRecord> records;
    for (int number = 1; !bytes.empty(); ++number) {
        const auto end = bytes.find('\n');
        auto line = bytes.substr(0, end);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        CsvRecord record{number, {}};
        if (auto wrong = read_line(line, separator, record.fields); !wrong.empty())
            errors.push_back({{file_name, number}, {std::move(wrong), {}}});
        else records.push_back(std::move(record));
    }
    return records;
}

std::string write_csv(const std::vector<std::vector<std::string>>& records, char separator) {
    std::string bytes = "\xEF\xBB\xBF";
    for (const auto& record : records) {
        for (std::size_t n = 0; n < record.size(); ++n) {
            if (n > 0) bytes += separator;
            bytes += spelled(record[n], separator);
        }
        bytes += "\r\n";
    }
    return bytes;
}

}  // namespace foerderlauf

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

namespace foerderlauf {

namespace {

std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool well_formed(std::string_view sequence) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(sequence[i]); };
    for (std::size_t i = 1; i < sequence.size(); ++i)
        if ((byte(i) & 0xC0U) != 0x80U) return false;
    if (sequence.size() == 3 && byte(0) == 0xE0 && byte(1) < 0xA0) return false;  // overlong
    if (sequence.size() == 3 && byte(0) == 0xED && byte(1) > 0x9F) return false;  // surrogate
    if (sequence.size() == 4 && byte(0) == 0xF0 && byte(1) < 0x90) return false;  // overlong
    if (sequence.size() == 4 && byte(0) == 0xF4 && byte(1) > 0x8F) return false;  // beyond U+10FFFF
    return true;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = sequence_length(static_cast<unsigned char>(bytes[i]));
        if (length == 0 || i + length > bytes.size() || !well_formed(bytes.substr(i, length))) return false;
        i += length;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 7> blanks = {" ", "\t", "\n", "\r", "\v", "\f", "\xC2\xA0"};
    for (bool again = true; again;) {
        again = false;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                again = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                again = true;
            }
        }
    }
    return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += separator;
        text += parts[i];
    }
    return text;
}

std::size_t length_of(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t fewest = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const auto& candidate : candidates) {
        const std::size_t edits = distance(word, candidate);
        if (edits < fewest) {
            fewest = edits;
            best = candidate;
        }
    }
    return best;
}

std::string folded(std::string_view utf8) {
    std::string lower{utf8};
    for (std::size_t i = 0; i < lower.size(); ++i) {
        auto& byte = lower[i];
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
        const bool german = i > 0 && lower[i - 1] == '\xC3' && (byte == '\x84' || byte == '\x96' || byte == '\x9C');
        if (german) byte = static_cast<char>(byte + 0x20);  // Ä Ö Ü are 0x20 before ä ö ü
    }
    return lower;
}

}  // namespace foerderlauf

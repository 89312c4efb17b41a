#include "base/search_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_word = 64;  ///< bytes
constexpr std::size_t most_groups = 12, most_words = 12;

struct Sign {
    char32_t code = 0;
    std::size_t size = 1;
};

/// The sign that begins here; code 0 for a byte that begins none.
Sign sign_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (size == 0 || at + size > text.size()) return {};
    char32_t code = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    return {code, size};
}

void append_utf8(std::string& text, char32_t code) {
    if (code < 0x80) text += static_cast<char>(code);
    else if (code < 0x800) text += {static_cast<char>(0xC0U | (code >> 6U)), static_cast<char>(0x80U | (code & 0x3FU))};
    else if (code < 0x10000)
        text += {static_cast<char>(0xE0U | (code >> 12U)), static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
                 static_cast<char>(0x80U | (code & 0x3FU))};
    else
        text += {static_cast<char>(0xF0U | (code >> 18U)), static_cast<char>(0x80U | ((code >> 12U) & 0x3FU)),
                 static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)), static_cast<char>(0x80U | (code & 0x3FU))};
}

bool is_mark(char32_t code) { return (code >= 0x300 && code < 0x370) || (code >= 0xFE00 && code < 0xFE10); }

/// Signs that hold words apart: ASCII without letters and digits, and the punctuation blocks of Unicode.
bool separates(char32_t code) {
    if (code < 0x80) {
        const auto sign = static_cast<char>(code);
        return !(sign >= '0' && sign <= '9') && !(sign >= 'a' && sign <= 'z') && !(sign >= 'A' && sign <= 'Z');
    }
    return (code < 0xC0 && code != 0xAA && code != 0xB5 && code != 0xBA) || code == 0xD7 || code == 0xF7 ||
           (code >= 0x2000 && code < 0x2070) || (code >= 0x3000 && code < 0x3040) || code == 0xFEFF || code == 0xFFFD;
}

/// Base letters of U+00C0 to U+017F; `?`: the sign stays itself.
constexpr std::string_view base_letters = "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
                                          "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                                          "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(base_letters.size() == 0x180 - 0xC0);

/// Small letters of the alphabets that are at hand: Greek and Cyrillic; others have none or stay as they are.
char32_t small(char32_t code) {
    if (code >= 0x391 && code <= 0x3A9) return code + 0x20;
    if (code >= 0x410 && code <= 0x42F) return code + 0x20;
    if (code >= 0x400 && code <= 0x40F) return code + 0x50;
    return code;
}

struct Umlaut {
    char32_t code;
    std::string_view normal, plain;
};
constexpr std::array<Umlaut, 10> umlauts = {{{0xC4, "ae", "a"},
                                             {0xE4, "ae", "a"},
                                             {0xD6, "oe", "o"},
                                             {0xF6, "oe", "o"},
                                             {0xDC, "ue", "u"},
                                             {0xFC, "ue", "u"},
                                             {0xDF, "ss", "ss"},
                                             {0x1E9E, "ss", "ss"},
                                             {0xC6, "ae", "ae"},
                                             {0xE6, "ae", "ae"}}};

/// A word while it is read.
class Reading {
public:
    void add(char32_t code) {
        if (code == 0x308 && ends_with_vowel()) {  // a letter and its dots apart, as some systems write them
            normal_ += 'e';
            return;
        }
        if (is_mark(code)) return;
        const auto umlaut = std::ranges::find(umlauts, code, &Umlaut::code);
        if (umlaut != umlauts.end()) {
            normal_ += umlaut->normal;
            plain_ += umlaut->plain;
            return;
        }
        std::string sign;
        if (code < 0x80) sign = static_cast<char>(code >= 'A' && code <= 'Z' ? code + 0x20 : code);
        else if (code >= 0xC0 && code < 0xC0 + base_letters.size() && base_letters[code - 0xC0] != '?')
            sign = base_letters[code - 0xC0];
        else append_utf8(sign, small(code));
        normal_ += sign;
        plain_ += sign;
    }
    bool empty() const { return normal_.empty(); }
    SearchWord word(std::size_t begin, std::size_t end) const {
        SearchWord word{cut(normal_), cut(plain_), begin, end};
        if (word.plain == word.normal) word.plain.clear();
        return word;
    }

private:
    bool ends_with_vowel() const {
        return !normal_.empty() && (normal_.back() == 'a' || normal_.back() == 'o' || normal_.back() == 'u');
    }
    static std::string cut(std::string text) {
        if (text.size() <= longest_word) return text;
        auto end = longest_word;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text.resize(end);
        return text;
    }
    std::string normal_, plain_;
};

}  // namespace

std::vector<SearchWord> search_words(std::string_view text) {
    std::vector<SearchWord> words;
    Reading reading;
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) {
        if (!reading.empty()) words.push_back(reading.word(begin, end));
        reading = {};
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto [code, size] = sign_at(text, at);
        if (code == 0 || separates(code)) finish(at);
        else {
            if (reading.empty()) begin = at;
            reading.add(code);
        }
        at += size;
    }
    finish(text.size());
    return words;
}

std::string indexed_words(std::string_view text) {
    std::string indexed, plain;
    for (const auto& word : search_words(text)) {
        indexed += (indexed.empty() ? "" : " ") + word.normal;
        if (!word.plain.empty()) plain += (plain.empty() ? " \u00B7 " : " ") + word.plain;
    }
    return indexed + plain;
}

std::vector<std::vector<std::string>> wanted_words(std::string_view query) {
    std::vector<std::vector<std::string>> groups;
    constexpr std::size_t longest_query = 2'000;
    std::size_t behind = 0;
    for (const auto& word : search_words(query.substr(0, longest_query))) {
        const auto between = query.substr(behind, word.begin - behind);
        const bool apart = groups.empty() || between.find_first_of(" \t\r\n") != std::string_view::npos;
        behind = word.end;
        if (apart && groups.size() == most_groups) break;
        if (apart) groups.emplace_back();
        if (groups.back().size() < most_words) groups.back().push_back(word.normal);
    }
    return groups;
}

bool has_words(std::string_view indexed, const std::vector<std::vector<std::string>>& wanted) {
    const auto text = " " + std::string{indexed};
    return !wanted.empty() && std::ranges::all_of(wanted, [&](const std::vector<std::string>& group) {
        return text.find(" " + joined(group, " ")) != std::string::npos;
    });
}

}  // namespace foerderlauf

#include "web/pages/template_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace foerderlauf {

namespace {

constexpr std::string_view blanks = " \t\n";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Where the mustache tag that begins at `from` ends, or the end of the text.
std::size_t end_of_tag(std::string_view text, std::size_t from) {
    const bool raw = text.substr(from).starts_with("{{{");
    const auto close = text.find(raw ? "}}}" : "}}", from);
    return close == std::string_view::npos ? text.size() : close + (raw ? 3 : 2);
}

/// `{{name}}`: a place for a value, part of the words around it.
bool is_place(std::string_view tag) {
    return tag.size() > 4 && std::string_view{"#^/>!{&"}.find(tag[2]) == std::string_view::npos;
}

/// Whether something is said beside places and entities.
bool says_something(std::string_view words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words.substr(i).starts_with("{{")) i = end_of_tag(words, i) - 1;
        else if (words[i] == '&') i = std::min(words.find(';', i), words.size());
        else if (is_letter(words[i])) return true;
    }
    return false;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string single_blanks(std::string_view text) {
    std::string single;
    for (const char c : text) {
        const bool blank = blanks.find(c) != std::string_view::npos;
        if (!blank || !single.ends_with(' ')) single += blank ? ' ' : c;
    }
    return single;
}

std::string translated(std::string_view words, const Phrase& phrase) {
    const auto begin = words.find_first_not_of(blanks);
    if (begin == std::string_view::npos || !says_something(words)) return std::string{words};
    const auto end = words.find_last_not_of(blanks) + 1;
    const auto german = replaced(replaced(single_blanks(words.substr(begin, end - begin)), "{{", "{"), "}}", "}");
    const auto other = replaced(replaced(phrase(german), "{", "{{"), "}", "}}");
    return std::string{words.substr(0, begin)} + other + std::string{words.substr(end)};
}

/// Text without HTML tags: words, and between them sections and pieces.
std::string with_words_of_text(std::string_view text, const Phrase& phrase) {
    std::string whole;
    std::size_t words_from = 0;
    for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open)) {
        const auto end = end_of_tag(text, open);
        if (!is_place(text.substr(open, end - open))) {
            whole += translated(text.substr(words_from, open - words_from), phrase);
            whole += text.substr(open, end - open);
            words_from = end;
        }
        open = end;
    }
    return whole += translated(text.substr(words_from), phrase);
}

/// The value of an attribute people are told, found behind `name="`.
bool is_told(std::string_view before) {
    static constexpr std::array<std::string_view, 9> told = {
        " aria-label=\"", " data-offline=\"", " data-too-large=\"", " data-label=\"",     " title=\"",
        " alt=\"",        " data-taken=\"",   " data-not-taken=\"", " data-signed-out=\""};
    return std::ranges::any_of(told, [&](std::string_view name) { return before.ends_with(name); });
}

/// An HTML tag from `<` to `>`, with the words of its attributes.
std::string with_words_of_tag(std::string_view tag, const Phrase& phrase) {
    std::string whole;
    std::size_t from = 0;
    for (auto quote = tag.find('"'); quote != std::string_view::npos; quote = tag.find('"', from)) {
        const auto close = tag.find('"', quote + 1);
        if (close == std::string_view::npos) break;
        whole += tag.substr(from, quote + 1 - from);
        const auto value = tag.substr(quote + 1, close - quote - 1);
        whole += is_told(tag.substr(0, quote + 1)) ? with_words_of_text(value, phrase) : std::string{value};
        whole += '"';
        from = close + 1;
    }
    return whole += tag.substr(from);
}

/// The next character `wanted` outside mustache tags, or the end.
std::size_t next_outside_tags(std::string_view text, std::size_t from, char wanted) {
    while (from < text.size() && text[from] != wanted)
        from = text.substr(from).starts_with("{{") ? end_of_tag(text, from) : from + 1;
    return std::min(from, text.size());
}

}  // namespace

std::string with_words(const std::string& source, const Phrase& phrase) {
    const std::string_view text{source};
    std::string whole;
    for (std::size_t from = 0; from < text.size();) {
        const auto open = next_outside_tags(text, from, '<');
        whole += with_words_of_text(text.substr(from, open - from), phrase);
        const auto close = std::min(next_outside_tags(text, open, '>') + 1, text.size());
        whole += with_words_of_tag(text.substr(open, close - open), phrase);
        from = std::max(close, open);
    }
    return whole;
}

}  // namespace foerderlauf

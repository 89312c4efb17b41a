#include "web/pages/words.hpp"

#include "domain/calendar.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr int soon_days = 7;      ///< pages README § 3: warning within 7 days,
constexpr int nearing_days = 28;  ///< a neutral badge within 28, plain text beyond

bool ends_word(std::string_view before, std::string_view word) {
    if (!before.ends_with(word)) return false;
    const auto start = before.size() - word.size();
    return start == 0 || before[start - 1] == ' ' || before[start - 1] == '(' || before[start - 1] == '\xA0';
}

bool keeps_what_follows(std::string_view before) {
    static constexpr std::array<std::string_view, 11> words = {"§",       "§§",   "Nr.",   "Abs.",    "Art.", "Satz",
                                                               "Buchst.", "Nrn.", "Titel", "Kapitel", "Zeile"};
    return std::ranges::any_of(words, [&](std::string_view word) { return ends_word(before, word); });
}

bool keeps_what_precedes(std::string_view before, std::string_view after) {
    const bool digit_before = !before.empty() && before.back() >= '0' && before.back() <= '9';
    return digit_before && (after.starts_with("%") || after.starts_with("€") || after.starts_with("Uhr"));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The character that begins here, and how many bytes it has. Of text that is no UTF-8 each byte is one.
std::pair<char32_t, std::size_t> character_at(std::string_view utf8) {
    const auto first = static_cast<unsigned char>(utf8.front());
    const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC0U ? 2 : 1;
    if (length == 1 || length > utf8.size()) return {first, 1};
    char32_t character = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i)
        character = (character << 6U) | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
    return {character, length};
}

/// Characters that run from right to left, and marks that turn what follows them (Unicode Standard Annex 9).
constexpr std::array<std::pair<char32_t, char32_t>, 8> turning = {{{0x0590, 0x08FF},
                                                                   {0x200E, 0x200F},
                                                                   {0x202A, 0x202E},
                                                                   {0x2066, 0x2069},
                                                                   {0xFB1D, 0xFDFF},
                                                                   {0xFE70, 0xFEFF},
                                                                   {0x10800, 0x10FFF},
                                                                   {0x1E800, 0x1EFFF}}};

bool may_turn(std::string_view text) {
    while (!text.empty()) {
        const auto [character, length] = character_at(text);
        if (std::ranges::any_of(turning,
                                [c = character](const auto& range) { return c >= range.first && c <= range.second; }))
            return true;
        text.remove_prefix(length);
    }
    return false;
}

/// Words between the marks that keep them from turning the sentence around (FSI and PDI).
std::string isolated(const std::string& text) { return "\u2068" + text + "\u2069"; }

}  // namespace

std::string typeset(std::string_view text) {
    std::string set;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto before = text.substr(0, i);
        const auto after = text.substr(i + 1);
        const bool number_follows = !after.empty() && (is_digit(after.front()) || after.starts_with("§"));
        if (text[i] == ' ' && ((keeps_what_follows(before) && number_follows) || keeps_what_precedes(before, after)))
            set += no_break_space;
        else set += text[i];
    }
    return set;
}

std::string person_name(const std::string& display_name) { return display_name.substr(0, display_name.find(" (")); }

View badge(std::string_view tone, std::string_view icon, std::string words) {
    const auto style = tone == "neutral" ? std::string{"fl-badge--neutral"} : "kern-badge--" + std::string{tone};
    return View::Group{{"badge_style", style}, {"badge_icon", icon}, {"badge_words", std::move(words)}};
}

std::string Words::phrase(const std::string& german) const { return typeset(texts_->phrase(german)); }

std::string Words::sentence(std::string_view key, const Record& values) const {
    auto told = values;
    for (auto& [name, value] : told)
        if (const auto* text = value.as_text(); text && may_turn(*text)) value = isolated(*text);
    return typeset(texts_->sentence(key, told));
}

std::string Words::sentence(const Message& message) const {
    auto values = message.values;
    if (const auto found = values.find("duties"); found != values.end()) {
        List named;
        for (const auto& item : list_of(values, "duties"))
            if (const auto* name = item.as_text()) named.emplace_back(duty(*name));
        found->second = named;
    }
    return sentence(message.key, values);
}

std::string Words::counted(std::string_view key, std::int64_t count, Record values) const {
    values["count"] = count;
    const auto none = std::string{key} + ".none";
    if (count == 0 && knows(none)) return sentence(none, values);
    return sentence(std::string{key} + (count == 1 ? ".one" : ".many"), values);
}

std::string Words::duty(std::string_view name) const {
    const auto key = "duty." + std::string{name};
    return name.empty() ? std::string{} : knows(key) ? sentence(key) : std::string{name};
}

std::string Words::amount(Money amount) const { return to_german(amount); }

View Words::day(Date day) const { return View::Group{{"iso", to_iso(day)}, {"text", to_german(day)}}; }

std::string Words::weekday_text(Date day) const {
    const auto number = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding();
    const auto name = sentence("pages.weekday." + std::to_string(number));
    return name + ", " + to_german(day);
}

View Words::weekday(Date day) const { return View::Group{{"iso", to_iso(day)}, {"text", weekday_text(day)}}; }

namespace {

std::string clock_of(Instant moment) {
    const auto minutes = berlin_minutes(moment).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

}  // namespace

View Words::moment(Instant moment) const {
    const auto day = berlin_day(moment);
    const auto clock = clock_of(moment);
    return View::Group{{"iso", to_iso(day) + "T" + clock},
                       {"on_day", to_german(day)},
                       {"clock", sentence("pages.clock", {{"clock", clock}})}};
}

std::string Words::moment_text(Instant moment) const {
    const auto day = berlin_day(moment);
    const auto clock = sentence("pages.clock", {{"clock", clock_of(moment)}});
    return (day == today_ ? sentence("pages.today") : to_german(day)) + ", " + clock;
}

std::string Words::days(int count) const { return counted("pages.days", count); }

std::string Words::distance(Date due) const {
    const int left = days_between(today_, due);
    if (left == 0) return sentence("pages.today");
    if (left == 1) return sentence("pages.tomorrow");
    return left > 0 ? counted("pages.days_left", left) : counted("pages.days_over", -left);
}

View Words::urgency(Date due) const {
    const int left = days_between(today_, due);
    const auto words = distance(due);
    View view = View::Group{{"plain", words}, {"badge", false}};
    if (left < 0) view["badge"] = badge("danger", "danger", words);
    else if (left <= soon_days) view["badge"] = badge("warning", "warning", words);
    else if (left <= nearing_days) view["badge"] = badge("neutral", "calendar-today", words);
    return view;
}

}  // namespace foerderlauf

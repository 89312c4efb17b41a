#include "web/pages/history_search.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

constexpr std::size_t worth_searching = 8;  ///< entries that nobody sees at one glance

std::string words_of(View& entry) {
    std::string words;
    for (const auto* part : {"what", "why", "by", "entry_source"})
        if (const auto* text = std::get_if<std::string>(&entry[part].any())) words += folded(*text) + " ";
    for (const auto* part : {"on_day", "clock"})
        if (const auto* text = std::get_if<std::string>(&entry["moment"][part].any())) words += folded(*text) + " ";
    return words;
}

bool holds_all(View& entry, const std::vector<std::string>& asked) {
    const auto words = words_of(entry);
    return std::ranges::all_of(asked, [&](const auto& word) { return words.find(folded(word)) != std::string::npos; });
}

std::vector<std::string> words_asked(std::string_view typed) {
    std::vector<std::string> words;
    for (const auto& word : split(typed, ' '))
        if (!trimmed(word).empty()) words.emplace_back(trimmed(word));
    return words;
}

}  // namespace

View searched_history(const Visit& visit, View::Views entries) {
    const auto typed = visit.request.query.value("in_history");
    const auto asked = words_asked(typed);
    const auto all = entries.size();
    if (!asked.empty()) std::erase_if(entries, [&](View& entry) { return !holds_all(entry, asked); });
    const auto found = visit.words.counted("pages.history.found", static_cast<std::int64_t>(entries.size()),
                                           {{"all", static_cast<std::int64_t>(all)}});
    return View::Group{{"history", std::move(entries)},
                       {"history_search", all >= worth_searching || !asked.empty()
                                              ? View{View::Group{{"asked_in_history", typed},
                                                                 {"history_found", asked.empty() ? "" : found}}}
                                              : View{false}}};
}

}  // namespace foerderlauf

// GET /news: what happened in the cases that concern the reader, in plain words.
#include "web/pages/news.hpp"

#include "casework/news.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

constexpr int cases_per_page = 20;
constexpr int most_counted = 20;

std::optional<std::int64_t> before_of(const std::string& text) {
    std::int64_t position = 0;
    const auto* end = text.data() + text.size();
    if (text.empty() || std::from_chars(text.data(), end, position).ptr != end || position < 1) return {};
    return position;
}

View case_view(const Visit& visit, const CaseNews& news) {
    const auto reading = visit.site().shown_in(visit.words.language(), news.reading);
    View::Views entries;
    for (const auto& event : news.events) entries.push_back(history_entry(visit, reading, event));
    return View::Group{{"news_id", "vorgang-" + std::to_string(reading.file.id)},
                       {"news_path", "/cases/" + std::to_string(reading.file.id)},
                       {"news_title", title_of(reading, visit.words)},
                       {"news_line", preline_of(reading)},
                       {"news_unseen", news.unseen},
                       {"history", entries}};
}

}  // namespace

std::string news_count(const Visit& visit) {
    const int count = unseen_news(visit.site().store, visit.site().programmes, visit.account(), most_counted + 1);
    if (count == 0) return {};
    return count > most_counted ? visit.words.sentence("pages.news.more_than", {{"count", std::int64_t{most_counted}}})
                                : std::to_string(count);
}

Reply show_news(const Visit& visit) {
    const auto before = before_of(visit.request.query.value("before"));
    const auto news = news_of(visit.site().store, visit.site().programmes, visit.account(), before, cases_per_page);
    View::Views views;
    for (const auto& one : news.cases) views.push_back(case_view(visit, one));
    if (!before) note_news_seen(visit.site().store, visit.account(), news.newest);
    const auto title = visit.words.sentence("pages.news.title");
    View view = View::Group{{"cases", views},
                            {"no_cases", views.empty()},
                            {"first_page", before ? "/news" : ""},
                            {"next_page", news.before ? "/news?before=" + std::to_string(*news.before) : ""},
                            {"pages", before || news.before}};
    return page(visit, "news", title, view);
}

}  // namespace foerderlauf

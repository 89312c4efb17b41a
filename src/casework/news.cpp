#include "casework/news.hpp"

#include "casework/disclosure.hpp"
#include "store/news_table.hpp"
#include "workflow/retention.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

constexpr int events_of_a_page = 2'000;
constexpr std::size_t most_entries = 5;  ///< of one case

bool waits_for(const Account& account, const CaseRow& row) {
    return account.holds(row.owner) ||
           std::ranges::any_of(row.tasks, [&](const ChildTask& task) { return account.holds(task.owner); });
}

/// Those of the cases that the account may see and that concern it, by id.
std::map<CaseId, CaseRow> concerning(Snapshot& snapshot, const Programmes& programmes, const Account& account,
                                     const RecentCases& recent) {
    std::map<CaseId, CaseRow> rows;
    CaseQuery query;
    query.visibility = visibility_of(account, programmes);
    for (const auto& [id, position] : recent.cases) query.among.push_back(id);
    query.limit = -1;
    if (query.among.empty()) return rows;
    const auto bodies = account.bodies();
    const auto own = [&](const std::string& reader) { return std::ranges::find(bodies, reader) != bodies.end(); };
    for (auto& row : snapshot.cases(query))
        if (std::ranges::any_of(row.readers, own) || waits_for(account, row) || acted_in(snapshot, account.id, row.id))
            rows.emplace(row.id, std::move(row));
    return rows;
}

/// Steps of others that are told in full; reminders have a place of their own.
std::vector<Event> told_events(const CaseReading& reading, const Account& account, std::vector<Event> events) {
    std::erase_if(events, [&](const Event& event) {
        return event.actor == account.id || event.step == "remind" ||
               (reading.as_applicant && disclosure_of(reading, event) != Disclosure::Everything);
    });
    std::ranges::reverse(events);
    return events;
}

std::optional<CaseNews> news_in(Snapshot& snapshot, const Programmes& programmes, const Account& account, CaseId id,
                                std::int64_t seen) {
    auto file = snapshot.case_file(id);
    if (!file || !may_see(account, *file) || is_disposed(*file)) return {};
    CaseNews news{reading_without_offers(programmes, account, std::move(*file)), {}, 0, false};
    // The newest entries are enough: older ones are found in the case.
    constexpr std::int64_t looked_at = 50;
    const auto after = std::max<std::int64_t>(0, news.reading.file.seq - looked_at);
    news.events = told_events(news.reading, account, snapshot.events(id, after));
    if (news.events.empty()) return {};
    news.unseen = news.events.front().position > seen;
    if (news.events.size() > most_entries) news.events.resize(most_entries);
    return news;
}

}  // namespace

NewsPage news_of(Store& store, const Programmes& programmes, const Account& account, std::optional<std::int64_t> before,
                 int limit) {
    NewsPage page;
    store.read([&](Snapshot& snapshot) {
        const auto seen = news_seen(snapshot, account.id);
        const auto recent = recent_cases(snapshot, 0, before, events_of_a_page);
        page.newest = snapshot.last_position();
        if (recent.more) page.before = recent.scanned_to;
        const auto rows = concerning(snapshot, programmes, account, recent);
        for (const auto& [id, position] : recent.cases) {
            const auto row = rows.find(id);
            // On a later page a case stands only if its newest event lies there: it was on the first one already.
            if (row == rows.end() || row->second.position != position) continue;
            if (page.cases.size() == static_cast<std::size_t>(limit)) {
                page.before = page.cases.back().position;
                return;
            }
            auto news = news_in(snapshot, programmes, account, id, seen);
            if (!news) continue;
            news->position = position;
            page.cases.push_back(std::move(*news));
        }
    });
    return page;
}

int unseen_news(Store& store, const Programmes& programmes, const Account& account, int most) {
    int count = 0;
    store.read([&](Snapshot& snapshot) {
        const auto seen = news_seen(snapshot, account.id);
        const auto recent = recent_cases(snapshot, seen, {}, events_of_a_page);
        for (const auto& [id, row] : concerning(snapshot, programmes, account, recent)) {
            if (count == most) return;
            const auto news = news_in(snapshot, programmes, account, id, seen);
            count += news && news->unseen ? 1 : 0;
        }
    });
    return count;
}

void note_news_seen(Store& store, const Account& account, std::int64_t position) {
    bool known = false;
    store.read([&](Snapshot& snapshot) { known = news_seen(snapshot, account.id) >= position; });
    if (known) return;
    try {
        store.run([&](Transaction& transaction) { keep_news_seen(transaction.session(), account.id, position); });
    } catch (const QueueFull&) { return; }
}

}  // namespace foerderlauf

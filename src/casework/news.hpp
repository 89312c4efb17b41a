#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// What happened in one case, the newest first: steps of others that the reader is told of (casework/disclosure.hpp).
struct CaseNews {
    CaseReading reading;  ///< file, definition, actor and side; offers and balances are left out
    std::vector<Event> events;
    std::int64_t position = 0;  ///< of the newest event
    bool unseen = false;        ///< something of it happened since the reader last looked
};
struct NewsPage {
    std::vector<CaseNews> cases;
    std::int64_t newest = 0;             ///< position to note as seen; 0 where nothing ever happened
    std::optional<std::int64_t> before;  ///< key of the next page
};

/// News for this account: cases of its bodies; for the authority cases it acted in or that wait for one of its duties. Paged by
/// position. A page ends too where many events concern others: it may be short or empty, and still have a next one.
NewsPage news_of(Store& store, const Programmes& programmes, const Account& account, std::optional<std::int64_t> before,
                 int limit);

/// How many cases have something unseen, at most `most`: exactly what the pages would mark.
int unseen_news(Store& store, const Programmes& programmes, const Account& account, int most);

/// Notes that the account has looked; a full queue is no reason to fail a page.
void note_news_seen(Store& store, const Account& account, std::int64_t position);

}  // namespace foerderlauf

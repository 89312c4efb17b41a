// GET /admin/health: whether the house is well, as the server says it.
#include "web/pages/administration.hpp"
#include "web/pages/frame.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

View item_view(const Words& words, const HealthItem& item) {
    return View::Group{{"item_name", words.sentence("pages.health." + item.name)},
                       {"item_state", item.well ? badge("success", "success", words.sentence("pages.health.well"))
                                                : badge("warning", "warning", words.sentence("pages.health.look"))},
                       {"item_words", words.sentence(item.words)}};
}

}  // namespace

Reply show_health(const Visit& visit) {
    const auto items = visit.site().health ? visit.site().health() : std::vector<HealthItem>{};
    View::Views rows;
    for (const auto& item : items) rows.push_back(item_view(visit.words, item));
    const auto troubles = std::ranges::count(items, false, &HealthItem::well);
    View view = View::Group{{"items", rows},
                            {"health_summary", visit.words.counted("pages.health.troubles", troubles)}};
    return page(visit, "health", visit.words.sentence("pages.health.title"), view, 200, NavPlace::Administration);
}

}  // namespace foerderlauf

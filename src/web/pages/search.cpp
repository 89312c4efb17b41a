// GET /search: full text over what the reader may read. Every filter stands in the address.
#include "web/pages/search.hpp"

#include "base/text.hpp"
#include "casework/search.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/lists.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

constexpr int hits_per_page = 20;

CaseQuery query_of(const Visit& visit) {
    const auto& asked = visit.request.query;
    CaseQuery query;
    query.visibility = visibility_of(visit.account(), visit.site().programmes);
    query.text = std::string{trimmed(asked.value("q"))};
    query.programme = asked.value("programme");
    query.open_only = asked.value("open") == "1";
    query.limit = hits_per_page;
    CaseId after = 0;
    const auto& text = asked.value("after");
    std::from_chars(text.data(), text.data() + text.size(), after);
    if (after > 0) query.after = std::pair{std::string{}, after};
    return query;
}

View hit_view(const Visit& visit, const SearchHit& hit) {
    View view = case_row_view(visit, hit.row);
    View::Views pieces;
    for (const auto& piece : hit.pieces)
        pieces.push_back(View::Group{{"piece", piece.text}, {"piece_found", piece.found}});
    view["pieces"] = pieces;
    view["hit_where"] = hit.kind.empty() || hit.kind == "title" ? std::string{}
                                                                : visit.words.sentence("pages.search.in." + hit.kind);
    view["some_pieces"] = !hit.kind.empty() && hit.kind != "title";
    return view;
}

}  // namespace

Reply show_search(const Visit& visit) {
    const auto query = query_of(visit);
    const auto found = search_cases(visit.site().store, visit.site().programmes, visit.account(), query);
    View::Views hits, programmes;
    for (const auto& hit : found.hits) hits.push_back(hit_view(visit, hit));
    for (const auto& name : visit.site().programmes.names())
        programmes.push_back(View::Group{{"filter_value", name},
                                         {"filter_label", typeset(visit.programme(name)->short_title)},
                                         {"filter_chosen", name == query.programme}});
    const auto with = [&](const std::string& after) {
        return address("/search", {{"q", query.text},
                                   {"programme", query.programme},
                                   {"open", query.open_only ? "1" : ""},
                                   {"after", after}});
    };
    const auto title = visit.words.sentence("pages.search.title");
    View view = View::Group{{"q", visit.request.query.value("q")},
                            {"programmes", programmes},
                            {"open_only", query.open_only},
                            {"asked", !query.text.empty()},
                            {"found", visit.words.counted("pages.search.found", found.count)},
                            {"hits", hits},
                            {"first_page", query.after ? with("") : ""},
                            {"next_page", found.more ? with(std::to_string(found.hits.back().row.id)) : ""},
                            {"pages", query.after.has_value() || found.more}};
    return page(visit, "search", title, view, 200, NavPlace::Search);
}

}  // namespace foerderlauf

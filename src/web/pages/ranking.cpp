// GET /programmes/{p}/ranking: the waiting list or the outlines of a call by points, each sum with its derivation.
#include "casework/ranked_cases.hpp"
#include "domain/calendar.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/programmes.hpp"

namespace foerderlauf {

namespace {

View line_view(const RankedCriterion& line, const Words& words) {
    const auto points = line.points ? words.sentence("pages.ranking.points", {{"points", *line.points},
                                                                              {"highest", line.criterion->highest},
                                                                              {"weight", line.criterion->weight},
                                                                              {"weighted", line.weighted}})
                                    : words.sentence("pages.ranking.no_points", {{"highest", line.criterion->highest}});
    const auto proposal = line.proposed ? words.sentence("pages.ranking.proposed", {{"points", *line.proposed}})
                                        : std::string{};
    return View::Group{{"criterion", words.phrase(line.criterion->title)},
                       {"criterion_points", points},
                       {"criterion_reason", line.reason},
                       {"criterion_proposal", proposal}};
}

View case_view(const RankedCase& ranked, int place, const Words& words) {
    View::Views lines;
    for (const auto& line : ranked.rank.lines) lines.push_back(line_view(line, words));
    Recipient body;
    body.name = ranked.row.recipient_name;
    View view = View::Group{
        {"place", std::to_string(place)},
        {"row_path", "/cases/" + std::to_string(ranked.row.id)},
        {"row_number", ranked.row.file_number},
        {"row_title", ranked.row.title.empty() ? words.sentence("pages.case.untitled") : ranked.row.title},
        {"row_body", spoken_name(body)},
        {"row_inhabitants", words.counted("pages.ranking.inhabitants", ranked.inhabitants)},
        {"row_amount", words.amount(ranked.row.requested)},
        {"row_total",
         words.sentence("pages.ranking.total", {{"points", ranked.rank.total}, {"highest", ranked.rank.highest}})},
        {"row_incomplete", !ranked.rank.complete},
        {"row_review", false},
        {"lines", lines}};
    if (ranked.review_on) view["row_review"] = words.day(*ranked.review_on);
    return view;
}

View::Views criteria_views(const Ranking& ranking, const Words& words) {
    View::Views views;
    for (const auto& criterion : ranking.criteria)
        views.push_back(View::Group{
            {"criterion", typeset(criterion.title)},
            {"criterion_scale",
             words.sentence("pages.ranking.scale", {{"highest", criterion.highest}, {"weight", criterion.weight}})},
            {"criterion_source", typeset(criterion.source)},
            {"criterion_setting", criterion.unverified
                                      ? badge("warning", "warning", words.sentence("pages.programme.setting"))
                                      : View{false}}});
    return views;
}

}  // namespace

Reply show_ranking(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto definition = visit.programme(visit.request.parameter("p"));
    if (!definition || definition->ranking.form.empty()) return error_reply(404);
    View::Views rows;
    for (const auto& ranked : ranked_cases(visit.site().store, visit.site().programmes, visit.site().recipients,
                                           visit.account(), definition->programme))
        rows.push_back(case_view(ranked, static_cast<int>(rows.size()) + 1, visit.words));
    const auto title = visit.words.sentence("pages.ranking.title", {{"programme", definition->short_title}});
    View view = View::Group{{"heading", title},
                            {"programme_path", "/programmes/" + definition->programme},
                            {"criteria", criteria_views(definition->ranking, visit.words)},
                            {"rows", rows},
                            {"no_rows", rows.empty()}};
    return page(visit, "ranking", title, view, 200, NavPlace::Cases);
}

}  // namespace foerderlauf

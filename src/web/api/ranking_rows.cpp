// GET /programmes/{p}/ranking and POST /cases/{id}/formal-application: the order of a list, and what follows a selection.
#include "casework/formal_application.hpp"
#include "casework/ranked_cases.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

Value number_or_null(const std::optional<std::int64_t>& number) { return number ? Value{*number} : Value{}; }

Record printed(const RankedCriterion& line, const Texts& texts) {
    return {{"criterion", line.criterion->name},
            {"title", texts.phrase(line.criterion->title)},
            {"weight", line.criterion->weight},
            {"highest", line.criterion->highest},
            {"source", text_or_null(line.criterion->source)},
            {"unverified", line.criterion->unverified},
            {"points", number_or_null(line.points)},
            {"weighted", line.weighted},
            {"reason", text_or_null(line.reason)},
            {"proposed", number_or_null(line.proposed)}};
}

Record printed(const RankedCase& ranked, const Texts& texts) {
    List lines;
    for (const auto& line : ranked.rank.lines) lines.emplace_back(printed(line, texts));
    return {{"case", ranked.row.id},
            {"file_number", text_or_null(ranked.row.file_number)},
            {"recipient", ranked.row.recipient},
            {"recipient_name", ranked.row.recipient_name},
            {"title", FreeText{ranked.row.title}},
            {"state", ranked.row.state},
            {"requested_cents", ranked.row.requested.in_cents()},
            {"submitted_on", iso_or_null(ranked.row.submitted_on)},
            {"review_on", iso_or_null(ranked.review_on)},
            {"inhabitants", ranked.inhabitants},
            {"points", ranked.rank.total},
            {"highest", ranked.rank.highest},
            {"complete", ranked.rank.complete},
            {"derivation", std::move(lines)}};
}

Result<Reply> show_the_ranking(const Call& call) {
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    const auto& name = call.request.parameter("p");
    const auto definition = call.shown(call.site.programmes.current(name));
    if (!definition || definition->ranking.form.empty())
        return refuse(Kind::NotFound, "api.no_such_programme", {{"programme", FreeText{name}}});
    List items;
    for (const auto& ranked :
         ranked_cases(call.site.store, call.site.programmes, call.site.recipients, call.account, name))
        items.emplace_back(printed(ranked, call.texts()));
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> file_formally(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    return command_reply(call, {}, tell_case(201), [&](const Answering&) {
        return apply_formally(call.site.store, call.site.programmes, call.site.dispatcher, call.site.clock,
                              call.envelope(), *id);
    });
}

}  // namespace

std::vector<ApiRow> ranking_rows() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/programmes/{p}/ranking",
         .summary = "Cases of the waiting list or the call by points, with their derivation; it decides nothing",
         .answer_schema = "Ranking",
         .answer = show_the_ranking},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/formal-application",
         .summary = "Open the formal application of a selected outline; both cases name each other",
         .takes = Takes::JsonOrNothing,
         .success = {201},
         .answer_schema = "Case",
         .answer = file_formally,
         .body_schema = "Nothing"},
    };
}

}  // namespace foerderlauf

// The way of a case out of the house: offering, the archive's answer, disposal, erasure of single texts and documents.
#include "web/api/command_reply.hpp"
#include "web/api/printing.hpp"
#include "web/api/retention_json.hpp"
#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

/// The case with what became of its records.
Telling tell_retained(const RetentionRules& rules) {
    return [&rules](const CaseView& view, const Texts& texts) {
        auto record = case_record(view, texts);
        add_retention(record, view.definition, view.file, rules);
        return Remembered{{}, 200, printed_json(record), {}};
    };
}

Result<Reply> take_retention_step(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    RetentionWish wish;
    wish.step = call.request.parameter("step");
    for (const auto* name : {"outcome", "date", "reference", "what"})
        if (const auto given = members.optional_text(name)) wish.given.emplace(name, *given);
    wish.reason = members.optional_text("reason").value_or("");
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.given.clear();
    return command_reply(
        call, wrong, tell_retained(call.site.installation->retention), [&](const Answering& answering) {
            return call.site.dispatcher.retain(call.envelope(), *id, wish, call.site.documents, answering);
        });
}

}  // namespace

Record retention_record(const Definition& definition, const CaseFile& file, const RetentionRules& rules) {
    const auto now = retention_of(definition, file, rules);
    return {{"ended_on", iso_or_null(now.ended_on)},
            {"until", iso_or_null(now.until)},
            {"years", now.rule ? Value{now.rule->years} : Value{}},
            {"source", text_or_null(now.rule ? now.rule->source : std::string{})},
            {"unverified", now.rule && now.rule->unverified},
            {"offered_on", iso_or_null(now.offered_on)},
            {"answered_on", iso_or_null(now.answered_on)},
            {"answer", text_or_null(now.answer)},
            {"archive_reference", text_or_null(now.archive_reference)},
            {"disposal_proposed", now.proposal && !now.disposal},
            {"erasure_proposed", text_or_null(now.erasure_what)},
            {"disposed_on", iso_or_null(now.disposed_on)}};
}

void add_retention(Record& record, const Definition& definition, const CaseFile& file, const RetentionRules& rules) {
    auto retention = retention_record(definition, file, rules);
    record["retention_until"] = member(retention, "until");
    record["retention"] = std::move(retention);
}

std::vector<ApiRow> retention_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/retention/{step}",
         .summary = "Offer to the archive, note its answer, propose and carry out disposal or an erasure",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "Case",
         .answer = take_retention_step,
         .body_schema = "RetentionWish"},
    };
}

}  // namespace foerderlauf

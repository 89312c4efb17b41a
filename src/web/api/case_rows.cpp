#include "casework/similar.hpp"
#include "web/api/case_list_json.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/history_json.hpp"
#include "web/api/printing.hpp"
#include "web/api/problem.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/retention_json.hpp"
#include "web/api/rows.hpp"
#include "web/case_archive.hpp"

namespace foerderlauf {

namespace {

Result<Reply> open_a_case(const Call& call) {
    Members members{call.body};
    OpenWish wish;
    wish.programme = members.text("programme");
    wish.recipient = members.text("recipient");
    wish.answers = members.optional_record("form");
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.answers.emplace(unreadable, true);
    return command_reply(call, wrong, tell_case(201), [&](const Answering& answering) {
        return call.site.dispatcher.open(call.envelope(), wish, answering);
    });
}

Result<Reply> edit_a_form(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    const EditWish wish{*id, call.request.parameter("form"), call.body, Spelling::Json};
    return command_reply(call, {}, tell_case(200), [&](const Answering& answering) {
        return call.site.dispatcher.edit(call.envelope(), wish, answering);
    });
}

/// Applications that may be for the same thing, each with its reasons; empty for applicants and past days.
List similar_of(const Call& call, const CaseReading& reading) {
    List similar;
    if (reading.as_of) return similar;
    for (const auto& found :
         similar_cases(call.site.store, call.site.programmes, call.texts(), call.account, reading)) {
        List why;
        for (const auto& reason : found.why) why.emplace_back(call.texts().sentence(reason));
        similar.emplace_back(Record{{"id", found.other.id},
                                    {"file_number", text_or_null(found.other.file_number)},
                                    {"programme", found.other.programme},
                                    {"project_title", found.other.title},
                                    {"state", found.other.state},
                                    {"why", std::move(why)}});
    }
    return similar;
}

Result<Reply> show_a_case(const Call& call) {
    const auto query = call.query();
    Members members{query};
    const auto as_of = members.optional_date("as_of");
    const auto reading = reading_of(call, as_of);
    if (!reading) return tl::unexpected{reading.error()};
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    auto record = case_record(call.site.shown_in(call.language(), *reading), call.texts());
    add_retention(record, *reading->definition, reading->file, call.site.installation->retention);
    record["similar"] = similar_of(call, *reading);
    auto reply = json_reply(200, record);
    if (!as_of) reply.set("ETag", etag_of(reading->file));
    return reply;
}

Result<Reply> show_history(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    return json_reply(200, {{"items", history_items(call, *reading, 0)}});
}

Result<Reply> send_archive(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    auto reply = case_archive(call.site, call.account, *id);
    if (reply || reply.error().kind != Refusal::Kind::TooMany) return reply;
    auto later = problem_reply(503, reply.error().message, call.texts());
    later.set("Retry-After", "60");
    return later;
}

}  // namespace

std::vector<ApiRow> case_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases",
         .summary = "Open a case as a draft",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Case",
         .answer = open_a_case,
         .body_schema = "OpenCase"},
        {.method = "GET",
         .pattern = "/api/v1/cases",
         .summary = "Cases the caller may see, paged by key",
         .answer_schema = "Cases",
         .answer = list_cases,
         .query = {"programme", "state", "duty", "recipient", "q", "pending", "as_of", "after", "limit"}},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}",
         .summary = "A case, now or at the end of a past day",
         .answer_schema = "Case",
         .answer = show_a_case,
         .query = {"as_of"}},
        {.method = "PATCH",
         .pattern = "/api/v1/cases/{id}/forms/{form}",
         .summary = "Change a form by a JSON Merge Patch",
         .takes = Takes::Json,
         .answer_schema = "Case",
         .answer = edit_a_form,
         .body_schema = "MergePatch"},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/history",
         .summary = "Everything that happened in a case, in order",
         .answer_schema = "History",
         .answer = show_history},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/file.zip",
         .summary =
             "The whole case as one ZIP archive, for applicants an extract; `foerderlauf verify --export` checks it",
         .answer_schema = {},
         .answer = send_archive},
    };
}

}  // namespace foerderlauf

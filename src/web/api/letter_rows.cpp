#include "base/sha256.hpp"
#include "casework/retrieval.hpp"
#include "letters/compose.hpp"
#include "web/api/case_json.hpp"
#include "web/api/printing.hpp"
#include "web/api/problem.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"
#include "web/letter_pdf.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

/// `17-grant_notice`: the number of the event and the name tell a letter from every other of its case.
std::string id_of(const FrozenLetter& letter) { return std::to_string(letter.seq) + "-" + letter.name; }

Result<FrozenLetter> letter_of(const Call& call, const CaseReading& reading, std::string_view place) {
    const auto& wanted = call.request.parameter(place);
    auto letters = letters_for(call.site.store, reading);
    std::ranges::reverse(letters);  // a bare name means the newest of it
    const auto found = std::ranges::find_if(
        letters, [&](const FrozenLetter& letter) { return letter.name == wanted || id_of(letter) == wanted; });
    if (found == letters.end()) return refuse(Kind::NotFound, "api.no_such_letter", {{"given", FreeText{wanted}}});
    return *found;
}

Result<Reply> list_letters(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    List items;
    for (const auto& letter : letters_for(call.site.store, *reading))
        items.emplace_back(Record{{"id", id_of(letter)},
                                  {"name", letter.name},
                                  {"seq", letter.seq},
                                  {"sha256", letter.sha256},
                                  {"size", static_cast<std::int64_t>(letter.content.size())},
                                  {"opening_serves", opening_serves(*reading, letter)}});
    return json_reply(200, {{"items", std::move(items)}});
}

Result<ComposedLetter> draft_of(const Call& call, const CaseReading& reading) {
    if (reads_as_applicant(reading.actor)) return refuse(Kind::NotAllowed, "api.draft_of_authority");
    const auto name = notice_of(*reading.definition, reading.file);
    if (name.empty()) return refuse(Kind::NotFound, "api.no_draft");
    return compose(*call.site.programmes.of(reading.file.version), reading.file, reading.situation,
                   call.site.installation->texts, name, nullptr, call.site.recipients.names_of_partners(reading.file),
                   signer_of_draft(call.account, reading, name));
}

Reply missing_pdf(const Call& call, const Refusal& refusal) {
    auto reply = problem_reply(status_of_missing_pdf(refusal), refusal.message, call.texts());
    if (reply.status == 503) reply.set("Retry-After", "60");
    return reply;
}

Reply send_draft_pdf(const Call& call, const CaseReading& reading, const ComposedLetter& letter) {
    auto bytes = pdf_of_draft(call.site, reading, letter);
    if (!bytes) return missing_pdf(call, bytes.error());
    return pdf_download(call.site, reading, letter.name, std::move(*bytes));
}

Result<Reply> show_draft(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto letter = draft_of(call, *reading);
    if (!letter) return tl::unexpected{letter.error()};
    if (wants_pdf(call.request)) return send_draft_pdf(call, *reading, *letter);
    return json_reply(200, {{"name", letter->name},
                            {"content", letter->content},
                            {"sha256", sha256_hex(letter->content)},
                            {"template", letter->template_sha256},
                            {"seq", reading->file.seq}});
}

/// The words go out only after the retrieval is on disk: who was told has it in the record (§ 41 Abs. 2a VwVfG).
Result<Reply> send_text(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto letter = letter_of(call, *reading, "name");
    if (!letter) return tl::unexpected{letter.error()};
    if (letter->content.empty())
        return problem_reply(410, {"api.letter_erased", {{"name", letter->name}}}, call.texts());
    if (opening_serves(*reading, *letter))
        if (const auto done = record_retrieval(call.site.dispatcher, call.site.clock, *reading); !done)
            return tl::unexpected{done.error()};
    auto reply = plain(200, letter->content);
    reply.set("ETag", '"' + letter->sha256 + '"');
    return reply;
}

/// `draft.pdf` is the notice as composed now. A retrieval is recorded once the bytes are there, and before they go out.
Result<Reply> send_pdf(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    if (call.request.parameter("lid") == "draft") {
        const auto draft = draft_of(call, *reading);
        if (!draft) return tl::unexpected{draft.error()};
        return send_draft_pdf(call, *reading, *draft);
    }
    const auto letter = letter_of(call, *reading, "lid");
    if (!letter) return tl::unexpected{letter.error()};
    auto pdf = pdf_of_letter(call.site, *reading, *letter);
    if (!pdf) return missing_pdf(call, pdf.error());
    if (opening_serves(*reading, *letter))
        if (const auto done = record_retrieval(call.site.dispatcher, call.site.clock, *reading); !done)
            return tl::unexpected{done.error()};
    auto reply = pdf_download(call.site, *reading, letter->name, std::move(pdf->bytes));
    reply.set("ETag", '"' + pdf->sha256 + '"');
    return reply;
}

}  // namespace

std::vector<ApiRow> letter_rows() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/letters",
         .summary = "The frozen letters of a case",
         .answer_schema = "Letters",
         .answer = list_letters},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/letters/draft",
         .summary = "The notice as it would be frozen now (with Accept: application/pdf the document itself)",
         .answer_schema = "LetterDraft",
         .answer = show_draft},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/letters/{name}.txt",
         .summary = "The frozen text of a letter",
         .answer_schema = {},
         .answer = send_text},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/letters/{lid}.pdf",
         .summary = "The frozen letter as PDF",
         .answer_schema = {},
         .answer = send_pdf},
    };
}

}  // namespace foerderlauf

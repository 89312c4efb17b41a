#include "base/sha256.hpp"
#include "letters/compose.hpp"
#include "web/api/case_json.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

/// `17-grant_notice`: the number of the event and the name tell a letter from every other of its case.
std::string id_of(const FrozenLetter& letter) { return std::to_string(letter.seq) + "-" + letter.name; }

/// A notice that was signed and not served yet is not known to the applicant (§ 41 VwVfG): it takes effect by being told.
std::set<std::int64_t> decisions_not_served(Snapshot& snapshot, const CaseFile& file) {
    std::set<std::int64_t> kept_back;
    const auto* served = file.last("serve");
    for (const auto& event : snapshot.events(file.id))
        if (!member(event.facts.values, "decided").is_empty() && (!served || served->seq < event.seq))
            kept_back.insert(event.seq);
    return kept_back;
}

std::vector<FrozenLetter> letters_for(const Call& call, const CaseReading& reading) {
    std::vector<FrozenLetter> letters;
    call.site.store.read([&](Snapshot& snapshot) {
        letters = snapshot.letters(reading.file.id);
        if (!reads_as_applicant(reading.actor)) return;
        const auto kept_back = decisions_not_served(snapshot, reading.file);
        std::erase_if(letters, [&](const FrozenLetter& letter) { return kept_back.contains(letter.seq); });
    });
    return letters;
}

Result<FrozenLetter> letter_of(const Call& call, std::string_view place) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto& wanted = call.request.parameter(place);
    auto letters = letters_for(call, *reading);
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
    for (const auto& letter : letters_for(call, *reading))
        items.emplace_back(Record{{"id", id_of(letter)},
                                  {"name", letter.name},
                                  {"seq", letter.seq},
                                  {"sha256", letter.sha256},
                                  {"size", static_cast<std::int64_t>(letter.content.size())}});
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> show_draft(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    if (reads_as_applicant(reading->actor)) return refuse(Kind::NotAllowed, "api.draft_of_authority");
    const auto name = notice_of(*reading->definition, reading->file);
    if (name.empty()) return refuse(Kind::NotFound, "api.no_draft");
    const auto letter = compose(*reading->definition, reading->file, reading->situation, call.texts(), name, nullptr,
                                call.site.recipients.names_of_partners(reading->file));
    return json_reply(200, {{"name", letter.name},
                            {"content", letter.content},
                            {"sha256", sha256_hex(letter.content)},
                            {"template", letter.template_sha256},
                            {"seq", reading->file.seq}});
}

Result<Reply> send_text(const Call& call) {
    return letter_of(call, "name").map([](const FrozenLetter& letter) {
        auto reply = plain(200, letter.content);
        reply.set("ETag", '"' + letter.sha256 + '"');
        return reply;
    });
}

/// The courier makes the PDF of the frozen text; until it has, there is none to send.
Result<Reply> send_pdf(const Call& call) {
    return letter_of(call, "lid").and_then([](const FrozenLetter& letter) -> Result<Reply> {
        return refuse(Kind::NotFound, "api.no_pdf_yet", {{"name", letter.name}});
    });
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
         .summary = "The notice as it would be frozen now",
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

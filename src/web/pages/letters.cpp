// The notice as it stands now, letters as they were frozen, and the whole case as one file.
#include "casework/retrieval.hpp"
#include "letters/blocks.hpp"
#include "letters/compose.hpp"
#include "web/case_archive.hpp"
#include "web/letter_pdf.hpp"
#include "web/pages/case_page.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history.hpp"
#include "web/pages/letter_view.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

std::string case_path(const CaseReading& reading) { return "/cases/" + std::to_string(reading.file.id); }

std::string letter_title(const std::string& name, const Words& words) {
    const auto key = "pages.letter." + name;
    return words.knows(key) ? words.sentence(key) : name;
}

/// The newest letter of that name, or the one with the number asked for, among those the reader may see.
std::optional<FrozenLetter> wanted_letter(const Visit& visit, const CaseReading& reading) {
    const auto letters = letters_for(visit.site().store, reading);
    const auto nr = visit.request.query.value("nr");
    const auto newest = std::ranges::find_if(letters.rbegin(), letters.rend(), [&](const FrozenLetter& letter) {
        return letter.name == visit.request.parameter("name") && (nr.empty() || nr == std::to_string(letter.seq));
    });
    return newest == letters.rend() ? std::nullopt : std::optional{*newest};
}

ComposedLetter notice_now(const Visit& visit, const CaseReading& reading, const std::string& name) {
    return compose(*visit.site().programmes.of(reading.file.version), reading.file, reading.situation,
                   visit.site().installation->texts, name, nullptr,
                   visit.site().recipients.names_of_partners(reading.file),
                   signer_of_draft(visit.account(), reading, name));
}

Reply letter_page(const Visit& visit, const CaseReading& reading, const std::string& name, const std::string& content,
                  const std::string& note, const std::string& pdf_path) {
    View view = View::Group{{"preline", preline_of(reading)},
                            {"heading", letter_title(name, visit.words)},
                            {"letter_body", letter_view(letter_sheet(content))},
                            {"pdf_path", pdf_path},
                            {"note", note},
                            {"back", case_path(reading)}};
    return page(visit, "letter", letter_title(name, visit.words), view, 200, NavPlace::Cases);
}

Reply ask_before_opening(const Visit& visit, const CaseReading& reading, const FrozenLetter& letter) {
    View view = View::Group{{"preline", preline_of(reading)},
                            {"heading", letter_title(letter.name, visit.words)},
                            {"back", case_path(reading)},
                            {"open_path", case_path(reading) + "/letters/" + letter.name}};
    return page(visit, "letter_open", letter_title(letter.name, visit.words), view, 200, NavPlace::Cases);
}

}  // namespace

Reply show_notice(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    if (reading->as_applicant) return error_reply(403);
    const auto name = notice_of(*reading->definition, reading->file);
    if (name.empty()) return error_reply(404, {"pages.letter_none", {}});
    return letter_page(visit, *reading, name, notice_now(visit, *reading, name).content,
                       visit.words.sentence("pages.letter_draft"), case_path(*reading) + "/notice.pdf");
}

Reply send_notice_pdf(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    if (reading->as_applicant) return error_reply(403);
    const auto name = notice_of(*reading->definition, reading->file);
    if (name.empty()) return error_reply(404, {"pages.letter_none", {}});
    auto bytes = pdf_of_draft(visit.site(), *reading, notice_now(visit, *reading, name));
    if (!bytes) return error_reply(status_of_missing_pdf(bytes.error()), bytes.error().message);
    return pdf_download(visit.site(), *reading, name, std::move(*bytes));
}

Reply show_letter(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto letter = wanted_letter(visit, *reading);
    if (!letter) return error_reply(404);
    if (letter->content.empty()) return error_reply(410, {"api.letter_erased", {{"name", letter->name}}});
    if (opening_serves(*reading, *letter)) return ask_before_opening(visit, *reading, *letter);
    const auto note = visit.words.sentence("pages.letter_frozen",
                                           {{"number", letter->seq}, {"hash", letter->sha256.substr(0, 16)}});
    return letter_page(visit, *reading, letter->name, letter->content, note,
                       fmt::format("{}/letters/{}.pdf?nr={}", case_path(*reading), letter->name, letter->seq));
}

/// Where opening is service, it is asked for first, as for the text.
Reply send_letter_pdf(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto letter = wanted_letter(visit, *reading);
    if (!letter) return error_reply(404);
    if (opening_serves(*reading, *letter)) return ask_before_opening(visit, *reading, *letter);
    auto pdf = pdf_of_letter(visit.site(), *reading, *letter);
    if (!pdf) return error_reply(status_of_missing_pdf(pdf.error()), pdf.error().message);
    return pdf_download(visit.site(), *reading, letter->name, std::move(pdf->bytes));
}

Reply send_case_archive(const Visit& visit) {
    const auto id = case_id_of(visit.request);
    if (!id) return refused(visit, id.error());
    auto reply = case_archive(visit.site(), visit.account(), *id);
    if (!reply && reply.error().kind == Refusal::Kind::TooMany) return error_reply(503, reply.error().message);
    return reply ? std::move(*reply) : refused(visit, reply.error());
}

Reply open_letter(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto letter = wanted_letter(visit, *reading);
    if (!letter) return error_reply(404);
    if (opening_serves(*reading, *letter))
        if (const auto done = record_retrieval(visit.site().dispatcher, visit.site().clock, *reading); !done)
            return refused(visit, done.error());
    return see_other(case_path(*reading) + "/letters/" + letter->name);
}

}  // namespace foerderlauf

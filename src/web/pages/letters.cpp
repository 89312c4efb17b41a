// The notice as it stands now, and letters as they were frozen.
#include "casework/retrieval.hpp"
#include "letters/compose.hpp"
#include "web/pages/case_page.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>

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

Reply letter_page(const Visit& visit, const CaseReading& reading, const std::string& name, const std::string& content,
                  const std::string& note) {
    View view = View::Group{{"preline", preline_of(reading)},
                            {"heading", letter_title(name, visit.words)},
                            {"content_of_letter", content},
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
    const auto letter = compose(*reading->definition, reading->file, reading->situation,
                                visit.site().installation.texts, name, nullptr,
                                visit.site().recipients.names_of_partners(reading->file));
    return letter_page(visit, *reading, name, letter.content, visit.words.sentence("pages.letter_draft"));
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
    return letter_page(visit, *reading, letter->name, letter->content, note);
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

// GET /archive and /archive.csv: ended cases whose retention period is over, on their way to the archive.
#include "casework/archiving.hpp"

#include "domain/calendar.hpp"
#include "exchange/csv.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"

namespace foerderlauf {

namespace {

bool may_look(const Account& account) {
    return account.holds("admin") || account.holds("decider") || account.holds("auditor");
}

std::vector<ArchivingCase> cases_for(const Visit& visit) {
    std::vector<ArchivingCase> cases;
    visit.site().store.read([&](Snapshot& snapshot) {
        cases = cases_to_archive(snapshot, visit.site().programmes, visit.site().installation->retention,
                                 visibility_of(visit.account(), visit.site().programmes), visit.words.today());
    });
    return cases;
}

std::string name_of(ArchivingStage stage) {
    switch (stage) {
        case ArchivingStage::Due: return "due";
        case ArchivingStage::Offered: return "offered";
        case ArchivingStage::Answered: return "answered";
        case ArchivingStage::Proposed: return "proposed";
    }
    return {};
}

std::string stage_words(const ArchivingCase& found, const Words& words) {
    auto sentence = words.sentence("pages.archive.stage." + name_of(found.stage));
    if (!found.answer.empty()) sentence += " (" + words.sentence("pages.retention." + found.answer) + ")";
    return sentence;
}

std::string programme_title(const Visit& visit, const std::string& programme) {
    const auto definition = visit.programme(programme);
    return definition ? typeset(definition->short_title) : programme;
}

View row_view(const Visit& visit, const ArchivingCase& found) {
    const auto& words = visit.words;
    return View::Group{
        {"row_path", "/cases/" + std::to_string(found.row.id)},
        {"row_number", found.row.file_number.empty() ? words.sentence("pages.case.no_number") : found.row.file_number},
        {"row_title", found.row.title},
        {"row_body", found.row.recipient_name},
        {"row_programme", programme_title(visit, found.row.programme)},
        {"row_ended", words.day(found.ended_on)},
        {"row_until", words.day(found.until)},
        {"row_stage", stage_words(found, words)}};
}

}  // namespace

Reply show_archive(const Visit& visit) {
    if (!may_look(visit.account())) return error_reply(403);
    View::Views rows;
    for (const auto& found : cases_for(visit)) rows.push_back(row_view(visit, found));
    const auto title = visit.words.sentence("pages.archive.title");
    const auto count = static_cast<std::int64_t>(rows.size());
    View view = View::Group{{"heading", title},
                            {"lede", visit.words.counted("pages.archive.lede", count)},
                            {"no_rows", rows.empty()},
                            {"rows", std::move(rows)}};
    return page(visit, "archive", title, view, 200, NavPlace::Cases);
}

Reply send_archive_list(const Visit& visit) {
    if (!may_look(visit.account())) return error_reply(403);
    std::vector<std::string> head;
    for (const auto* column : {"number", "body", "key", "programme", "project", "ended", "until", "stage", "reference"})
        head.push_back(visit.words.sentence("pages.archive.column." + std::string{column}));
    std::vector<std::vector<std::string>> records{std::move(head)};
    for (const auto& found : cases_for(visit))
        records.push_back({found.row.file_number, found.row.recipient_name, found.row.recipient,
                           programme_title(visit, found.row.programme), found.row.title, to_german(found.ended_on),
                           to_german(found.until), stage_words(found, visit.words), found.archive_reference});
    return download(write_csv(records, ';'), "text/csv; charset=utf-8",
                    visit.words.sentence("pages.archive.file", {{"day", to_iso(visit.words.today())}}));
}

}  // namespace foerderlauf

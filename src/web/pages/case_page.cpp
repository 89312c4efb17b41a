// GET /cases/{id}: one page for everybody who may see the case; what it shows depends on whose side the reader is on.
#include "web/pages/case_page.hpp"

#include "base/text.hpp"
#include "casework/retrieval.hpp"
#include "casework/similar.hpp"
#include "letters/compose.hpp"
#include "web/pages/case_day.hpp"
#include "web/pages/case_retention.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/check_lists.hpp"
#include "web/pages/documents.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history_search.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/messages.hpp"
#include "web/pages/officers.hpp"
#include "web/pages/plan_tables.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/sections.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int messages_on_case_page = 3;

/// What the store knows of a case besides its file, read in one snapshot.
struct CaseRecord {
    std::vector<Event> events;
    std::vector<Attempt> attempts;
};

/// Up to the moment the reading shows.
CaseRecord record_of_case(const Visit& visit, const CaseReading& reading) {
    CaseRecord record;
    visit.site().store.read([&](Snapshot& snapshot) {
        record.events = snapshot.events(reading.file.id);
        if (visit.as_staff()) record.attempts = snapshot.attempts(reading.file.id);
    });
    std::erase_if(record.events, [&](const Event& event) { return event.seq > reading.file.seq; });
    std::erase_if(record.attempts,
                  [&](const Attempt& attempt) { return reading.as_of && berlin_day(attempt.at) > *reading.as_of; });
    return record;
}

View::Views edits_view(const CaseReading& reading, const Words& words) {
    View::Views edits;
    const auto path = "/cases/" + std::to_string(reading.file.id);
    for (const auto& form : reading.editable) {
        if (check_list_named(*reading.definition, form)) continue;  // it stands on the page itself
        const bool guided = form == application_form(*reading.definition).name;
        const auto title = words.sentence("pages.case.edit", {{"form", reading.definition->forms.at(form).title}});
        // One primary button: the next step where it may be taken, else writing on.
        const bool main_step = std::ranges::any_of(reading.offers,
                                                   [](const Offer& offer) { return offer.primary && offer.allowed; });
        edits.push_back(View::Group{{"edit_style", guided && !main_step ? "kern-btn--primary" : "kern-btn--secondary"},
                                    {"edit_title", title},
                                    {"edit_path", path + (guided ? "/edit" : "/forms/" + form)}});
    }
    return edits;
}

std::string short_version(const std::string& version) {
    return version.substr(0, std::string_view{"sha256:"}.size() + 8);
}

/// Other applications that may be for the same thing, each with why.
View similar_view(const Visit& visit, const CaseReading& reading) {
    View::Views views;
    if (reading.as_of) return views;
    for (const auto& found : similar_cases(visit.site().store, visit.site().programmes,
                                           visit.site().installation->texts, visit.account(), reading)) {
        std::vector<std::string> why;
        for (const auto& reason : found.why) why.push_back(visit.words.sentence(reason));
        const auto name = found.other.file_number.empty() ? found.other.title
                                                          : found.other.file_number + " · " + found.other.title;
        views.push_back(View::Group{{"similar_path", "/cases/" + std::to_string(found.other.id)},
                                    {"similar_name", name},
                                    {"similar_why", joined(why, " ")}});
    }
    return views;
}

/// Who else of the authority has the case open, asked again from time to time by the page's script; not on past days.
View open_by_view(const Visit& visit, const CaseReading& reading) {
    if (reading.as_of) return false;
    visit.house.open_cases->saw(reading.file.id, visit.account().id, visit.site().clock.now());
    return View::Group{{"watch_path", "/cases/" + std::to_string(reading.file.id) + "/open"},
                       {"others", open_by_others(visit, reading.file.id)}};
}

View parts_for_staff(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events) {
    // What is decided stands among the letters; a draft of it would be another text.
    const bool drafted = !reading.as_of && !reading.file.decided_on;
    const auto notice = drafted ? notice_of(*reading.definition, reading.file) : std::string{};
    const auto similar = similar_view(visit, reading);
    return View::Group{{"conflicts", conflicts_view(visit, reading)},
                       {"next_case", reading.as_of ? View{false} : next_case_view(visit, reading.file.id)},
                       {"officers", officers_view(visit, reading)},
                       {"open_by", open_by_view(visit, reading)},
                       {"side_by_side", plan_tables_view(reading, visit.words)},
                       {"check_lists", check_lists_view(visit, reading, events)},
                       {"retention", retention_view(visit, reading)},
                       {"similar", similar},
                       {"some_similar", similar.says_something()},
                       {"version", short_version(reading.file.version)},
                       {"programme_title", typeset(reading.definition->title)},
                       {"notice_path", notice.empty() ? "" : "/cases/" + std::to_string(reading.file.id) + "/notice"}};
}

/// The page; `wrong_day` is why the day asked for is not shown, and today is instead.
Reply case_page(const Visit& today, const CaseReading& reading, const std::string& wrong_day, int status) {
    const Visit visit = visit_on(today, reading.as_of);
    const auto& file = reading.file;
    const auto record = record_of_case(visit, reading);
    const auto path = "/cases/" + std::to_string(file.id);
    const bool staff = visit.as_staff();
    const auto documents = documents_view(visit, reading, path + "#unterlagen");
    const auto letters = letters_view(visit, reading, letters_for(visit.site().store, reading));
    const auto partners = partners_view(visit, reading);
    const auto deadlines = deadlines_view(reading, visit.words);
    const auto edits = edits_view(reading, visit.words);
    const auto given = steps_given_view(reading, visit.words);
    View view = View::Group{
        {"preline", preline_of(reading)},
        {"heading", title_of(reading, visit.words)},
        {"case_path", path},
        {"back_label", visit.words.sentence(staff ? "pages.nav.worklist" : "pages.nav.start")},
        {"back", staff ? "/worklist" : "/"},
        {"day_strip", day_strip(visit, reading)},
        {"day_form", day_form(visit, reading, wrong_day)},
        {"status", status_view(visit, reading)},
        {"steps", steps_view(visit, reading, reading.offers, file.main())},
        {"edits", edits},
        {"machines", machines_view(visit, reading)},
        {"messages", messages_view(visit, reading, messages_on_case_page)},
        {"partners", partners},
        {"some_partners", partners.says_something()},
        {"letters", letters},
        {"some_letters", letters.says_something()},
        {"uploads", documents},
        {"deadlines", deadlines},
        {"some_deadlines", deadlines.says_something()},
        {"answers_parts", answers_view(reading, application_form(*reading.definition).name, visit.words)},
        {"given_parts", given},
        {"some_given", given.says_something()},
        {"procedure", procedure_view(reading, visit.words)},
        {"path", staff ? View{View::Views{}} : path_view(reading, visit.words)},
        {"staff", staff ? parts_for_staff(visit, reading, record.events) : View{false}},
        {"seq", std::to_string(file.seq)}};
    view = joined(std::move(view), searched_history(visit, history_of(today, reading, record.events, record.attempts)));
    note_seen_messages(today, reading);
    view["steps"]["elsewhere"] = view["machines"]["waiting"];
    const auto title = file.file_number.empty() ? title_of(reading, visit.words) : file.file_number;
    return page(visit, staff ? "case_staff" : "case_applicant", title, view, status, NavPlace::Cases);
}

/// A day that cannot be shown: today's case, with the reason at the form that asked.
Reply day_refused(const Visit& visit, const Refusal& refusal, const std::string& why) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    return case_page(visit, *reading, why, refusal.kind == Refusal::Kind::NotFound ? 404 : 422);
}

}  // namespace

Reply show_case(const Visit& visit) {
    const auto asked = day_asked(visit);
    if (asked.wrong)
        return day_refused(visit, {Refusal::Kind::BadInput, {"refusal.fields", {}}},
                           visit.words.sentence("pages.case.no_day", {{"given", asked.typed}}));
    const auto reading = case_of(visit, asked.day);
    if (reading) return case_page(visit, *reading, {}, 200);
    if (!asked.day) return refused(visit, reading.error());
    const auto& fields = reading.error().fields;
    return day_refused(visit, reading.error(),
                       visit.words.sentence(fields.empty() ? reading.error().message : fields.begin()->second));
}

}  // namespace foerderlauf

#include "web/pages/reminders.hpp"

#include "domain/calendar.hpp"
#include "web/pages/case_views.hpp"

#include <set>

namespace foerderlauf {

namespace {

constexpr int most_reminders = 50;
constexpr std::size_t shown_at_once = 4;  ///< the rest folds away: the work itself stands below

struct Reminded {
    ReminderRow row;
    CaseFile file;
};

std::vector<Reminded> reminders_for(const Visit& visit) {
    std::set<std::string> duties;
    for (const auto& held : visit.account().duties) duties.insert(held.duty);
    std::vector<Reminded> found;
    visit.site().store.read([&](Snapshot& snapshot) {
        for (auto& row : snapshot.reminders_of({duties.begin(), duties.end()}, most_reminders)) {
            auto file = snapshot.case_file(row.case_id);
            if (file && is_reminded(visit.account(), *file, row.duty))
                found.push_back({std::move(row), std::move(*file)});
        }
    });
    return found;
}

std::string words_of(const ReminderRow& row, const Words& words) {
    const int left = days_between(words.today(), row.due);
    const auto* key = left > 0    ? "pages.worklist.reminder_ahead"
                      : left == 0 ? "pages.worklist.reminder_today"
                                  : "pages.worklist.reminder_passed";
    return words.sentence(
        key,
        {{"deadline", deadline_name(row.name, words)}, {"due", to_german(row.due)}, {"distance", words.days(left)}});
}

std::string case_words(const CaseFile& file, const Words& words) {
    const auto number = file.file_number.empty() ? words.sentence("pages.case.untitled") : file.file_number;
    return number + ", " + spoken_name(file.recipient);
}

}  // namespace

View reminders_view(const Visit& visit) {
    const auto& words = visit.words;
    View::Views views, rest;
    for (const auto& [row, file] : reminders_for(visit))
        (views.size() < shown_at_once ? views : rest)
            .push_back(View::Group{{"reminder_path", "/cases/" + std::to_string(row.case_id)},
                                   {"reminder_case", case_words(file, words)},
                                   {"reminder_words", words_of(row, words)},
                                   {"urgency", words.urgency(row.due)}});
    if (views.empty()) return false;
    const auto more = static_cast<std::int64_t>(rest.size());
    const auto count = static_cast<std::int64_t>(views.size()) + more;
    View view = View::Group{{"reminders_heading", words.counted("pages.worklist.reminders", count)},
                            {"reminders", views},
                            {"more_reminders", false}};
    if (more > 0)
        view["more_reminders"] = View::Group{
            {"more_reminders_title", words.counted("pages.worklist.more_reminders", more)}, {"rest", rest}};
    return view;
}

}  // namespace foerderlauf

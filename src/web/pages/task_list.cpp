// GET /cases/{id}/edit: the parts of the application, how far each is, and what is in the way of signing.
#include "web/pages/application.hpp"
#include "web/pages/asked_for.hpp"
#include "web/pages/earlier_case.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/sections.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

struct Progress {
    int done = 0, all = 0;
    const Section* next = nullptr;  ///< the first that is not done
};

bool belongs_to(const Section& section, const std::string& name) {
    const auto top = name.substr(0, name.find('.'));
    return std::ranges::find(section.fields, top, &Field::name) != section.fields.end();
}

/// How many kinds of documents the signing step still asks for.
std::int64_t missing_documents(const std::optional<Offer>& signing) {
    if (!signing) return 0;
    return std::ranges::count_if(signing->blockers,
                                 [](const Blocker& blocker) { return blocker.check.starts_with("document"); });
}

std::int64_t missing_in(const Section& section, const std::map<std::string, Message>& gaps,
                        const std::optional<Offer>& signing) {
    if (section.documents) return missing_documents(signing);
    return std::ranges::count_if(gaps, [&](const auto& gap) { return belongs_to(section, gap.first); });
}

bool has_answers(const Section& section, const CaseFile& file, const Record& answers) {
    if (section.documents) return !file.documents.empty();
    return std::ranges::any_of(section.fields, [&](const Field& field) {
        const auto& value = member(answers, field.name);
        return !value.is_empty() && !(value.as_list() && value.as_list()->empty());
    });
}

bool is_optional(const Section& section) {
    return !section.documents && std::ranges::none_of(section.fields, [](const Field& field) {
        return field.required || field.required_when;
    });
}

View state_of(const Section& section, std::int64_t missing, bool answered, const Words& words) {
    if (missing == 0 && !answered && is_optional(section))
        return badge("neutral", "draft", words.sentence("pages.task.optional"));
    if (missing == 0) return badge("success", "success", words.sentence("pages.task.done"));
    if (!answered) return badge("neutral", "draft", words.sentence("pages.task.open"));
    return badge("warning", "warning",
                 words.counted(section.documents ? "pages.task.documents_missing" : "pages.task.missing", missing));
}

View facts_of(const Visit& visit, const CaseReading& reading) {
    const auto money = money_of(*reading.definition, reading.file);
    return View::Group{
        {"requested",
         money.requested.is_zero() ? visit.words.sentence("pages.open_yet") : visit.words.amount(money.requested)},
        {"saved", visit.words.moment_text(saved_at(reading.file, application_form(*reading.definition)))}};
}

}  // namespace

Reply task_list(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto& form = application_form(*reading->definition);
    const auto& file = reading->file;
    const auto found = file.forms.find(form.name);
    const auto answers = found == file.forms.end() ? Record{} : found->second;
    const auto gaps = missing(form, answers);
    const auto signing = signing_offer(*reading);
    const auto sections = sections_of(form, visit.words);

    const bool editable = std::ranges::find(reading->editable, form.name) != reading->editable.end();
    const auto asked = editable ? asked_sections(*reading, sections) : std::set<std::string>{};

    Progress progress;
    View::Views tasks;
    for (const auto& section : sections) {
        const auto lacking = missing_in(section, gaps, signing);
        const auto number = std::to_string(++progress.all);
        if (lacking == 0) ++progress.done;
        else if (!progress.next) progress.next = &section;
        tasks.push_back(View::Group{
            {"number", number},
            {"task_title", section.title},
            {"task_state", lacking == 0 && asked.contains(section.slug)
                               ? badge("warning", "warning", visit.words.sentence("pages.task.asked"))
                               : state_of(section, lacking, has_answers(section, file, answers), visit.words)},
            {"task_path", "/cases/" + std::to_string(file.id) + "/edit/" + section.slug}});
    }
    const auto hindrances = hindrances_to_sign(*reading, sections, visit.words);
    const bool may_sign = signing && reading->actor.has("applicant_signatory");
    const auto path = "/cases/" + std::to_string(file.id);
    View view = View::Group{
        {"heading", title_of(*reading, visit.words)},
        {"preline", preline_of(*reading)},
        {"programme_title", typeset(reading->definition->title)},
        {"case_path", path},
        {"copy_path", earlier_cases(visit, *reading).empty() ? "" : path + "/copy"},
        {"tasks", tasks},
        {"asked", editable ? asked_view(*reading, sections, visit.words) : View{false}},
        {"progress",
         visit.words.counted("pages.task.progress", progress.done, {{"done", progress.done}, {"all", progress.all}})},
        {"done", std::to_string(progress.done)},
        {"all", std::to_string(progress.all)},
        {"state", badge("neutral", "draft", reading->definition->main().state(file.main().state)->public_label)},
        {"facts", facts_of(visit, *reading)},
        {"reasons", hindrances},
        {"in_the_way", !hindrances.empty()},
        {"exception", exception_view(signing, visit.words)},
        {"not_editable", !editable},
        {"sign", false},
        {"ask_to_sign", false},
        {"go_on", false}};
    if (signing && hindrances.empty() && may_sign)
        view["sign"] = View::Group{{"sign_path", path + "/steps/" + signing->name}, {"sign_title", signing->title}};
    else if (signing && hindrances.empty()) view["ask_to_sign"] = true;
    if (progress.next && editable)
        view["go_on"] = View::Group{
            {"go_on_path", path + "/edit/" + progress.next->slug},
            {"go_on_words", visit.words.sentence("pages.task.go_on", {{"title", progress.next->title}})}};
    return page(visit, "application_tasks", title_of(*reading, visit.words), view, 200, NavPlace::Cases);
}

}  // namespace foerderlauf

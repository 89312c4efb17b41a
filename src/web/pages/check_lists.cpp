#include "web/pages/check_lists.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"

#include <algorithm>
#include <ranges>

namespace foerderlauf {

namespace {

bool is_editable(const CaseReading& reading, const CheckList& list) {
    return std::ranges::find(reading.editable, list.form) != reading.editable.end();
}

std::string label_of(const CheckList& list, const std::string& answer) {
    const auto found = std::ranges::find(list.answers, answer, &Option::value);
    return found == list.answers.end() ? answer : found->label;
}

/// Who gave the answer in force and on which day: the last event that carries it.
std::string given_by(const Visit& visit, const std::vector<Event>& events, const CheckList& list,
                     const std::string& question) {
    for (const auto& event : std::views::reverse(events)) {
        if (event.facts.form != list.form || !event.facts.fields.contains(question)) continue;
        return visit.words.sentence("pages.check_list.given_by",
                                    {{"name", person_name(visit.site().identity.name_of(event.actor))},
                                     {"day", to_german(berlin_day(event.at))}});
    }
    return {};
}

std::string answered_words(const CheckList& list, const CheckAnswer& given, const Words& words) {
    return given.answer.empty() ? words.sentence("pages.check_list.open") : label_of(list, given.answer);
}

View question_view(const Visit& visit, const std::vector<Event>& events, const CheckList& list,
                   const CheckAnswer& given) {
    const auto& question = *given.question;
    const auto id = list.form + "-" + question.name;
    View::Views choices;
    for (const auto& option : list.answers)
        choices.push_back(View::Group{{"choice_id", id + "-" + option.value},
                                      {"choice_value", option.value},
                                      {"choice_label", option.label},
                                      {"choice_chosen", given.stands() && given.answer == option.value}});
    const auto answer = answered_words(list, given, visit.words);
    const auto by = given.answer.empty() ? std::string{} : given_by(visit, events, list, question.name);
    const auto before = given.outdated && !given.answer.empty()
                            ? visit.words.sentence("pages.check_list.before", {{"answer", answer}, {"by", by}})
                            : std::string{};
    return View::Group{
        {"question_text", typeset(question.text)},
        {"question_name", question.name},
        {"question_source", typeset(question.source)},
        {"question_setting", question.unverified ? visit.words.sentence("pages.check_list.setting") : std::string{}},
        {"question_before", before},
        {"question_answer", answer},
        {"question_open", given.answer.empty()},
        {"question_by", before.empty() ? by : std::string{}},
        {"choices", choices},
        {"remark_id", id + "-remark"},
        {"remark_name", remark_field(question)},
        {"remark_label", list.remark_label},
        {"remark", given.outdated ? std::string{} : given.remark},
        {"remark_given", given.remark}};
}

}  // namespace

View::Views check_lists_view(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events) {
    View::Views lists;
    for (const auto& list : reading.definition->check_lists) {
        const auto answers = answers_to(list, reading.file);
        const bool editable = is_editable(reading, list);
        if (!editable && std::ranges::all_of(answers, [](const auto& given) { return given.answer.empty(); })) continue;
        View::Views questions;
        for (const auto& given : answers) questions.push_back(question_view(visit, events, list, given));
        const auto form = reading.file.forms.find(list.form);
        lists.push_back(View::Group{
            {"list_id", "pruefliste-" + list.form},
            {"list_title", visit.words.sentence("pages.check_list.title", {{"title", list.title}})},
            {"list_count",
             visit.words.sentence("pages.check_list.count", {{"answered", count_of_answers(answers)},
                                                             {"all", static_cast<std::int64_t>(answers.size())}})},
            {"list_path", "/cases/" + std::to_string(reading.file.id) + "/forms/" + list.form},
            {"list_editable", editable},
            {"list_style", unfinished_check_list(reading) == &list ? "kern-btn--primary" : "kern-btn--secondary"},
            {"list_save", visit.words.sentence("pages.check_list.save")},
            {"list_unsaved", form == reading.file.forms.end() ? visit.words.sentence("pages.check_list.never") : ""},
            {"questions", questions}});
    }
    return lists;
}

const CheckList* unfinished_check_list(const CaseReading& reading) {
    for (const auto& offer : reading.offers) {
        const auto* list = check_list_before(*reading.definition, offer.name);
        if (!list || !offer.allowed || !is_editable(reading, *list)) continue;
        const auto answers = answers_to(*list, reading.file);
        if (count_of_answers(answers) < static_cast<std::int64_t>(answers.size())) return list;
    }
    return nullptr;
}

std::string check_list_words(const CaseReading& reading, const Event& event, const Words& words) {
    const auto* list = event.facts.form ? check_list_named(*reading.definition, *event.facts.form) : nullptr;
    if (!list) return {};
    std::vector<std::string> sentences;
    for (const auto& question : list->questions) {
        const auto answer = text_of(event.facts.fields, question.name);
        const auto remark = text_of(event.facts.fields, remark_field(question));
        if (!answer.empty())
            sentences.push_back(words.sentence("pages.check_list.given",
                                               {{"question", question.text}, {"answer", label_of(*list, answer)}}));
        if (!remark.empty()) sentences.push_back(words.sentence("pages.check_list.remarked", {{"remark", remark}}));
    }
    return joined(sentences, " ");
}

void keep_old_remarks(const CaseReading& reading, const std::string& form, Record& typed) {
    const auto* list = check_list_named(*reading.definition, form);
    if (!list) return;
    for (const auto& given : answers_to(*list, reading.file)) {
        const auto remark = typed.find(remark_field(*given.question));
        const bool blank = remark != typed.end() &&
                           trimmed(remark->second.as_text() ? *remark->second.as_text() : "").empty();
        if (blank && given.outdated && !typed.contains(given.question->name)) typed.erase(remark);
    }
}

}  // namespace foerderlauf

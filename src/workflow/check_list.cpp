#include "workflow/check_list.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_remark = 2000;  ///< characters

}  // namespace

std::string remark_field(const CheckQuestion& question) { return question.name + "_remark"; }

std::vector<CheckAnswer> answers_to(const CheckList& list, const CaseFile& file) {
    static const Record nothing;
    const auto form = file.forms.find(list.form);
    const Record& given = form == file.forms.end() ? nothing : form->second;
    const auto before = file.outdated.find(list.form);
    std::vector<CheckAnswer> answers;
    for (const auto& question : list.questions)
        answers.push_back({&question, text_of(given, question.name), text_of(given, remark_field(question)),
                           before != file.outdated.end() && before->second.contains(question.name)});
    return answers;
}

std::int64_t count_of_answers(const std::vector<CheckAnswer>& answers) {
    return std::ranges::count_if(answers, &CheckAnswer::stands);
}

Form form_of(const CheckList& list, const Place& place) {
    Form form{.name = list.form, .title = list.title, .fields = {}};
    for (const auto& question : list.questions) {
        Field answer;
        answer.name = question.name;
        answer.kind = FieldKind::Choice;
        answer.label = question.text;
        answer.source = question.source;
        answer.required = true;
        answer.options = list.answers;
        answer.place = place;
        Field remark;
        remark.name = remark_field(question);
        remark.kind = FieldKind::LongText;
        remark.label = list.remark_label;
        remark.max_length = longest_remark;
        remark.place = place;
        form.fields.push_back(std::move(answer));
        form.fields.push_back(std::move(remark));
    }
    return form;
}

const CheckList* check_list_named(const Definition& definition, std::string_view form) {
    const auto found = std::ranges::find(definition.check_lists, form, &CheckList::form);
    return found == definition.check_lists.end() ? nullptr : &*found;
}

const CheckList* check_list_before(const Definition& definition, std::string_view step) {
    const auto found = std::ranges::find(definition.check_lists, step, &CheckList::step);
    return found == definition.check_lists.end() ? nullptr : &*found;
}

}  // namespace foerderlauf

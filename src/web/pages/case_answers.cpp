#include "web/pages/answer_parts.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/sections.hpp"

#include <set>

namespace foerderlauf {

namespace {

void add_part(View::Views& parts, AnswersPart part, const std::vector<Field>& fields, const Record& given,
              const Words& words) {
    for (const auto& field : fields) part.add_field(field, member(given, field.name), words);
    if (!part.empty()) parts.push_back(part.view());
}

bool is_for_reader(const CaseReading& reading, const Machine& main, const Taken& taken) {
    const auto* reached = main.state(taken.to);
    return !reading.as_applicant || is_applicant_duty(taken.duty) || (reached && is_applicant_duty(reached->owner));
}

}  // namespace

View steps_given_view(const CaseReading& reading, const Words& words) {
    const auto& main = reading.definition->main();
    const auto& given = reading.file.main().given;
    View::Views parts;
    std::set<std::string> shown;
    for (auto taken = reading.file.history.rbegin(); taken != reading.file.history.rend(); ++taken) {
        const auto* step = taken->machine == 1 ? main.step(taken->step) : nullptr;
        const auto record = step ? given.find(step->name) : given.end();
        if (record == given.end() || !shown.insert(step->name).second || !is_for_reader(reading, main, *taken))
            continue;
        add_part(parts, {"schritt-" + step->name, step->title}, step->fields.fields, record->second, words);
    }
    return parts;
}

View answers_view(const CaseReading& reading, const std::string& form, const Words& words) {
    const auto definition = reading.definition->forms.find(form);
    const auto found = reading.file.forms.find(form);
    if (definition == reading.definition->forms.end() || found == reading.file.forms.end()) return View::Views{};
    View::Views parts;
    for (const auto& section : sections_of(definition->second, words))
        add_part(parts, {section.slug, section.title}, section.fields, found->second, words);
    return parts;
}

}  // namespace foerderlauf

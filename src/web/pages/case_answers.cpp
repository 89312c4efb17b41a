#include "web/pages/case_views.hpp"
#include "web/pages/sections.hpp"

#include <set>

namespace foerderlauf {

namespace {

View table_of(const Field& field, const Value& rows, const Words& words) {
    View::Views heads, lines;
    Money sum;
    bool has_sum = false;
    for (const auto& column : field.columns)
        heads.push_back(
            View::Group{{"head_label", typeset(column.label)}, {"head_money", column.kind == FieldKind::Money}});
    for (const auto& row : *rows.as_list()) {
        const auto* record = row.as_record();
        if (!record) continue;
        View::Views cells;
        for (const auto& column : field.columns) {
            const bool money = column.kind == FieldKind::Money;
            const auto text = for_reading(column, member(*record, column.name), words);
            if (money) sum += Money::cents(integer_of(*record, column.name));
            has_sum = has_sum || money;
            cells.push_back(View::Group{{"first", cells.empty()},
                                        {"cell_label", typeset(column.label)},
                                        {"cell_money", money},
                                        {"cell_words", text.empty() ? words.sentence("pages.nothing_given") : text}});
        }
        lines.push_back(View::Group{{"cells", cells}});
    }
    return View::Group{
        {"heads", heads},
        {"lines", lines},
        {"table_sum", has_sum ? words.sentence("pages.rows.sum_is", {{"sum_cents", sum.in_cents()}}) : ""}};
}

View part_of(const std::string& id, const std::string& title, const std::vector<Field>& fields, const Record& record,
             const Words& words) {
    View::Views lines, tables;
    for (const auto& field : fields) {
        const auto& value = member(record, field.name);
        if (value.as_list() && !value.as_list()->empty())
            tables.push_back(
                joined(View::Group{{"table_caption", typeset(field.label)}}, table_of(field, value, words)));
        else if (auto text = for_reading(field, value, words); !text.empty())
            lines.push_back(View::Group{{"answer_label", typeset(field.label)}, {"answer_words", std::move(text)}});
    }
    const bool empty = lines.empty() && tables.empty();
    return View::Group{
        {"part_id", id},    {"part_title", typeset(title)}, {"has_lines", !lines.empty()}, {"answers", lines},
        {"tables", tables}, {"part_empty", empty}};
}

void add_part(View::Views& parts, View part) {
    if (!part["part_empty"].says_something()) parts.push_back(std::move(part));
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
        add_part(parts, part_of("schritt-" + step->name, step->title, step->fields.fields, record->second, words));
    }
    return parts;
}

View answers_view(const CaseReading& reading, const std::string& form, const Words& words) {
    const auto definition = reading.definition->forms.find(form);
    const auto found = reading.file.forms.find(form);
    if (definition == reading.definition->forms.end() || found == reading.file.forms.end()) return View::Views{};
    View::Views parts;
    for (const auto& section : sections_of(definition->second, words))
        add_part(parts, part_of(section.slug, section.title, section.fields, found->second, words));
    return parts;
}

}  // namespace foerderlauf

#include "web/pages/case_views.hpp"
#include "web/pages/sections.hpp"

namespace foerderlauf {

namespace {

View table_of(const Field& field, const Value& rows, const Words& words) {
    View::Views heads, lines;
    Money sum;
    bool has_sum = false;
    for (const auto& column : field.columns)
        heads.push_back(View::Group{{"head_label", typeset(column.label)}, {"head_money", column.kind == FieldKind::Money}});
    for (const auto& row : *rows.as_list()) {
        const auto* record = row.as_record();
        if (!record) continue;
        View::Views cells;
        for (const auto& column : field.columns) {
            const bool money = column.kind == FieldKind::Money;
            const auto text = for_reading(column, member(*record, column.name), words);
            if (money) sum += Money::cents(integer_of(*record, column.name));
            has_sum = has_sum || money;
            cells.push_back(View::Group{{"first", cells.empty()}, {"cell_label", typeset(column.label)}, {"cell_money", money},
                                        {"cell_words", text.empty() ? words.sentence("pages.none") : text}});
        }
        lines.push_back(View::Group{{"cells", cells}});
    }
    return View::Group{{"heads", heads}, {"lines", lines},
                       {"table_sum", has_sum ? words.sentence("pages.rows.sum_is", {{"sum_cents", sum.in_cents()}}) : ""}};
}

}  // namespace

View answers_view(const CaseReading& reading, const std::string& form, const Words& words) {
    const auto definition = reading.definition->forms.find(form);
    const auto found = reading.file.forms.find(form);
    if (definition == reading.definition->forms.end() || found == reading.file.forms.end()) return View::Views{};
    View::Views parts;
    for (const auto& section : sections_of(definition->second, words)) {
        View::Views lines, tables;
        for (const auto& field : section.fields) {
            const auto& value = member(found->second, field.name);
            if (value.as_list() && !value.as_list()->empty()) tables.push_back(joined(View::Group{{"table_caption", typeset(field.label)}}, table_of(field, value, words)));
            else if (auto text = for_reading(field, value, words); !text.empty())
                lines.push_back(View::Group{{"answer_label", typeset(field.label)}, {"answer_words", std::move(text)}});
        }
        if (!lines.empty() || !tables.empty())
            parts.push_back(View::Group{{"part_id", section.slug}, {"part_title", typeset(section.title)}, {"answers", lines}, {"has_lines", !lines.empty()}, {"tables", tables}});
    }
    return parts;
}

}  // namespace foerderlauf

#include "web/pages/answer_parts.hpp"

namespace foerderlauf {

namespace {

View table_of(const Field& field, const List& rows, const Words& words) {
    View::Views heads, lines;
    for (const auto& column : field.columns)
        heads.push_back(answers_head(column.label, column.kind == FieldKind::Money));
    Money sum;
    bool has_sum = false;
    for (const auto& row : rows) {
        const auto* record = row.as_record();
        if (!record) continue;
        std::vector<std::string> cells;
        for (const auto& column : field.columns) {
            if (column.kind == FieldKind::Money) {
                sum += Money::cents(integer_of(*record, column.name));
                has_sum = true;
            }
            auto text = for_reading(column, member(*record, column.name), words);
            cells.push_back(text.empty() ? words.sentence("pages.nothing_given") : std::move(text));
        }
        lines.push_back(answers_line(heads, cells));
    }
    return answers_table(field.label, heads, std::move(lines),
                         has_sum ? words.sentence("pages.rows.sum_is", {{"sum_cents", sum.in_cents()}}) : "");
}

}  // namespace

View answers_head(const std::string& label, bool number) {
    return View::Group{{"head_label", typeset(label)}, {"head_money", number}};
}

View answers_line(const View::Views& heads, const std::vector<std::string>& cells) {
    View::Views views;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto head = heads[i];
        views.push_back(View::Group{{"first", i == 0},
                                    {"cell_label", head["head_label"]},
                                    {"cell_money", head["head_money"]},
                                    {"cell_words", cells[i]}});
    }
    return View::Group{{"cells", views}};
}

View answers_table(const std::string& caption, const View::Views& heads, View::Views lines, std::string sum) {
    return View::Group{{"table_caption", typeset(caption)},
                       {"heads", heads},
                       {"lines", std::move(lines)},
                       {"table_sum", std::move(sum)}};
}

void AnswersPart::add_line(const std::string& label, std::string words) {
    lines.push_back(
        View::Group{{"answer_label", typeset(label)}, {"answer_words", std::move(words)}, {"answer_lacking", false}});
}

void AnswersPart::add_lacking(const std::string& label, std::string words) {
    add_line(label, std::move(words));
    lines.back()["answer_lacking"] = true;
}

void AnswersPart::add_field(const Field& field, const Value& value, const Words& words) {
    if (value.as_list() && !value.as_list()->empty()) tables.push_back(table_of(field, *value.as_list(), words));
    else if (auto text = for_reading(field, value, words); !text.empty()) add_line(field.label, std::move(text));
}

View AnswersPart::view() const {
    View::Views titled = tables;
    for (auto& table : titled) table["table_title"] = tables.size() > 1 ? table["table_caption"] : View{false};
    return View::Group{{"part_id", id},
                       {"part_title", typeset(title)},
                       {"has_lines", !lines.empty()},
                       {"answers", lines},
                       {"tables", titled}};
}

}  // namespace foerderlauf

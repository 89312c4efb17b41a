#include "web/pages/earlier_case.hpp"

#include "base/text.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/rows_taken.hpp"
#include "web/pages/sections.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// Rows that say what is done and with whom. Those of the financing plan are decided by each budget anew.
constexpr std::array<std::string_view, 2> rows_taken_over = {"cost_plan", "partners"};

/// Those it names are invited as soon as they stand there.
constexpr std::string_view invited_rows = "partners";

bool is_taken_over(const Field& field) {
    if (field.kind == FieldKind::Rows) return std::ranges::find(rows_taken_over, field.name) != rows_taken_over.end();
    return field.kind == FieldKind::Text || field.kind == FieldKind::LongText;
}

/// A year is a date too: it is typed anew.
bool is_taken_over_cell(const Field& column) {
    return column.kind != FieldKind::Date && column.kind != FieldKind::Integer;
}

/// The rows as far as the form of this application still asks for them.
List rows_to_take(const Field& field, const List& earlier) {
    List rows;
    for (const auto& row : earlier) {
        const auto* given = row.as_record();
        Record cells;
        for (const auto& column : field.columns)
            if (given && is_taken_over_cell(column))
                if (const auto& value = member(*given, column.name); !value.is_empty()) cells[column.name] = value;
        if (!cells.empty()) rows.emplace_back(std::move(cells));
    }
    return rows;
}

bool says_nothing(const Value& value) {
    const auto* text = value.as_text();
    const auto* list = value.as_list();
    return value.is_empty() || (text && text->empty()) || (list && list->empty());
}

/// What a field holds that could be taken over; empty when that is nothing.
Value offered_value(const Field& field, const Record& earlier) {
    const auto& value = member(earlier, field.name);
    if (!is_taken_over(field) || says_nothing(value)) return {};
    if (field.kind != FieldKind::Rows) return value.as_text() ? value : Value{};
    auto rows = value.as_list() ? rows_to_take(field, *value.as_list()) : List{};
    return rows.empty() ? Value{} : Value{std::move(rows)};
}

Record answers_of(const CaseReading& reading) {
    const auto found = reading.file.forms.find(application_form(*reading.definition).name);
    return found == reading.file.forms.end() ? Record{} : found->second;
}

std::string copy_path(const CaseReading& reading) { return "/cases/" + std::to_string(reading.file.id) + "/copy"; }

/// The case named by `from`, when it is one of the earlier ones.
std::optional<CaseReading> earlier_case(const Visit& visit, const CaseReading& reading, const std::string& from) {
    for (const auto& row : earlier_cases(visit, reading))
        if (std::to_string(row.id) == from)
            if (auto earlier = case_of(visit, row.id); earlier && !is_disposed(earlier->file))
                return std::move(*earlier);
    return {};
}

/// A field that differs: what stands there, what would come, ticked beforehand only where nothing is lost and nobody is invited.
View changed_field(const Field& field, const Value& present, const Value& offered, const Words& words) {
    const bool blank = says_nothing(present);
    View view = View::Group{{"take_name", field.name},
                            {"take_id", field_id(field.name)},
                            {"take_label", typeset(field.label)},
                            {"take_ticked", blank && field.name != invited_rows},
                            {"invites", field.name == invited_rows},
                            {"replaces", !blank},
                            {"text_now", blank ? "" : for_reading(field, present, words)},
                            {"text_then", for_reading(field, offered, words)},
                            {"rows", false}};
    if (field.kind == FieldKind::Rows)
        view["rows"] = rows_difference_view(
            field,
            row_differences(field, present.as_list() ? *present.as_list() : List{}, *offered.as_list(), Spelling::Json),
            words);
    return view;
}

Reply choice_page(const Visit& visit, const CaseReading& reading) {
    View::Views rows;
    for (const auto& row : earlier_cases(visit, reading)) {
        auto view = case_row_view(visit, row);
        view["row_path"] = copy_path(reading) + "?from=" + std::to_string(row.id);
        rows.push_back(std::move(view));
    }
    const View view = View::Group{{"preline", preline_of(reading)},
                                  {"heading", visit.words.sentence("pages.copy.title")},
                                  {"back", "/cases/" + std::to_string(reading.file.id) + "/edit"},
                                  {"rows", rows},
                                  {"no_rows", rows.empty()}};
    return page(visit, "copy_choice", visit.words.sentence("pages.copy.title"), view, 200, NavPlace::Cases);
}

struct PageNote {
    int status = 200;
    std::string sentence = {};
};

Reply difference_page(const Visit& visit, const CaseReading& reading, const CaseReading& earlier,
                      const PageNote& note = {}) {
    const auto& words = visit.words;
    const auto present = answers_of(reading), offered = answers_of(earlier);
    View::Views changed;
    std::vector<std::string> same;
    for (const auto& field : application_form(*reading.definition).fields) {
        const auto value = offered_value(field, offered);
        if (value.is_empty()) continue;
        if (value == member(present, field.name)) same.push_back(field.label);
        else changed.push_back(changed_field(field, member(present, field.name), value, words));
    }
    const auto from = words.sentence("pages.copy.from", {{"title", title_of(earlier, words)}});
    const View view = View::Group{
        {"preline", preline_of(reading)},
        {"heading", words.sentence("pages.copy.title")},
        {"lede", from},
        {"path", copy_path(reading)},
        {"from", std::to_string(earlier.file.id)},
        {"seq", std::to_string(reading.file.seq)},
        {"refusal", note.sentence},
        {"changed", changed},
        {"differs", !changed.empty()},
        {"same", same.empty() ? "" : words.sentence("pages.copy.same", {{"labels", joined(same, ", ")}})}};
    return page(visit, "copy", words.sentence("pages.copy.title"), view, note.status, NavPlace::Cases);
}

/// The ticked fields as a patch of the application.
Record ticked(const Visit& visit, const CaseReading& reading, const CaseReading& earlier) {
    Record patch;
    const auto offered = answers_of(earlier);
    for (const auto& [name, value] : visit.request.form) {
        const auto* field = name == "take" ? application_form(*reading.definition).find(value) : nullptr;
        if (!field) continue;
        if (auto taken = offered_value(*field, offered); !taken.is_empty()) patch[field->name] = std::move(taken);
    }
    return patch;
}

std::string sentence_of(const Refusal& refusal, const Words& words) {
    return words.sentence(refusal.fields.empty() ? refusal.message : refusal.fields.begin()->second);
}

}  // namespace

std::vector<CaseRow> earlier_cases(const Visit& visit, const CaseReading& reading) {
    const auto& form = application_form(*reading.definition).name;
    if (reading.as_of || reading.file.submitted_on ||
        std::ranges::find(reading.editable, form) == reading.editable.end())
        return {};
    CaseQuery query;
    query.visibility = visibility_of(visit.account(), visit.site().programmes);
    query.programme = reading.definition->programme;
    query.recipient = reading.file.recipient.key;
    query.without = {reading.file.id};
    query.limit = -1;
    std::vector<CaseRow> rows;
    visit.site().store.read([&](Snapshot& snapshot) { rows = snapshot.cases(query); });
    std::erase_if(rows, [&](const CaseRow& row) { return row.recipient != reading.file.recipient.key; });
    std::ranges::reverse(rows);
    return rows;
}

Reply show_copy(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto from = visit.request.query.value("from");
    if (from.empty()) return choice_page(visit, *reading);
    const auto earlier = earlier_case(visit, *reading, from);
    return earlier ? difference_page(visit, *reading, *earlier) : error_reply(404);
}

Reply take_copy(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto earlier = earlier_case(visit, *reading, visit.request.form.value("from"));
    if (!earlier) return error_reply(404);
    const auto patch = ticked(visit, *reading, *earlier);
    if (patch.empty())
        return difference_page(visit, *reading, *earlier, {422, visit.words.sentence("pages.copy.nothing")});
    const auto outcome = visit.site().dispatcher.edit(
        visit.envelope(), {reading->file.id, application_form(*reading->definition).name, patch, Spelling::Json});
    if (outcome) return see_other("/cases/" + std::to_string(reading->file.id) + "/edit");
    if (outcome.error().kind == Refusal::Kind::Overtaken)
        return difference_page(visit, *reading, *earlier, {412, visit.words.sentence("pages.copy.overtaken")});
    if (outcome.error().kind != Refusal::Kind::BadInput) return refused(visit, outcome.error());
    return difference_page(visit, *reading, *earlier, {422, sentence_of(outcome.error(), visit.words)});
}

}  // namespace foerderlauf

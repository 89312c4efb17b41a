// GET and POST /cases/{id}/edit/{section} and /cases/{id}/forms/{form}: fields of a form, saved as they are.
#include "base/text.hpp"
#include "casework/disclosure.hpp"
#include "web/pages/application.hpp"
#include "web/pages/asked_for.hpp"
#include "web/pages/check_lists.hpp"
#include "web/pages/documents.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/history.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/rows_taken.hpp"
#include "web/pages/sections.hpp"
#include "web/pages/typed.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// What is shown and saved on one page: fields of a form, under a title, at an address.
struct Sheet {
    std::string form, slug, title, path, back, back_label, next, place;
    std::vector<Field> fields;
    bool documents = false;
    bool not_asked = false;              ///< the authority asked for other parts: shown, not changed
    std::optional<KeptWords> kept = {};  ///< of an earlier visit, in the fields again
};

/// The state of the case the form was made from: a form that comes back unsaved keeps its own.
std::int64_t seq_of(const Visit& visit, const CaseReading& reading, const Sheet& sheet) {
    if (sheet.kept) return sheet.kept->seen_seq;
    return visit.envelope().seen_seq.value_or(reading.file.seq);
}

std::string case_path(CaseId id) { return "/cases/" + std::to_string(id); }

std::optional<Sheet> section_sheet(const Visit& visit, const CaseReading& reading) {
    const auto& form = application_form(*reading.definition);
    const auto sections = sections_of(form, visit.words);
    const auto* section = section_named(sections, visit.request.parameter("section"));
    if (!section) return {};
    const auto at = section - sections.data();
    const auto list = case_path(reading.file.id) + "/edit";
    const auto next = static_cast<std::size_t>(at) + 1 < sections.size()
                          ? list + "/" + sections[static_cast<std::size_t>(at) + 1].slug
                          : list;
    const auto place = visit.words.sentence("pages.task.place", {{"title", title_of(reading, visit.words)},
                                                                 {"number", at + 1},
                                                                 {"all", static_cast<std::int64_t>(sections.size())}});
    return Sheet{form.name,
                 section->slug,
                 section->title,
                 list + "/" + section->slug,
                 list,
                 visit.words.sentence("pages.task.all_sections"),
                 next,
                 place,
                 section->fields,
                 section->documents,
                 !is_open_to_answers(reading, sections, *section, visit.words)};
}

std::optional<Sheet> form_sheet(const Visit& visit, const CaseReading& reading) {
    const auto form = reading.definition->forms.find(visit.request.parameter("form"));
    if (form == reading.definition->forms.end()) return {};
    if (!is_form_told(*reading.definition, form->first, reading.as_applicant)) return {};
    const auto path = case_path(reading.file.id);
    const bool of_list = check_list_named(*reading.definition, form->first) != nullptr;
    const auto back = path + (of_list ? "#pruefliste-" + form->first : std::string{});
    return Sheet{form->first,
                 "",
                 form->second.title,
                 path + "/forms/" + form->first,
                 back,
                 visit.words.sentence("pages.back_to_case"),
                 back,
                 preline_of(reading),
                 form->second.fields,
                 false};
}

Record answers_of(const CaseReading& reading, const std::string& form) {
    const auto found = reading.file.forms.find(form);
    return found == reading.file.forms.end() ? Record{} : found->second;
}

/// A body may be typed by name: its number takes the name's place when exactly one fits.
void find_bodies(const Visit& visit, const std::vector<Field>& fields, Record& typed) {
    for (const auto& field : fields) {
        const auto found = typed.find(field.name);
        if (found == typed.end()) continue;
        if (field.kind == FieldKind::Rows && found->second.as_list()) {
            auto rows = *found->second.as_list();
            for (auto& row : rows)
                if (const auto* record = row.as_record()) {
                    auto cells = *record;
                    find_bodies(visit, field.columns, cells);
                    row = cells;
                }
            found->second = rows;
        }
        const auto* text = field.kind == FieldKind::Recipient ? found->second.as_text() : nullptr;
        if (!text || text->empty() || std::ranges::all_of(*text, [](char c) { return c >= '0' && c <= '9'; })) continue;
        const auto hits = visit.site().recipients.search(std::string{trimmed(*text)}, 2);
        if (hits.size() == 1) found->second = hits.front().key;
    }
}

FormState form_state(const Visit& visit, Record typed) {
    FormState state{std::move(typed)};
    state.name_of_body = [&visit](const std::string& key) {
        const auto body = key.empty() ? std::nullopt : visit.site().recipients.find(key);
        return body ? spoken_name(*body) : std::string{};
    };
    return state;
}

View errors_view(const Sheet& sheet, const FormState& state, const Words& words) {
    if (state.errors.empty()) return false;
    return View::Group{
        {"errors_title", words.counted("pages.errors.title", static_cast<std::int64_t>(state.errors.size()))},
        {"errors_lead", words.sentence("pages.errors.lead")},
        {"error_links", error_links(sheet.fields, state, words)}};
}

Reply sheet_page(const Visit& visit, const CaseReading& reading, const Sheet& sheet, FormState state, int status) {
    const auto& words = visit.words;
    const bool changeable = std::ranges::find(reading.editable, sheet.form) != reading.editable.end();
    const bool editable = changeable && !sheet.not_asked;
    if (editable) state.rows_path = case_path(reading.file.id) + "/forms/" + sheet.form + "/rows";
    const auto sections = sections_of(application_form(*reading.definition), words);
    const bool rules = sheet.form == application_form(*reading.definition).name && editable;
    const auto reasons = rules ? hindrances_to_sign(reading, sections, words, sheet.slug) : View::Views{};
    auto fields = field_views(sheet.fields, state, words);
    // Rows that are the whole page need no second heading with the same words.
    for (auto& field : fields)
        if (field["is_rows"].says_something() && fields.size() == 1) field["is_rows"]["title_hidden"] = true;
    View view = View::Group{
        {"heading", sheet.title},
        {"preline", sheet.place},
        {"back", sheet.back},
        {"back_label", sheet.back_label},
        {"path", sheet.path},
        {"fields", fields},
        {"seq", std::to_string(seq_of(visit, reading, sheet))},
        {"kept", sheet.kept ? sheet.kept->note : View{false}},
        {"unsaved", visit.request.method == "POST"},
        {"errors", errors_view(sheet, state, words)},
        {"editable", editable},
        {"not_asked", changeable && sheet.not_asked},
        {"case_path", case_path(reading.file.id)},
        {"next", sheet.next},
        {"goes_on", sheet.next != sheet.back},
        {"reasons", reasons},
        {"rules", !reasons.empty()},
        {"saved", words.sentence("pages.saved", {{"when", words.moment_text(reading.file.last_at)}})},
        {"uploads", sheet.documents ? documents_view(visit, reading, sheet.path) : View{false}}};
    const auto title = state.errors.empty() ? sheet.title
                                            : words.sentence("pages.errors.page", {{"title", sheet.title}});
    return page(visit, "section", title, view, status, NavPlace::Cases);
}

/// Adding a row, removing one, or only adding up: the same page with what was typed, nothing is saved.
std::optional<FormState> worked_on(const Visit& visit, const Sheet& sheet) {
    const auto& form = visit.request.form;
    if (!form.has("add") && !form.has("remove") && !form.has("recalculate")) return {};
    auto state = form_state(visit, posted(sheet.fields, {form.begin(), form.end()}, form.value("remove")));
    if (form.has("add")) state.spare_rows[form.value("add")] = 1;
    return state;
}

/// Rows from a file or pasted: what they would change, or what is wrong with them.
Reply take_rows(const Visit& visit, const CaseReading& reading, const Sheet& sheet) {
    const auto& form = visit.request.form;
    auto typed = posted(sheet.fields, {form.begin(), form.end()});
    const RowsPlace place{sheet.path, sheet.place, visit.envelope().seen_seq.value_or(reading.file.seq), &sheet.fields};
    auto shown = show_taken_rows(visit, place, form_state(visit, std::move(typed)));
    return shown ? std::move(*shown) : sheet_page(visit, reading, sheet, std::move(shown.error()), 422);
}

/// The fields for which the present value was chosen on the page of a 412.
std::vector<std::string> left_as_they_are(const Visit& visit, const Sheet& sheet) {
    std::vector<std::string> names;
    for (const auto& field : sheet.fields)
        if (visit.request.form.value("choice:" + field.name) == "now") names.push_back(field.name);
    return names;
}

/// What a form that comes back shows: what was typed, and the present value where that was chosen.
Record shown_again(const CaseReading& reading, const Sheet& sheet, Record typed, const std::vector<std::string>& left) {
    const auto present = as_typed(sheet.fields, answers_of(reading, sheet.form));
    for (const auto& name : left)
        if (const auto& value = member(present, name); !value.is_empty()) typed[name] = value;
    return typed;
}

Reply save(const Visit& visit, const CaseReading& reading, const Sheet& sheet) {
    if (const auto state = worked_on(visit, sheet)) return sheet_page(visit, reading, sheet, *state, 200);
    if (visit.request.form.has("take_rows")) return take_rows(visit, reading, sheet);
    const auto pairs = chosen_pairs(visit.request.form);
    auto typed = posted(sheet.fields, pairs);
    // A field for which the present value was chosen is not sent at all, not even as an empty list of rows.
    const auto left = left_as_they_are(visit, sheet);
    for (const auto& name : left) typed.erase(name);
    find_bodies(visit, sheet.fields, typed);
    keep_old_remarks(reading, sheet.form, typed);
    const auto outcome = visit.site().dispatcher.edit(visit.envelope(),
                                                      {reading.file.id, sheet.form, typed, Spelling::German});
    const auto then = visit.request.form.value("then");
    if (outcome) forget_typed(visit, sheet.path);
    if (outcome) return see_other(then == "back" ? sheet.back : then == "here" ? sheet.path : sheet.next);
    const auto shown = shown_again(reading, sheet, std::move(typed), left);
    if (outcome.error().kind == Refusal::Kind::Overtaken)
        return overtaken(visit, reading, {sheet.path, sheet.fields, sheet.form, shown, {}, {}});
    if (outcome.error().kind != Refusal::Kind::BadInput) return refused(visit, outcome.error());
    auto state = form_state(visit, shown);
    state.errors = outcome.error().fields;
    if (state.errors.empty()) state.errors[""] = outcome.error().message;
    return sheet_page(visit, reading, sheet, state, 422);
}

using SheetOf = std::optional<Sheet> (*)(const Visit&, const CaseReading&);

Reply show_sheet(const Visit& visit, SheetOf sheet_of) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    auto sheet = sheet_of(visit, *reading);
    if (!sheet) return error_reply(404);
    auto typed = as_typed(sheet->fields, answers_of(*reading, sheet->form));
    if (std::ranges::find(reading->editable, sheet->form) != reading->editable.end())
        sheet->kept = kept_words(visit, *reading, sheet->path, sheet->fields, typed);
    if (sheet->kept) typed = posted(sheet->fields, sheet->kept->fields);
    return sheet_page(visit, *reading, *sheet, form_state(visit, typed), 200);
}

Reply save_sheet(const Visit& visit, SheetOf sheet_of) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto sheet = sheet_of(visit, *reading);
    if (sheet && sheet->not_asked) return error_reply(409, {"pages.not_asked", {{"section", sheet->title}}});
    return sheet ? save(visit, *reading, *sheet) : error_reply(404);
}

}  // namespace

Reply show_section(const Visit& visit) { return show_sheet(visit, section_sheet); }
Reply save_section(const Visit& visit) { return save_sheet(visit, section_sheet); }
Reply show_form(const Visit& visit) { return show_sheet(visit, form_sheet); }
Reply save_form(const Visit& visit) { return save_sheet(visit, form_sheet); }

}  // namespace foerderlauf

// A step that asks for something, and the opening of a child machine: the same page, the same answers.
#include "casework/formal_application.hpp"
#include "letters/blocks.hpp"
#include "letters/compose.hpp"
#include "web/pages/call_years_view.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/letter_view.hpp"
#include "web/pages/machine_given.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/sections.hpp"
#include "web/pages/steps.hpp"
#include "web/pages/typed.hpp"
#include "web/pages/voucher_page.hpp"
#include "web/voucher_file.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

/// What one page asks for: a step of a machine of the case, or the opening of a machine.
struct Sheet {
    MachineId machine = 1;
    std::string name, title, source, path;
    std::vector<Field> fields;
    bool reason_required = false;
    bool signs = false;          ///< the answers are shown once more, for the last look
    const Step* step = nullptr;  ///< null for an opening
    std::optional<KeptWords> kept = {};
};

std::string case_path(CaseId id) { return "/cases/" + std::to_string(id); }

MachineId machine_id_of(const Request& request) {
    const auto found = request.parameters.find("machine");
    if (found == request.parameters.end()) return 1;
    MachineId id = 0;
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), id);
    return id;
}

bool freezes(const Step& step) {
    return std::ranges::any_of(step.effects, [](const EffectUse& use) { return use.effect == "freeze"; });
}

/// Whether the step signs a notice: then its text is read on the same page, word for word as it will be frozen.
bool decides(const Step& step) {
    return std::ranges::any_of(step.effects, [](const EffectUse& use) { return use.effect == "decide"; });
}

View notice_as_it_stands(const Visit& visit, const CaseReading& reading) {
    const auto name = notice_of(*reading.definition, reading.file);
    if (name.empty()) return false;
    const auto notice = compose(*visit.site().programmes.of(reading.file.version), reading.file, reading.situation,
                                visit.site().installation->texts, name, nullptr,
                                visit.site().recipients.names_of_partners(reading.file),
                                signer_of_draft(visit.account(), reading, name));
    return View::Group{{"letter_body", letter_view(letter_sheet(notice.content))},
                       {"notice_pdf", case_path(reading.file.id) + "/notice.pdf"}};
}

std::optional<Sheet> step_sheet(const Visit& visit, const CaseReading& reading) {
    const auto id = machine_id_of(visit.request);
    const auto* file = reading.file.machine(id);
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    const auto* step = machine ? machine->step(visit.request.parameter("step")) : nullptr;
    if (!step) return {};
    const auto path = case_path(reading.file.id) + (id == 1 ? "" : "/machines/" + std::to_string(id)) + "/steps/" +
                      step->name;
    Sheet sheet{id,   step->name,          step->title,           step->source,
                path, step->fields.fields, step->reason_required, freezes(*step),
                step};
    // The number of the formal application is not typed: the step makes it.
    if (id == 1 && makes_formal_application(*reading.definition, step->name)) sheet.fields.clear();
    return sheet;
}

std::optional<Sheet> opening_sheet(const Visit& visit, const CaseReading& reading) {
    const auto* machine = reading.definition->machine(visit.request.parameter("machine"));
    if (!machine || machine->inside.empty()) return {};
    return Sheet{1,
                 machine->name,
                 machine->title,
                 "",
                 case_path(reading.file.id) + "/machines/" + machine->name,
                 machine->opening.fields,
                 false,
                 false,
                 nullptr};
}

/// The offer of this very step, for its blockers; null when it is not offered to the reader now.
std::optional<Offer> offer_of(const CaseReading& reading, const Sheet& sheet) {
    if (!sheet.step) return {};
    for (auto& offer : offers(*reading.definition, reading.file, reading.situation, reading.actor, sheet.machine))
        if (offer.name == sheet.name) return std::move(offer);
    return {};
}

Field reason_field(const Sheet& sheet, const Words& words) {
    Field field;
    field.name = "reason";
    field.kind = FieldKind::LongText;
    field.label = words.sentence("pages.steps.reason");
    field.required = sheet.reason_required;
    return field;
}

View errors_view(const Sheet& sheet, const FormState& state, const Words& words) {
    if (state.errors.empty()) return false;
    auto all_fields = sheet.fields;
    all_fields.push_back(reason_field(sheet, words));
    return View::Group{
        {"errors_title", words.counted("pages.errors.title", static_cast<std::int64_t>(state.errors.size()))},
        {"errors_lead", words.sentence("pages.errors.lead")},
        {"error_links", error_links(all_fields, state, words)}};
}

/// What was given in this child machine before: what the step decides on.
View::Views given_so_far(const CaseReading& reading, const Sheet& sheet, const Words& words) {
    const auto* file = sheet.machine == 1 ? nullptr : reading.file.machine(sheet.machine);
    return file ? machine_given_view(reading, *file, words) : View::Views{};
}

View reason_view(const Sheet& sheet, const std::string& reason, const FormState& state, const Words& words) {
    const auto field = reason_field(sheet, words);
    return field_view(field, field.name, field.label, reason, state, words);
}

Reply sheet_page(const Visit& visit, const CaseReading& reading, const Sheet& sheet, FormState state,
                 const std::string& reason, int status, const std::vector<Blocker>& refused_by = {}) {
    const auto& words = visit.words;
    const auto offer = offer_of(reading, sheet);
    const auto blockers = !refused_by.empty() ? refused_by : offer ? offer->blockers : std::vector<Blocker>{};
    const auto form = application_form(*reading.definition).name;
    if (sheet.step && sheet.machine != 1) state.file_template = sheet.path + "/belegliste";
    View::Views fields = field_views(sheet.fields, state, words);
    if (sheet.step) fields.push_back(reason_view(sheet, reason, state, words));
    View view = View::Group{{"preline", preline_of(reading)},
                            {"heading", typeset(sheet.title)},
                            {"button", sheet.step ? typeset(sheet.title) : words.sentence("pages.steps.open")},
                            {"source", typeset(sheet.source)},
                            {"warning", sheet.step ? typeset(sheet.step->warning) : std::string{}},
                            {"warning_title", words.sentence("pages.steps.warning")},
                            {"path", sheet.path},
                            {"back", case_path(reading.file.id)},
                            {"fields", fields},
                            {"seq", std::to_string(sheet.kept ? sheet.kept->seen_seq
                                                              : visit.envelope().seen_seq.value_or(reading.file.seq))},
                            {"kept", sheet.kept ? sheet.kept->note : View{false}},
                            {"unsaved", visit.request.method == "POST"},
                            {"errors", errors_view(sheet, state, words)},
                            {"reasons", reasons_of(blockers, words)},
                            {"blocked", !blockers.empty()},
                            {"exception", exception_view(blockers.empty() ? offer : std::nullopt, words)},
                            {"refused_now", !refused_by.empty()},
                            {"read_note", state.note},
                            {"call", call_years_view(reading, sheet.step, words)},
                            {"facts", View::Views{}},
                            {"summary", View::Views{}}};
    if (!reading.as_applicant) view["facts"] = status_view(visit, reading)["facts"];
    const auto given = given_so_far(reading, sheet, words);
    view["given_parts"] = given;
    view["some_given"] = !given.empty();
    if (sheet.signs) view["summary"] = answers_view(reading, form, words);
    view["has_summary"] = sheet.signs;
    view["some_facts"] = view["facts"].says_something();
    view["notice"] = sheet.step && decides(*sheet.step) ? notice_as_it_stands(visit, reading) : View{false};
    return page(visit, "step",
                state.errors.empty() ? sheet.title : words.sentence("pages.errors.page", {{"title", sheet.title}}),
                view, status, NavPlace::Cases);
}

/// The form as it is opened: with what is known, or with what was typed on an earlier visit and not sent.
Reply opened_page(const Visit& visit, const CaseReading& reading, Sheet sheet, Record known) {
    sheet.kept = kept_words(visit, reading, sheet.path, sheet.fields, known);
    if (sheet.kept) known = posted(sheet.fields, sheet.kept->fields);
    const auto reason = sheet.kept ? sheet.kept->value("reason") : std::string{};
    return sheet_page(visit, reading, sheet, {std::move(known)}, reason, 200);
}

Reply answer(const Visit& visit, const CaseReading& reading, const Sheet& sheet, const Record& typed,
             const Result<Outcome>& outcome) {
    if (outcome) {
        forget_typed(visit, sheet.path);
        return see_other(case_path(reading.file.id));
    }
    const auto reason = visit.request.form.value("reason");
    FormState state{typed};
    switch (outcome.error().kind) {
        case Refusal::Kind::Overtaken:
            return overtaken(visit, reading, {sheet.path, sheet.fields, {}, typed, reason, sheet.title});
        case Refusal::Kind::Blocked:
            return sheet_page(visit, reading, sheet, state, reason, 409, outcome.error().blockers);
        case Refusal::Kind::BadInput:
            state.errors = outcome.error().fields;
            if (state.errors.empty()) state.errors[""] = outcome.error().message;
            return sheet_page(visit, reading, sheet, state, reason, 422);
        default: return refused(visit, outcome.error());
    }
}

/// Adding or removing a row: the same page with what was typed.
std::optional<FormState> worked_on(const Visit& visit, const Sheet& sheet) {
    const auto& form = visit.request.form;
    const bool from_file = form.has("read_file");
    if (!form.has("add") && !form.has("remove") && !form.has("recalculate") && !from_file) return {};
    FormState state{posted(sheet.fields, {form.begin(), form.end()}, form.value("remove"))};
    if (form.has("add")) state.spare_rows[form.value("add")] = 1;
    const auto* vouchers = from_file ? voucher_field(sheet.fields) : nullptr;
    return vouchers ? with_voucher_file(visit, *vouchers, std::move(state)) : state;
}

/// Whoever comes back to a step that was taken meanwhile is told so, instead of filling in a form for nothing.
std::optional<Refusal> over_already(const CaseReading& reading, const Sheet& sheet) {
    const auto* file = reading.file.machine(sheet.machine);
    if (sheet.step->leads_from(file->state)) return {};
    const auto* state = reading.definition->machine(file->name)->state(file->state);
    const Record values{{"title", sheet.title}, {"state_label", state ? state->label : file->state}};
    return Refusal{Refusal::Kind::Blocked,
                   {"refusal.blocked", {{"title", sheet.title}}},
                   {{"not_from_this_state", {}, {"blocker.not_from_this_state", values}}},
                   {}};
}

/// The draft is what comes next: its maker is led there.
Reply formal_application(const Visit& visit, const CaseReading& reading, const Sheet& sheet) {
    const auto& site = visit.site();
    const auto opened = apply_formally(site.store, site.programmes, site.dispatcher, site.clock, visit.envelope(),
                                       reading.file.id);
    return opened ? see_other(case_path(opened->case_id) + "/edit") : answer(visit, reading, sheet, {}, opened);
}

}  // namespace

Reply show_step(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto sheet = step_sheet(visit, *reading);
    if (!sheet) return error_reply(404);
    const Command command{.step = sheet->name,
                          .machine = sheet->machine,
                          .actor = reading->actor,
                          .fields = {},
                          .spelling = {},
                          .reason = {},
                          .seen_seq = {}};
    if (const auto duty = acting_duty(*reading->definition, reading->file, command); !duty)
        return refused(visit, duty.error());
    if (const auto over = over_already(*reading, *sheet)) return refused(visit, *over);
    return opened_page(visit, *reading, *sheet,
                       as_typed(sheet->fields, given_before(*reading, sheet->machine, *sheet->step)));
}

Reply take_step(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto sheet = step_sheet(visit, *reading);
    if (!sheet) return error_reply(404);
    if (const auto state = worked_on(visit, *sheet))
        return sheet_page(visit, *reading, *sheet, *state, visit.request.form.value("reason"),
                          state->errors.empty() ? 200 : 422);
    auto typed = posted(sheet->fields, {visit.request.form.begin(), visit.request.form.end()});
    const auto meant = take_untouched_apart(
        sheet->fields, as_typed(sheet->fields, given_before(*reading, sheet->machine, *sheet->step)), typed);
    if (sheet->machine == 1 && makes_formal_application(*reading->definition, sheet->name))
        return formal_application(visit, *reading, *sheet);
    StepWish wish{.case_id = reading->file.id,
                  .machine = sheet->machine,
                  .step = sheet->name,
                  .fields = meant,
                  .spelling = Spelling::German,
                  .reason = {}};
    if (const auto reason = visit.request.form.value("reason"); !reason.empty()) wish.reason = reason;
    return answer(visit, *reading, *sheet, typed, visit.site().dispatcher.take(visit.envelope(), wish));
}

Reply show_opening(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto sheet = opening_sheet(visit, *reading);
    return sheet ? opened_page(visit, *reading, *sheet, {}) : error_reply(404);
}

Reply open_machine(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto sheet = opening_sheet(visit, *reading);
    if (!sheet) return error_reply(404);
    if (const auto state = worked_on(visit, *sheet)) return sheet_page(visit, *reading, *sheet, *state, "", 200);
    const auto typed = posted(sheet->fields, {visit.request.form.begin(), visit.request.form.end()});
    const auto outcome = visit.site().dispatcher.open_machine(visit.envelope(),
                                                              {reading->file.id, sheet->name, typed, Spelling::German});
    return answer(visit, *reading, *sheet, typed, outcome);
}

}  // namespace foerderlauf

#include "letters/values.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string amount_text(const Value& cents) {
    const auto* number = cents.as_integer();
    return number ? to_german(Money::cents(*number)) : std::string{};
}

std::string day_text(const Value& iso) {
    const auto* text = iso.as_text();
    const auto day = text ? parse_date(*text) : Result<Date>{tl::unexpected{Refusal{}}};
    return day ? to_german(*day) : std::string{};
}

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? std::string{trimmed(*text)} : std::string{};
}

/// The words of a choice: `recommend.financing_type` is looked up among the forms and the steps of the main machine.
std::string option_label(const Definition& definition, std::string_view path, const std::string& value) {
    const auto dot = path.find('.');
    if (dot == std::string_view::npos) return value;
    const std::string owner{path.substr(0, dot)};
    const Form* form = nullptr;
    if (const auto found = definition.forms.find(owner); found != definition.forms.end()) form = &found->second;
    else if (const auto* step = definition.main().step(owner)) form = &step->fields;
    const auto* field = form ? form->find(path.substr(dot + 1)) : nullptr;
    if (!field) return value;
    const auto option = std::ranges::find(field->options, value, &Option::value);
    return option == field->options.end() ? value : option->label;
}

std::string column_label(const Definition& definition, const std::string& form_name, std::string_view rows,
                         std::string_view column, const std::string& value) {
    const auto form = definition.forms.find(form_name);
    const auto* field = form == definition.forms.end() ? nullptr : form->second.find(rows);
    if (!field) return value;
    const auto found = std::ranges::find(field->columns, column, &Field::name);
    if (found == field->columns.end()) return value;
    const auto option = std::ranges::find(found->options, value, &Option::value);
    return option == found->options.end() ? value : option->label;
}

std::string length_words(Length length, const Texts& texts) {
    static constexpr const char* units[] = {"day", "week", "month", "year", "working_day"};
    const std::string unit = units[static_cast<std::size_t>(length.unit)];
    return texts.sentence("letter.length." + unit + (length.count == 1 ? ".one" : ".many"), {{"count", length.count}});
}

/// A length as it stands in a form or among the programme's settings, in words; other text stays as it was written.
std::string length_text(const std::string& spelled, const Texts& texts) {
    const auto length = Length::parse(spelled);
    return length ? length_words(*length, texts) : spelled;
}

std::string setting_of(const Definition& definition, std::string_view name) {
    const auto* setting = member(definition.settings, name).as_record();
    return setting ? text_of(*setting, "value") : std::string{};
}

std::string use_window(const Writing& writing) {
    auto spelled = text_at(writing.file, "notice.use_window");
    if (spelled.empty()) spelled = setting_of(writing.definition, "use_window");
    return spelled.empty() ? spelled : length_text(spelled, writing.texts);
}

std::string proof_due(const Writing& writing) {
    if (const auto day = day_text(writing.file.at("notice.proof_due")); !day.empty())
        return writing.texts.sentence("letter.proof_by_day", {{"day", day}});
    const auto spelled = setting_of(writing.definition, "proof_due");
    return spelled.empty()
               ? spelled
               : writing.texts.sentence("letter.proof_within", {{"length", length_text(spelled, writing.texts)}});
}

void add_application(const Writing& writing, Record& values) {
    const auto& file = writing.file;
    const auto corrected_title = text_of(file.grant, "project_title");
    values["project_title"] = corrected_title.empty() ? text_at(file, writing.definition.title_field) : corrected_title;
    values["project_description"] = text_at(file, "grant.project_description");
    values["planned_start"] = day_text(file.at("grant.planned_start"));
    values["planned_end"] = day_text(file.at("grant.planned_end"));
    values["requested"] = amount_text(file.at(writing.definition.money.requested));
    values["submitted_on"] = file.submitted_on ? to_german(*file.submitted_on) : std::string{};
    const auto inaction = std::ranges::find(file.deadlines, "inaction", &RunningDeadline::name);
    values["inaction_due"] = inaction == file.deadlines.end() ? std::string{} : to_german(inaction->due);
}

/// The line the money stands at: of the grant, else of the reservation, else the programme's only one.
std::string budget_line(const Writing& writing) {
    if (auto line = text_of(writing.file.grant, "budget_line"); !line.empty()) return line;
    for (const auto& [account, amount] : writing.file.held)
        if (account.stage == "reserved" || account.stage == "committed") return account.line;
    const auto& lines = writing.situation.budget_lines;
    return lines.size() == 1 ? lines.front() : std::string{};
}

void add_grant(const Writing& writing, Record& values) {
    const auto& [definition, file] = std::tie(writing.definition, writing.file);
    const auto& paths = definition.money;
    // After the decision the grant holds what was decided; before it, what is recommended would be.
    const auto granted = [&](std::string_view name, const std::string& path) -> const Value& {
        return file.grant.empty() ? file.at(path) : member(file.grant, name);
    };
    const auto& award = granted("award_cents", paths.award);
    values["award"] = amount_text(award);
    values["award_words"] = award.as_integer() ? in_german_words(Money::cents(*award.as_integer())) : std::string{};
    values["eligible"] = amount_text(granted("eligible_cents", paths.eligible));
    const auto* type = granted("financing_type", paths.financing_type).as_text();
    values["financing_type"] = type ? option_label(definition, paths.financing_type, *type) : std::string{};
    const auto* rate_text = granted("rate", paths.rate).as_text();
    const auto rate = rate_text ? Percent::parse(*rate_text) : Result<Percent>{tl::unexpected{Refusal{}}};
    values["rate"] = rate ? to_german(*rate) : std::string{};

    const auto* asked = file.at(paths.requested).as_integer();
    const bool partial = asked && award.as_integer() && *award.as_integer() < *asked;
    values["partial"] = partial;
    values["not_granted"] = partial ? to_german(Money::cents(*asked - *award.as_integer())) : std::string{};
    List cut_items;
    const auto owner = paths.award.substr(0, paths.award.find('.'));
    if (const auto* rows = file.at(owner + ".cuts").as_list())
        for (const auto& row : *rows)
            if (const auto* cut = row.as_record())
                cut_items.emplace_back(Record{{"item", trimmed(text_of(*cut, "item"))},
                                              {"amount", amount_text(member(*cut, "amount_cents"))},
                                              {"reason", trimmed(text_of(*cut, "reason"))}});
    values["has_cut_items"] = !cut_items.empty();
    values["cut_items"] = std::move(cut_items);

    List slices;
    const auto line = budget_line(writing);
    if (const auto* rows = granted("slices", paths.slices).as_list())
        for (const auto& row : *rows)
            if (const auto* slice = row.as_record())
                slices.emplace_back(Record{{"year", std::to_string(integer_of(*slice, "year"))},
                                           {"amount", amount_text(member(*slice, "amount_cents"))},
                                           {"line", line}});
    values["slices"] = std::move(slices);
}

/// Costs and cover of the grant in force, row by row, for the annex: what is granted for can be read without the application.
void add_plans(const Writing& writing, Record& values) {
    const auto form = writing.definition.money.requested.substr(0, writing.definition.money.requested.find('.'));
    List costs, cover;
    const auto rows = [&](const char* path, List& into, const auto& printed) {
        if (const auto* list = writing.file.at(path).as_list())
            for (const auto& row : *list)
                if (const auto* plan = row.as_record()) into.emplace_back(printed(*plan));
    };
    rows("grant.cost_plan", costs, [](const Record& row) {
        return Record{{"item", trimmed(text_of(row, "item"))},
                      {"year", std::to_string(integer_of(row, "year"))},
                      {"amount", amount_text(member(row, "amount_cents"))},
                      {"counts", flag_of(row, "eligible")}};
    });
    rows("grant.financing_plan", cover, [&](const Record& row) {
        return Record{{"origin", trimmed(text_of(row, "source"))},
                      {"kind", column_label(writing.definition, form, "financing_plan", "kind", text_of(row, "kind"))},
                      {"year", std::to_string(integer_of(row, "year"))},
                      {"amount", amount_text(member(row, "amount_cents"))}};
    });
    values["has_plans"] = !costs.empty();
    values["cost_plan"] = std::move(costs);
    values["has_cover"] = !cover.empty();
    values["financing_plan"] = std::move(cover);
}

void add_partners(const Writing& writing, Record& values) {
    List partners;
    for (const auto& partner : writing.file.partners) {
        if (partner.state != Partner::State::Confirmed) continue;
        const auto named = writing.names.find(partner.recipient);
        const auto name = named == writing.names.end() ? writing.texts.sentence("letter.body.unknown") : named->second;
        partners.emplace_back(Record{{"name", name}, {"key", partner.recipient}, {"share", to_german(partner.share)}});
    }
    values["has_partners"] = !partners.empty();
    values["partners"] = std::move(partners);
}

void add_notice(const Writing& writing, Record& values) {
    values["use_window"] = use_window(writing);
    values["proof_due"] = proof_due(writing);
    values["reasons"] = text_at(writing.file, "notice.reasons");
    List conditions;
    if (const auto* rows = writing.file.at("notice.special_conditions").as_list())
        for (const auto& row : *rows)
            if (const auto* condition = row.as_record())
                conditions.emplace_back(
                    Record{{"number", std::to_string(conditions.size() + 1)},
                           {"kind", column_label(writing.definition, "notice", "special_conditions", "kind",
                                                 text_of(*condition, "kind"))},
                           {"text", trimmed(text_of(*condition, "text"))},
                           // a right to revoke is nothing the recipient could fulfil by a day
                           {"due", text_of(*condition, "kind") == "revocation" ? std::string{}
                                                                               : day_text(member(*condition, "due"))}});
    values["conditions"] = std::move(conditions);
}

/// What an item of a supplement request is about: the label of a field or of a kind of document.
std::string about(const Definition& definition, const Record& item) {
    const auto document = definition.document_labels.find(text_of(item, "document"));
    if (document != definition.document_labels.end()) return document->second;
    auto name = text_of(item, "field");
    for (const auto& [form_name, form] : definition.forms)
        if (const auto* field = form.find(name)) return field->label;
    return name;
}

const Record& input_of(const Writing& writing) {
    static const Record nothing;
    if (writing.event) return writing.event->facts.fields;
    const auto* step = step_of_letter(writing.definition, writing.letter);
    const auto given = step ? writing.file.main().given.find(step->name) : writing.file.main().given.end();
    return given == writing.file.main().given.end() ? nothing : given->second;
}

/// The day the officer set, else the one the step's own deadline ends on (a hearing that follows a lapsed period).
std::string due_text(const Writing& writing, const Record& input) {
    if (auto due = day_text(member(input, "due")); !due.empty() || !writing.event) return due;
    for (const auto& started : writing.event->facts.deadlines_started) {
        const auto rule = std::ranges::find(writing.definition.main().deadlines, started.name, &DeadlineRule::name);
        if (rule != writing.definition.main().deadlines.end() && rule->after_field == "due")
            return to_german(started.due);
    }
    const auto& started = writing.event->facts.deadlines_started;  // a reminder: the time it leaves
    return started.empty() ? std::string{} : to_german(started.front().due);
}

void add_event(const Writing& writing, Record& values) {
    const auto& input = input_of(writing);
    values["due"] = due_text(writing, input);
    const bool reasoned = writing.event && writing.event->facts.reason;
    values["reason"] = reasoned ? std::string{trimmed(writing.event->facts.reason->text)} : std::string{};
    List items;
    for (const auto& row : list_of(input, "items"))
        if (const auto* item = row.as_record())
            items.emplace_back(
                Record{{"text", trimmed(text_of(*item, "text"))}, {"about", about(writing.definition, *item)}});
    values["items"] = std::move(items);
}

}  // namespace

const Step* step_of_letter(const Definition& definition, std::string_view letter) {
    for (const auto& machine : definition.machines)
        for (const auto& step : machine.steps)
            for (const auto& use : step.effects)
                if (use.effect == "letter" && use.argument.as_text() && *use.argument.as_text() == letter) return &step;
    return nullptr;
}

std::string addressed(const Recipient& recipient, const Texts& texts) {
    // `Pößneck, Stadt` and `Wartburgkreis` say by themselves what they are.
    const bool says_itself = recipient.name.find(", ") != std::string::npos ||
                             folded(recipient.name).ends_with("kreis");
    const auto key = "letter.body." + recipient.kind;
    if (says_itself || !texts.knows(key)) return spoken_name(recipient);
    return texts.sentence(key, {{"name", recipient.name}});
}

Record letter_values(const Writing& writing) {
    Record values;
    add_head(writing, values);
    add_application(writing, values);
    add_grant(writing, values);
    add_plans(writing, values);
    add_partners(writing, values);
    add_notice(writing, values);
    add_event(writing, values);
    add_change(writing, values);
    add_settlement(writing, values);
    add_told(writing, values);
    add_correction(writing, values);
    add_signer(writing, values);
    return values;
}

}  // namespace foerderlauf

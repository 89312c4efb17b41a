#include "casework/case_row.hpp"

#include "workflow/retention.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// A body, the association it belongs to, and the same of whoever took its place.
void add_readers(std::vector<std::string>& readers, const CaseFile& file, const Recipient& body) {
    for (const auto& reader : {body, file.acting_for(body)})
        for (const auto& key : {reader.key, reader.association_ars})
            if (!key.empty()) readers.push_back(key);
}

std::vector<std::string> readers_of(const CaseFile& file) {
    std::vector<std::string> readers;
    add_readers(readers, file, file.recipient);
    for (const auto& [key, end] : file.ended_bodies)
        if (file.acting_for(end.successor).key == file.acting_for(file.recipient).key)
            add_readers(readers, file, end.successor);
    for (const auto& former : file.former_recipients) add_readers(readers, file, former);
    for (const auto& partner : file.partners) {
        if (partner.state == Partner::State::Declined) continue;
        Recipient body;
        body.key = partner.recipient;
        readers.push_back(body.key);
        readers.push_back(file.acting_for(body).key);
    }
    std::ranges::sort(readers);
    const auto twice = std::ranges::unique(readers);
    readers.erase(twice.begin(), twice.end());
    return readers;
}

std::optional<Date> due_of(const CaseFile& file, std::string_view name) {
    const auto found = std::ranges::find(file.deadlines, name, &RunningDeadline::name);
    return found == file.deadlines.end() ? std::nullopt : std::optional{found->due};
}

std::optional<Date> next_due(const CaseFile& file) {
    const auto earliest = std::ranges::min_element(file.deadlines, {}, &RunningDeadline::due);
    return earliest == file.deadlines.end() ? std::nullopt : std::optional{earliest->due};
}

/// Child machines that wait for somebody, by id.
std::vector<ChildTask> tasks_of(const Definition& definition, const CaseFile& file) {
    std::vector<ChildTask> tasks;
    for (const auto& child : file.machines) {
        const auto* machine = child.id == 1 ? nullptr : definition.machine(child.name);
        const auto* state = machine ? machine->state(child.state) : nullptr;
        if (state && !state->final)
            tasks.push_back({child.id, child.name, child.state, state->owner, berlin_day(child.since)});
    }
    return tasks;
}

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? *text : std::string{};
}

bool is_words(const Field& field) { return field.kind == FieldKind::Text || field.kind == FieldKind::LongText; }

void add_words(std::string& words, const Field& field, const Record& answers) {
    const auto& value = member(answers, field.name);
    if (is_words(field))
        if (const auto* text = value.as_text()) words += *text + '\n';
    if (const auto* rows = value.as_list())
        for (const auto& row : *rows)
            for (const auto& column : field.columns)
                if (const auto* cells = row.as_record()) add_words(words, column, *cells);
}

/// Every text somebody wrote into a form, the field of the case's title apart.
std::string words_of_form(const Definition& definition, const CaseFile& file, const std::string& name) {
    std::string words;
    const auto form = definition.forms.find(name);
    const auto answers = file.forms.find(name);
    if (form == definition.forms.end() || answers == file.forms.end()) return words;
    for (const auto& field : form->second.fields)
        if (name + '.' + field.name != definition.title_field) add_words(words, field, answers->second);
    return words;
}

std::vector<SearchPart> search_parts(const Definition& definition, const CaseFile& file, const CaseRow& row) {
    const auto& body = file.recipient;
    std::vector<SearchPart> parts{
        {"case", file.file_number + '\n' + body.name + '\n' + body.ags + ' ' + body.ars + '\n' + body.district},
        {"title", row.title}};
    const auto application = definition.title_field.substr(0, definition.title_field.find('.'));
    parts.push_back({"description", words_of_form(definition, file, application)});
    for (const auto& message : file.messages)
        if (!message.text.erased) parts.push_back({"message", message.text.text});
    parts.push_back({"notice", words_of_form(definition, file, "notice"), false});
    std::erase_if(parts, [](const SearchPart& part) { return part.text.empty(); });
    return parts;
}

/// The letters of a decision that was signed and is not served: the applicant's side reads them with the service.
std::vector<std::int64_t> untold_letters(const Definition& definition, const CaseFile& file) {
    if (!file.decided_on || file.served_on) return {};
    const auto decides = [&](const Taken& taken) {
        const auto* step = taken.machine == 1 ? definition.main().step(taken.step) : nullptr;
        return step && std::ranges::find(step->effects, "decide", &EffectUse::effect) != step->effects.end();
    };
    const auto decision = std::find_if(file.history.rbegin(), file.history.rend(), decides);
    return decision == file.history.rend() ? std::vector<std::int64_t>{} : std::vector{decision->seq};
}

}  // namespace

CaseRow row_of(const Definition& definition, const CaseFile& file) {
    CaseRow row;
    const auto* state = definition.main().state(file.main().state);
    const auto money = money_of(definition, file);
    row.id = file.id;
    row.file_number = file.file_number;
    row.programme = file.programme;
    row.recipient = file.recipient.key;
    row.recipient_name = file.recipient.name;
    row.district = file.recipient.district;
    row.readers = readers_of(file);
    row.state = file.main().state;
    row.owner = state ? state->owner : std::string{};
    // Of a case whose texts were deleted only the tombstone is left, since that day.
    row.since = berlin_day(is_disposed(file) ? file.last("dispose")->at : file.main().since);
    row.title = text_at(file, definition.title_field);
    row.funding_object = text_at(file, definition.funding_object_field);
    row.submitted_on = file.submitted_on;
    row.decided_on = file.decided_on;
    row.served_on = file.served_on;
    row.clock_due = due_of(file, "inaction");
    row.next_due = next_due(file);
    row.requested = money.requested;
    row.award = money.award;
    row.seq = file.seq;
    row.position = file.position;
    row.authority_sees = file.authority_sees;
    row.tasks = tasks_of(definition, file);
    row.words = search_parts(definition, file, row);
    row.untold_letters = untold_letters(definition, file);
    for (const auto& [duty, officer] : file.officers) row.officers[duty] = officer.account;
    row.final = state && state->final && row.tasks.empty();
    return row;
}

Projector projector_of(const Programmes& programmes) {
    return [&programmes](const CaseFile& file) {
        if (file.version.empty()) return CaseRow{};  // the installation's own record is in no list
        return row_of(*programmes.of(file.version), file);
    };
}

}  // namespace foerderlauf

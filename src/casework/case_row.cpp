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

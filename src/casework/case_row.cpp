#include "casework/case_row.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::vector<std::string> readers_of(const CaseFile& file) {
    std::vector<std::string> readers{file.recipient.key};
    if (!file.recipient.association_ars.empty()) readers.push_back(file.recipient.association_ars);
    for (const auto& partner : file.partners)
        if (partner.state != Partner::State::Declined) readers.push_back(partner.recipient);
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
    row.since = berlin_day(file.main().since);
    row.title = text_at(file, "application.project_title");
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
    row.final = state && state->final;
    return row;
}

Projector projector_of(const Programmes& programmes) {
    return [&programmes](const CaseFile& file) {
        if (file.version.empty()) return CaseRow{};  // the installation's own record is in no list
        return row_of(*programmes.of(file.version), file);
    };
}

}  // namespace foerderlauf

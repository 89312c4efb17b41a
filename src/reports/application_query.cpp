// Applications that were submitted and are not decided (domain.md § 6.4, Warteliste / Anträge).
#include "reports/query.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// An open application on one day, from the list row (today) or from the case as it stood (a past day).
struct OpenApplication {
    std::string file_number, recipient, recipient_name, district, programme, object, project_title, state, owner;
    Money requested;
    Date submitted_on{}, since{};
    std::optional<Date> clock_due;
    CaseId id = 0;
    std::int64_t position = 0;
};

bool is_final(const Definition& definition, const std::string& state) {
    const auto* known = definition.main().state(state);
    return known && known->final;
}

std::optional<OpenApplication> open_now(const Asking& asking, const CaseRow& row) {
    // A withdrawn application may still have an early start open: what counts is the main machine.
    const auto definition = asking.programmes.current(row.programme);
    if (!row.submitted_on || row.decided_on || (definition && is_final(*definition, row.state))) return {};
    return OpenApplication{row.file_number,    row.recipient, row.recipient_name, row.district, row.programme,
                           row.funding_object, row.title,     row.state,          row.owner,    row.requested,
                           *row.submitted_on,  row.since,     row.clock_due,      row.id,       row.position};
}

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? *text : std::string{};
}

/// False when the row of today alone says that the application was not open on that day.
bool may_have_been_open(const CaseRow& row, Date day) {
    if (!row.submitted_on || *row.submitted_on > day) return false;
    if (row.decided_on && *row.decided_on <= day) return false;
    return !row.final || row.decided_on || row.since > day;  // else withdrawn, or settled otherwise, before
}

std::optional<OpenApplication> open_on(const Asking& asking, const CaseRow& row) {
    if (!may_have_been_open(row, asking.day)) return {};
    const auto file = asking.snapshot.case_file_as_of(row.id, asking.day);
    if (!file || !file->submitted_on || file->decided_on) return {};
    const auto definition = asking.programmes.of(file->version);
    if (is_final(*definition, file->main().state)) return {};
    const auto* state = definition->main().state(file->main().state);
    const auto clock = std::ranges::find(file->deadlines, "inaction", &RunningDeadline::name);
    return OpenApplication{file->file_number,
                           file->recipient.key,
                           file->recipient.name,
                           file->recipient.district,
                           file->programme,
                           text_at(*file, definition->funding_object_field),
                           text_at(*file, "application.project_title"),
                           file->main().state,
                           state ? state->owner : std::string{},
                           money_of(*definition, *file).requested,
                           *file->submitted_on,
                           berlin_day(file->main().since),
                           clock == file->deadlines.end() ? std::nullopt : std::optional{clock->due},
                           file->id,
                           file->position};
}

void applications(const Asking& asking, const Emit& emit) {
    each_visible_case(asking, [&](const CaseRow& row) {
        const auto open = asking.options.as_of ? open_on(asking, row) : open_now(asking, row);
        if (!open) return;
        const auto definition = asking.programmes.current(open->programme);
        const auto holder = open->owner.empty() ? std::string{} : asking.texts.sentence("report.duty." + open->owner);
        emit({open->file_number, open->recipient, open->recipient_name, open->district,
              programme_label(asking, open->programme), object_label(definition.get(), open->object),
              open->project_title, open->requested, open->submitted_on,
              std::int64_t{days_between(open->submitted_on, asking.day)}, state_label(definition.get(), open->state),
              holder, open->since, open->clock_due ? Cell{*open->clock_due} : Cell{}, open->id, open->position});
    });
}

}  // namespace

Query applications_query() {
    return {"applications",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"district", CellKind::Text},
             {"programme", CellKind::Text},
             {"object", CellKind::Text},
             {"project_title", CellKind::Text},
             {"requested", CellKind::Amount},
             {"submitted_on", CellKind::Day},
             {"age_days", CellKind::Integer},
             {"state", CellKind::Text},
             {"holder", CellKind::Text},
             {"since", CellKind::Day},
             {"clock_due", CellKind::Day},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            applications};
}

}  // namespace foerderlauf

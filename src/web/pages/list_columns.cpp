#include "web/pages/list_columns.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "exchange/csv.hpp"
#include "web/pages/lists.hpp"
#include "workflow/check_list.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 7> known = {"body", "state", "officer", "missing", "age", "clock", "amount"};

bool holds(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string said(View& view, std::string_view key) {
    const auto* words = std::get_if<std::string>(&view[key].any());
    return words ? *words : std::string{};
}

std::string head_of(const Visit& visit, std::string_view column) {
    return visit.words.sentence("pages.worklist.column." + std::string{column});
}

/// What the applicant was asked for and has not brought yet.
std::int64_t asked_for(const CaseReading& reading) {
    const auto* state = reading.definition->main().state(reading.file.main().state);
    const auto given = reading.file.main().given.find("request_supplement");
    const bool waits = state && is_applicant_duty(state->owner) && !state->edits.empty();
    if (!waits || given == reading.file.main().given.end()) return 0;
    return static_cast<std::int64_t>(list_of(given->second, "items").size());
}

std::string list_words(const CaseReading& reading, const Words& words) {
    for (const auto& list : reading.definition->check_lists) {
        const auto* step = reading.definition->main().step(list.step);
        if (!step || !step->leads_from(reading.file.main().state)) continue;
        const auto answers = answers_to(list, reading.file);
        const auto all = static_cast<std::int64_t>(answers.size());
        const auto answered = count_of_answers(answers);
        if (answered < all)
            return words.sentence("pages.worklist.missing.check_list", {{"answered", answered}, {"all", all}});
    }
    return {};
}

std::string cell_for_csv(const Visit& visit, const CaseRow& row, View& view, std::string_view column) {
    if (column == "body") return said(view, "row_body");
    if (column == "state") return said(view, "row_state");
    if (column == "officer") return officers_of(visit, row);
    if (column == "missing") return missing_in(visit, row.id);
    if (column == "age")
        return row.submitted_on ? std::to_string(std::max(0, days_between(*row.submitted_on, visit.words.today())))
                                : "";
    if (column == "clock") return row.clock_due ? to_german(*row.clock_due) : "";
    const bool told = visit.as_staff() || row.served_on;
    return to_german_number(!row.award.is_zero() && told ? row.award : row.requested);
}

}  // namespace

std::vector<std::string> columns_of(const Visit& visit) {
    const auto asked = visit.request.query.all("column");
    const bool usual = std::ranges::none_of(
        asked, [](const auto& name) { return std::ranges::find(known, name) != known.end(); });
    std::vector<std::string> columns;
    for (const auto name : known) {
        const bool of_staff = name == "officer" || name == "missing";
        if (of_staff && !visit.as_staff()) continue;
        if (usual ? name != "missing" : holds(asked, name)) columns.emplace_back(name);
    }
    return columns;
}

void add_columns(const Visit& visit, const std::vector<std::string>& columns, View& view) {
    View::Views choices;
    for (const auto name : known) {
        const bool shown = holds(columns, name);
        view["show_" + std::string{name}] = shown;
        choices.push_back(View::Group{
            {"column_name", std::string{name}}, {"column_label", head_of(visit, name)}, {"column_chosen", shown}});
    }
    view["some_choices"] = visit.as_staff();
    view["column_choices"] = std::move(choices);
}

std::string missing_in(const Visit& visit, CaseId id) {
    const auto& words = visit.words;
    const auto reading = case_of(visit, id);
    if (!reading) return {};
    std::vector<std::string> parts;
    if (const auto items = asked_for(*reading); items > 0)
        parts.push_back(words.counted("pages.worklist.missing.asked", items));
    if (auto list = list_words(*reading, words); !list.empty()) parts.push_back(std::move(list));
    for (const auto& offer : reading->offers)
        if (offer.primary && !offer.allowed)
            parts.push_back(words.counted("pages.worklist.missing.blockers",
                                          static_cast<std::int64_t>(offer.blockers.size()), {{"title", offer.title}}));
    return parts.empty() ? words.sentence("pages.worklist.missing.nothing") : joined(parts, ", ");
}

std::string officers_of(const Visit& visit, const CaseRow& row) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& duty) {
        const auto given = row.officers.find(duty);
        auto name = given == row.officers.end() ? std::string{}
                                                : person_name(visit.site().identity.name_of(given->second));
        if (!name.empty() && !holds(names, name)) names.push_back(std::move(name));
    };
    add(row.owner);
    for (const auto& task : row.tasks) add(task.owner);
    return joined(names, ", ");
}

std::string list_as_csv(const Visit& visit, const std::vector<CaseRow>& rows, const std::vector<std::string>& columns) {
    std::vector<std::string> head{head_of(visit, "number"), head_of(visit, "title")};
    for (const auto& column : columns) head.push_back(head_of(visit, column));
    std::vector<std::vector<std::string>> records{std::move(head)};
    for (const auto& row : rows) {
        auto view = case_row_view(visit, row);
        std::vector<std::string> record{said(view, "row_number"), said(view, "row_title")};
        for (const auto& column : columns) record.push_back(cell_for_csv(visit, row, view, column));
        records.push_back(std::move(record));
    }
    return write_csv(records, ';');
}

}  // namespace foerderlauf

#include "web/pages/machine_given.hpp"

#include "casework/disclosure.hpp"
#include "web/pages/answer_parts.hpp"
#include "workflow/comparison.hpp"
#include "workflow/prefill.hpp"
#include "workflow/settlement.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace foerderlauf {

namespace {

/// Amounts that a step's effects counted, in the order they are read.
constexpr std::array<std::string_view, 13> counted_amounts = {
    "eligible_cents",       "own_cents",      "other_cents",    "award_cents",
    "paid_cents",           "release_cents",  "reclaim_cents",  "principal_cents",
    "released_cents",       "interest_cents", "returned_cents", "interest_returned_cents",
    "waived_interest_cents"};

/// One machine of the case while its parts are made.
struct Panel {
    const CaseReading& reading;
    const MachineFile& file;
    const Machine& machine;
    const Words& words;

    std::string id_of(const std::string& name) const { return "m" + std::to_string(file.id) + "-" + name; }
};

std::string name_of(const Field& field, const Record& row, const Words& words) {
    std::string name;
    for (const auto& column : field.columns) {
        const auto text = for_reading(column, member(row, column.name), words);
        if (!text.empty()) name += (name.empty() ? "" : ", ") + text;
    }
    return name;
}

std::vector<std::string> cells_of(const std::string& name, const ComparedRow& row, const Words& words) {
    const auto deviation = deviation_in_tenths(row);
    return {name, words.amount(row.planned), words.amount(row.actual), words.amount(row.difference()),
            deviation ? tenths_in_german(*deviation) : words.sentence("pages.compared.unplanned")};
}

View compared_table(const Comparison& comparison, const Words& words) {
    const auto& field = *comparison.field;
    View::Views heads{answers_head(field.columns.front().label, false)};
    for (const auto* key : {"planned", "actual", "difference", "percent"})
        heads.push_back(answers_head(words.sentence("pages.compared." + std::string{key}), true));
    View::Views lines;
    for (const auto& row : comparison.rows)
        lines.push_back(answers_line(heads, cells_of(name_of(field, row.row, words), row, words)));
    lines.push_back(answers_line(heads, cells_of(words.sentence("pages.rows.sum"), comparison.sum, words)));
    return answers_table(words.sentence("pages.compared.caption", {{"label", field.label}}), heads, std::move(lines));
}

/// Base rate and rate day by day (§ 49a Abs. 3 VwVfG).
View interest_table(const List& periods, const Words& words) {
    const auto label = [&](const char* key) { return words.sentence("pages.interest." + std::string{key}); };
    const View::Views heads{answers_head(label("from"), false), answers_head(label("to"), false),
                            answers_head(label("days"), true), answers_head(label("base_rate"), true),
                            answers_head(label("rate"), true)};
    View::Views lines;
    for (const auto& entry : periods) {
        const auto* period = entry.as_record();
        if (!period) continue;
        const auto rate = [&](const char* key) { return rate_in_german(integer_of(*period, key)); };
        const auto day = [&](const char* key) { return to_german(*parse_date(text_of(*period, key))); };
        lines.push_back(answers_line(heads, {day("from"), day("to"), std::to_string(integer_of(*period, "days")),
                                             rate("base_hundredths"), rate("rate_hundredths")}));
    }
    return answers_table(label("caption"), heads, std::move(lines));
}

void add_counted(AnswersPart& part, const Step& step, const Record& given, const Words& words) {
    for (const auto name : counted_amounts)
        if (const auto* cents = member(given, name).as_integer(); cents && !step.fields.find(name))
            part.add_line(words.sentence("pages.counted." + std::string{name}), words.amount(Money::cents(*cents)));
    if (const auto& periods = list_of(given, "periods"); !periods.empty())
        part.tables.push_back(interest_table(periods, words));
}

/// What interest could be claimed for money not used in time (§ 49a Abs. 4 VwVfG): a proposal for the authority's eyes.
void add_proposed_interest(AnswersPart& part, const Record& given, const Words& words) {
    for (const auto& entry : list_of(given, "interest_proposal"))
        if (const auto* proposal = entry.as_record())
            part.add_line(words.sentence("pages.interest.label"),
                          words.sentence(text_of(*proposal, "missing").empty() ? "pages.interest.proposed"
                                                                               : "pages.interest.missing",
                                         *proposal));
}

/// With a table of plan and actual the rows themselves say nothing more.
AnswersPart part_of(const Panel& panel, const Step& step, const Record& given, const std::string& title) {
    AnswersPart part{panel.id_of(step.name), title};
    const auto compared = comparisons_of(step, panel.reading.file, panel.file);
    for (const auto& field : step.fields.fields) {
        const auto found = std::ranges::find(compared, &field, &Comparison::field);
        if (found != compared.end()) part.tables.push_back(compared_table(*found, panel.words));
        else part.add_field(field, member(given, field.name), panel.words);
    }
    if (!compared.empty())
        part.add_line(panel.words.sentence("pages.compared.against"),
                      panel.words.sentence("pages.compared.version",
                                           {{"number", integer_of(panel.reading.file.grant, "version", 1)}}));
    add_counted(part, step, given, panel.words);
    if (!panel.reading.as_applicant) add_proposed_interest(part, given, panel.words);
    return part;
}

/// What a repayment still asks for, while it asks.
AnswersPart owed_part(const Panel& panel) {
    AnswersPart part{panel.id_of("offen"), panel.words.sentence("pages.owed.title")};
    const auto claim = panel.file.given.find("claim");
    const auto* state = panel.machine.state(panel.file.state);
    if (claim == panel.file.given.end() || !state || state->final) return part;
    const auto owed = owed_of(panel.file);
    part.add_line(panel.words.sentence("pages.owed.principal"), panel.words.amount(owed.principal));
    part.add_line(panel.words.sentence("pages.owed.interest"), panel.words.amount(owed.interest));
    return part;
}

AnswersPart opening_part(const Panel& panel) {
    AnswersPart part{panel.id_of("open"), panel.words.sentence("pages.machine.opened")};
    if (const auto given = panel.file.given.find("open"); given != panel.file.given.end())
        for (const auto& field : panel.machine.opening.fields)
            part.add_field(field, member(given->second, field.name), panel.words);
    return part;
}

void add_part(View::Views& parts, const AnswersPart& part) {
    if (!part.empty()) parts.push_back(part.view());
}

}  // namespace

View::Views machine_given_view(const CaseReading& reading, const MachineFile& file, const Words& words) {
    View::Views parts;
    const auto* machine = reading.definition->machine(file.name);
    if (!machine) return parts;
    const Panel panel{reading, file, *machine, words};
    add_part(parts, owed_part(panel));
    std::set<std::string> shown;
    for (auto taken = reading.file.history.rbegin(); taken != reading.file.history.rend(); ++taken) {
        const auto* step = taken->machine == file.id ? machine->step(taken->step) : nullptr;
        const auto given = step ? file.given.find(step->name) : file.given.end();
        if (given == file.given.end() || !shown.insert(step->name).second) continue;
        if (reading.as_applicant && !is_told_to_applicant(*machine, file, step->name)) continue;
        const auto title = words.sentence("pages.machine.given",
                                          {{"title", step->title}, {"day", to_iso(berlin_day(taken->at))}});
        add_part(parts, part_of(panel, *step, given->second, title));
    }
    add_part(parts, opening_part(panel));
    return parts;
}

Record given_before(const CaseReading& reading, MachineId machine, const Step& step) {
    const auto* file = reading.file.machine(machine);
    if (!file) return {};
    const auto own = file->given.find(step.name);
    if (own != file->given.end()) return own->second;
    auto known = proposed(*reading.definition, step.fields, reading.file, *file, reading.situation.today);
    const auto opening = file->given.find("open");
    if (machine != 1 && opening != file->given.end())
        for (const auto& [field, value] : opening->second) known.try_emplace(field, value);
    return known;
}

}  // namespace foerderlauf

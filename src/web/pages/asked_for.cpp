#include "web/pages/asked_for.hpp"

#include "casework/disclosure.hpp"

#include <algorithm>
#include <ranges>

namespace foerderlauf {

namespace {

/// The section an item points to, by the field or the kind of document it names; null when it names none.
const Section* section_of_item(const std::vector<Section>& sections, const Record& item) {
    if (!text_of(item, "document").empty()) return section_named(sections, "documents");
    const auto field = text_of(item, "field");
    return field.empty() ? nullptr : section_of_field(sections, field);
}

/// `Preisgrundlage`, the label of a field, or nothing.
std::string name_of_item(const CaseReading& reading, const Record& item) {
    const auto& labels = reading.definition->document_labels;
    if (const auto document = labels.find(text_of(item, "document")); document != labels.end()) return document->second;
    const auto field = text_of(item, "field");
    const auto* known = application_form(*reading.definition).find(field.substr(0, field.find('.')));
    return known ? known->label : std::string{};
}

View item_view(const CaseReading& reading, const std::vector<Section>& sections, const Record& item) {
    const auto* section = section_of_item(sections, item);
    const auto path = section ? "/cases/" + std::to_string(reading.file.id) + "/edit/" + section->slug : std::string{};
    return View::Group{{"asked_words", text_of(item, "text")},
                       {"asked_name", typeset(name_of_item(reading, item))},
                       {"asked_path", path},
                       {"asked_section", section ? section->title : std::string{}}};
}

/// The step of the main machine that led to the present state; null for a fresh draft.
const Taken* taken_to_here(const CaseFile& file) {
    for (const auto& taken : std::views::reverse(file.history))
        if (taken.machine == 1 && taken.to == file.main().state && taken.from != taken.to) return &taken;
    return nullptr;
}

/// What the authority's step asked for, row by row.
std::vector<Record> items_asked(const CaseFile& file) {
    std::vector<Record> items;
    const auto* taken = taken_to_here(file);
    if (!taken || is_applicant_duty(taken->duty)) return items;
    for (const auto& row : list_of(file.main().given_with(taken->step), "items"))
        if (const auto* item = row.as_record()) items.push_back(*item);
    return items;
}

}  // namespace

View asked_view(const CaseReading& reading, const std::vector<Section>& sections, const Words& words) {
    const auto& file = reading.file;
    View::Views items;
    for (const auto& item : items_asked(file)) items.push_back(item_view(reading, sections, item));
    if (items.empty()) return false;
    View view = View::Group{{"asked_items", items}, {"asked_due", false}};
    const auto told = told_deadlines(*reading.definition, file, true);
    const auto due = std::ranges::find(told, MachineId{1}, &RunningDeadline::machine);
    if (due != told.end())
        view["asked_due"] = View::Group{{"due_day", words.weekday(due->due)}, {"urgency", words.urgency(due->due)}};
    return view;
}

std::set<std::string> asked_sections(const CaseReading& reading, const std::vector<Section>& sections) {
    std::set<std::string> slugs;
    for (const auto& item : items_asked(reading.file))
        if (const auto* section = section_of_item(sections, item)) slugs.insert(section->slug);
    return slugs;
}

bool is_open_to_answers(const CaseReading& reading, const std::vector<Section>& sections, const Section& section,
                        const Words& words) {
    if (section.documents) return true;
    const auto items = items_asked(reading.file);
    const auto names_a_section = [&](const Record& item) { return section_of_item(sections, item) != nullptr; };
    if (items.empty() || !std::ranges::all_of(items, names_a_section)) return true;
    return asked_sections(reading, sections).contains(section.slug) ||
           !hindrances_to_sign(reading, sections, words, section.slug).empty();
}

}  // namespace foerderlauf

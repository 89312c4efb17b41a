#include "web/pages/sections.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string group_of(const Field& field, const std::string& rows_before) {
    switch (field.kind) {
        case FieldKind::Rows: return field.name;
        case FieldKind::Documents: return "documents";
        case FieldKind::Date: return "dates";
        case FieldKind::Flag:
        case FieldKind::Iban: return "declarations";
        case FieldKind::Money: return rows_before.empty() ? "project" : rows_before;
        default: return "project";
    }
}

std::string title_of(const std::string& slug, const Field& first, const Words& words) {
    const auto key = "pages.section." + slug;
    return words.knows(key) ? words.sentence(key) : first.label;
}

/// The actor as if it could sign for the applicant: what would be in the way of the one who may.
Actor as_signatory(Actor actor) {
    actor.duties.insert(actor.duties.end(), {"applicant_clerk", "applicant_signatory"});
    std::ranges::sort(actor.duties);
    return actor;
}

std::string link_to(CaseId id, const Section& section, const std::string& field) {
    const auto page = "/cases/" + std::to_string(id) + "/edit/" + section.slug;
    return field.empty() ? page : page + "#" + field_id(field);
}

/// A field of the form that the check looks at, by its parameters (`application.cost_plan`).
std::string field_of_check(const Step& step, const std::string& check, const std::string& form) {
    for (const auto& use : step.checks) {
        if (use.check != check) continue;
        for (const auto& [name, value] : use.parameters)
            if (const auto* path = value.as_text(); path && path->starts_with(form + "."))
                return path->substr(form.size() + 1);
    }
    return {};
}

}  // namespace

const Form& application_form(const Definition& definition) {
    const auto& main = definition.main();
    return definition.forms.at(main.state(main.initial)->edits.front());
}

std::vector<Section> sections_of(const Form& form, const Words& words) {
    std::vector<Section> sections;
    std::string rows_before;
    for (const auto& field : form.fields) {
        const auto slug = group_of(field, rows_before);
        if (field.kind == FieldKind::Rows) rows_before = field.name;
        auto found = std::ranges::find(sections, slug, &Section::slug);
        if (found == sections.end())
            found = sections.insert(sections.end(),
                                    {slug, title_of(slug, field, words), {}, field.kind == FieldKind::Documents});
        found->fields.push_back(field);
    }
    return sections;
}

const Section* section_named(const std::vector<Section>& sections, std::string_view slug) {
    const auto found = std::ranges::find(sections, slug, &Section::slug);
    return found == sections.end() ? nullptr : &*found;
}

const Section* section_of_field(const std::vector<Section>& sections, std::string_view name) {
    const auto top = name.substr(0, name.find('.'));
    for (const auto& section : sections)
        if (std::ranges::find(section.fields, top, &Field::name) != section.fields.end()) return &section;
    return nullptr;
}

std::optional<Offer> signing_offer(const CaseReading& reading) {
    const auto& form = application_form(*reading.definition).name;
    for (auto& offer : offers(*reading.definition, reading.file, reading.situation, as_signatory(reading.actor))) {
        const auto& effects = offer.step->effects;
        const bool freezes = std::ranges::any_of(effects, [&](const EffectUse& use) {
            return use.effect == "freeze" && use.argument.as_text() && *use.argument.as_text() == form;
        });
        if (freezes) return std::move(offer);
    }
    return {};
}

namespace {

/// Collects hindrances for one section, or for all of them.
class Hindrances {
public:
    Hindrances(CaseId id, const std::vector<Section>& sections, std::string_view only)
        : id_{id}, sections_{sections}, only_{only} {}

    void add(std::string words, const std::string& source, const Section* section, const std::string& field) {
        if (section && !only_.empty() && section->slug != only_) return;
        auto link = section ? link_to(id_, *section, section->documents ? "" : field) : std::string{};
        // On the page of its own section a link leads to the field below.
        if (section && !only_.empty()) link = field.empty() ? "" : "#" + field_id(field);
        found_.push_back(View::Group{
            {"reason", std::move(words)}, {"reason_source", typeset(source)}, {"reason_link", std::move(link)}});
    }
    void add_missing(const Form& form, const std::map<std::string, Message>& gaps, const std::string& source,
                     const Words& words) {
        for (const auto& field : form.fields)
            for (const auto& [name, message] : gaps)
                if (name.substr(0, name.find('.')) == field.name)
                    add(words.sentence(message), source, section_of_field(sections_, name), name);
    }
    View::Views found() && { return std::move(found_); }

private:
    CaseId id_;
    const std::vector<Section>& sections_;
    std::string_view only_;
    View::Views found_;
};

}  // namespace

View::Views hindrances_to_sign(const CaseReading& reading, const std::vector<Section>& sections, const Words& words,
                               std::string_view only) {
    const auto offer = signing_offer(reading);
    if (!offer) return {};
    const auto& form = application_form(*reading.definition);
    const auto answers = reading.file.forms.find(form.name);
    const auto gaps = missing(form, answers == reading.file.forms.end() ? Record{} : answers->second);
    Hindrances found{reading.file.id, sections, only};
    for (const auto& blocker : offer->blockers) {
        if (blocker.check == "form_complete") {
            found.add_missing(form, gaps, blocker.source, words);
            continue;
        }
        const auto field = field_of_check(*offer->step, blocker.check, form.name);
        const auto* section = blocker.check.starts_with("document") ? section_named(sections, "documents")
                                                                    : section_of_field(sections, field);
        found.add(words.sentence(blocker.message), blocker.source, section, section && section->documents ? "" : field);
    }
    return std::move(found).found();
}

Instant saved_at(const CaseFile& file, const Form& form) {
    Instant last{};
    const auto edit = "edit_" + form.name;
    for (const auto& taken : file.history) {
        const bool brought_document = std::ranges::find(file.documents, taken.seq, &Document::seq) !=
                                      file.documents.end();
        if (last == Instant{} || taken.step == edit || brought_document) last = taken.at;
    }
    return last;
}

}  // namespace foerderlauf

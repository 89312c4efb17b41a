// GET /cases/{id}/preview: the whole application on one page to read and print, as it is or will be handed in.
#include "forms/form.hpp"
#include "web/pages/answer_parts.hpp"
#include "web/pages/application.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/documents.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/sections.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The application's answers with what is missing in them.
struct Answers {
    Record given;
    std::map<std::string, Message> gaps;
};

Answers answers_of(const CaseReading& reading) {
    const auto& form = application_form(*reading.definition);
    const auto found = reading.file.forms.find(form.name);
    auto given = found == reading.file.forms.end() ? Record{} : found->second;
    auto gaps = missing(form, given);
    return {std::move(given), std::move(gaps)};
}

/// Every field says something: its value, that it is missing, or that nothing was asked for.
void add_field(AnswersPart& part, const Field& field, const Answers& answers, const Words& words) {
    const auto lines = part.lines.size(), tables = part.tables.size();
    part.add_field(field, member(answers.given, field.name), words);
    if (part.lines.size() == lines && part.tables.size() == tables)
        answers.gaps.contains(field.name) ? part.add_lacking(field.label, words.sentence("pages.preview.missing"))
                                          : part.add_line(field.label, words.sentence("pages.nothing_given"));
    // What is missing in its rows, each with its column.
    for (const auto& [name, message] : answers.gaps)
        if (name.starts_with(field.name + ".")) part.add_lacking(field.label, words.sentence(message));
}

View::Views parts_of(const CaseReading& reading, const Answers& answers, const Words& words) {
    View::Views parts;
    for (const auto& section : sections_of(application_form(*reading.definition), words)) {
        if (section.documents) continue;
        AnswersPart part{section.slug, section.title};
        for (const auto& field : section.fields) add_field(part, field, answers, words);
        parts.push_back(part.view());
    }
    return parts;
}

View::Views attachments_of(const Visit& visit, const CaseReading& reading) {
    View::Views rows;
    for (const auto& document : reading.file.documents) {
        auto row = document_view(reading, document, visit.words);
        row["document_hash"] = document.sha256;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Reply show_preview(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto& words = visit.words;
    const auto& file = reading->file;
    const auto answers = answers_of(*reading);
    const auto sections = sections_of(application_form(*reading->definition), words);
    const auto reasons = hindrances_to_sign(*reading, sections, words);
    const auto attachments = attachments_of(visit, *reading);
    const auto partners = partners_view(visit, *reading);
    View view = View::Group{{"heading", title_of(*reading, words)},
                            {"preline", preline_of(*reading)},
                            {"case_path", "/cases/" + std::to_string(file.id)},
                            {"programme_title", typeset(reading->definition->title)},
                            {"body", spoken_name(file.acting_for(file.recipient))},
                            {"handed_in", false},
                            {"saved", words.moment(saved_at(file, application_form(*reading->definition)))},
                            {"reasons", reasons},
                            {"in_the_way", !reasons.empty()},
                            {"parts", parts_of(*reading, answers, words)},
                            {"partners", partners},
                            {"some_partners", !partners.says_something() ? View{false} : View{true}},
                            {"documents", attachments},
                            {"no_documents", attachments.empty()}};
    if (file.submitted_on) view["handed_in"] = words.day(*file.submitted_on);
    return page(visit, "preview", words.sentence("pages.preview.title", {{"title", title_of(*reading, words)}}), view,
                200, NavPlace::Cases);
}

}  // namespace foerderlauf

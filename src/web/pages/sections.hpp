#pragma once

#include "casework/reading.hpp"
#include "web/pages/form_view.hpp"

namespace foerderlauf {

/// A part of a guided application: some fields of the form on a page of their own.
struct Section {
    std::string slug;  ///< in the address: `project`, `dates`, `cost_plan`, `declarations`, `documents`
    std::string title;
    std::vector<Field> fields;
    bool documents = false;  ///< uploads instead of fields
};

/// The form that the applicant fills in, as the first state of the programme's main machine names it.
const Form& application_form(const Definition& definition);
/// When the application itself was changed last: its form, its documents, or that it was begun. Messages and steps change nothing of it.
Instant saved_at(const CaseFile& file, const Form& form);

/// The form in parts, from its definition alone: rows have a page each, amounts stay with the rows before them, dates
/// stand together, so do declarations (yes or no, bank account); documents come last. Order of first appearance.
std::vector<Section> sections_of(const Form& form, const Words& words);
const Section* section_named(const std::vector<Section>& sections, std::string_view slug);
/// The section a field is asked in; null for unknown names. `name` may be a cell (`cost_plan.0.year`).
const Section* section_of_field(const std::vector<Section>& sections, std::string_view name);

/// What keeps the application from being signed, in the order of the sections, with a link to the spot where it can be
/// mended: {reason, source, link}. With `only` what can be mended there, and what has no single spot.
View::Views hindrances_to_sign(const CaseReading& reading, const std::vector<Section>& sections, const Words& words,
                               std::string_view only = {});
/// The step that hands the application in from here (`submit`, `resubmit`), whoever may take it; empty when there is none.
std::optional<Offer> signing_offer(const CaseReading& reading);

}  // namespace foerderlauf

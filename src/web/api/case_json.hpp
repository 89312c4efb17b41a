#pragma once

#include "casework/reading.hpp"

#include <optional>

namespace foerderlauf {

/// A case as one reader sees it: all that its JSON is made of.
struct CaseView {
    const Definition& definition;
    const CaseFile& file;
    const Situation& situation;
    const Actor& actor;
    std::optional<Date> as_of = {};
};

/// The case object of contract § 3, with all its keys; beyond them `documents`, `editable_forms` and `conflicts` (who may
/// read them), `served_on` and labels of machines. Past days offer no steps. Applicants and partners do not see the forms
/// of the authority (the draft of the notice). Pure.
Record case_record(const CaseView& view, const Texts& texts);
Record case_record(const CaseReading& reading, const Texts& texts);

/// The same, printed.
std::string case_json(const CaseView& view, const Texts& texts);

/// An actor without a duty of the authority on this case: the applicant's side, or a partner.
bool reads_as_applicant(const Actor& actor);

Record printed(const Document& document);

}  // namespace foerderlauf

#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// How much of an entry of the history a reader learns. Who, when and which step is always told.
enum class Disclosure {
    Everything,
    WithoutReason,  ///< the reason of a conflict of interest: for decider and auditor only (contract § 4.2)
    StepOnly,       ///< what the authority writes to itself (a recommendation, a return) is not for the applicant
};

/// The same answer for pages and API.
Disclosure disclosure_of(const CaseReading& reading, const Event& event);

/// Whether a reader is shown the answers of this form: the applicant's side not of those only the authority fills in (a draft of a
/// notice, points, a check list).
bool is_form_told(const Definition& definition, const std::string& form, bool as_applicant);

/// Whether the applicant's side is told yet what was decided and on what way: once a notice was served (§ 41 VwVfG).
bool is_decision_told(const CaseFile& file);

/// Whether the applicant's side is told what was given with a step of this child machine: always what it gave itself and what
/// is addressed to it; the authority's own once the machine has left the states that are only `In Prüfung` to the applicant.
bool is_told_to_applicant(const Machine& machine, const MachineFile& file, const std::string& name);

/// The running periods of a case that a reader is told of, soonest first: the applicant's side not of the authority's own
/// planning (`internal: true`, such as a reservation or the time an examination should take).
std::vector<RunningDeadline> told_deadlines(const Definition& definition, const CaseFile& file, bool as_applicant);

}  // namespace foerderlauf

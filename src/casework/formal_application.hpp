#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// Makes a selected outline's formal application: a draft in the programme that the definition names, with the answers it
/// copies and the outline's file number; then the outline's step records the new case. Both histories name the other.
///
/// Refusals are those of the outline's step, asked before anything is opened, then those of opening a case; NotFound where the
/// programme knows no formal application. If somebody takes the step in between, the draft stays as an ordinary one. Thread-safe.
/// Answers the new case.
Result<Outcome> apply_formally(Store& store, const Programmes& programmes, Dispatcher& dispatcher, const Clock& clock,
                               const Envelope& envelope, CaseId outline);

/// Whether a step of the main machine is the one that makes the formal application.
bool makes_formal_application(const Definition& definition, std::string_view step);

}  // namespace foerderlauf

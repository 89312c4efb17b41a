#pragma once

#include "workflow/engine.hpp"

namespace foerderlauf {

/// What the end of a body means for one case in which it is applicant or partner: one event, or none when the case knows
/// already. `ended` has its last day, `successor` takes its place; `by` is the system or an administrator.
///
/// A draft that was never submitted moves to the successor (step `move_to_successor`): it becomes its recipient, who
/// represented the old one keeps reading. A case that runs or is closed stays with the old body and shows its end (step
/// `body_ended`); the successor's representatives see it and act in it. A partner's end is shown and its successor answers.
NewEvents end_body(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& by,
                   const Recipient& ended, const Recipient& successor);

/// The record of a body as the history keeps it.
Record record_of(const Recipient& recipient);

}  // namespace foerderlauf

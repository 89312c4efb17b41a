#pragma once

#include "workflow/consequences.hpp"

namespace foerderlauf {

/// The text of the notice a correction (Berichtigung, § 42 VwVfG) names, as it stands now: `project_title` and
/// `project_description` of the grant, `reasons` of the notice. Empty when there is none.
const Value& text_of_notice(const CaseFile& file, std::string_view field);

/// The notice was signed in words that were obviously wrong: the event names old and new (`corrected_text`).
void correct_text(const Taking& taking, const Value& argument, Event& event);

/// The notice was served on another day than recorded: the event carries the right one, names the old, and counts the period
/// of the remedy anew where it runs (`correct_service: {deadline, step}`).
void correct_service(const Taking& taking, const Value& argument, Event& event);

/// Where the corrected period has not passed, a finality recorded by mistake is taken back: the system takes that step of the
/// main machine, whose own checks decide.
void append_resumed_remedy(const Taking& taking, const Record& argument, NewEvents& events);

}  // namespace foerderlauf

#pragma once

#include "workflow/engine.hpp"

namespace foerderlauf {

/// A step that was found to be allowed, with everything its effects need.
struct Taking {
    const Definition& definition;
    const CaseFile& file;
    const Situation& situation;
    const Machine& machine;
    const MachineFile& machine_file;
    const Step& step;
    const Actor& actor;
    const std::string& duty;
    const Record& input;                     ///< typed
    const std::optional<std::string>& reason;

    /// The step's own input first (`recommend.slices` while recommending), else what the case holds.
    const Value& at(std::string_view path) const;
};

/// An event of this case with actor, time and version filled in; the store gives position, seq and hashes.
Event new_event(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& actor);

/// The events of an allowed step: its own first, then what it opens or fires.
Result<NewEvents> consequences_of(const Taking& taking);

/// Deadlines that start or stop with this event (`deadlines:` of the machine). `event.to` and `served_on` are set.
void schedule(const Taking& taking, Event& event);

/// The last day of a deadline that starts on `start`.
Date due_day(const Definition& definition, const CaseFile& file, const Situation& situation, const DeadlineRule& rule, Date start);

}  // namespace foerderlauf

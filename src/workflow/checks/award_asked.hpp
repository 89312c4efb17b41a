#pragma once

#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// An award somebody wants to grant, first or amended, with everything its limits are counted from.
struct AwardAsked {
    Money award, eligible, requested;
    std::string financing_type, rate;  ///< as the recommendation spells them; empty when not given
    const List& costs;                 ///< rows of the plan
    const List& cover;                 ///< rows of the financing plan
};

/// A blocker for each limit (`limits` of the check) the award exceeds. Rate and cap are those of the day of submission.
Verdict judge_award(const Question& question, const AwardAsked& asked);

}  // namespace foerderlauf

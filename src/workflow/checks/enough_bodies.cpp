#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

/// enough_bodies {least, objects, unless_reason}: soft; the applicant and the partners that confirmed are `least` bodies.
/// An invited partner does not count: nobody is taken for a member before it has said so.
Verdict enough_bodies(const Question& question) {
    const auto confirmed = std::ranges::count(question.file.partners, Partner::State::Confirmed, &Partner::state);
    const auto bodies = static_cast<std::int64_t>(confirmed) + 1;
    const auto least = integer_of(question.parameters, "least");
    if (!concerns_object(question) || bodies >= least) return passed();
    return departed_from(question, "enough_bodies", {{"bodies", bodies}, {"least", least}});
}

}  // namespace foerderlauf

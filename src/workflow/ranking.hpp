#pragma once

#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// One line of the derivation of a case's rank: points given, weighted, and why.
struct RankedCriterion {
    const Criterion* criterion = nullptr;  ///< in the definition
    std::optional<std::int64_t> points;    ///< as given; nothing before
    std::string reason;                    ///< as written; empty before, or where it was erased
    std::int64_t weighted = 0;             ///< points × weight
    std::optional<std::int64_t> proposed;  ///< what the number of inhabitants suggests; never counted
};

/// How a case stands in the ranking. It orders lists, it blocks and takes no step.
struct Rank {
    std::vector<RankedCriterion> lines;
    std::int64_t total = 0;    ///< sum of the weighted points
    std::int64_t highest = 0;  ///< what the total can be at most
    bool complete = false;     ///< every criterion has points
};

/// The rank by what was given in the ranking form. `inhabitants` of all bodies that take part; 0 where unknown: no proposal.
Rank rank_of(const Definition& definition, const CaseFile& file, std::int64_t inhabitants);

/// The form of a ranking: `<criterion>_points` and `<criterion>_reason` for each criterion, in their order.
Form form_of(const Ranking& ranking, Place place);

/// Points without a reason, or a reason without points, as they would stand after a change of the ranking form: a message by
/// field. Empty for other forms.
std::map<std::string, Message> unreasoned_points(const Definition& definition, const std::string& form,
                                                 const Record& answers);

}  // namespace foerderlauf

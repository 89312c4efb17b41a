#pragma once

#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// An item of the cost plan over all years: what is planned, what of it was applied for, what was recognised.
struct ItemLine {
    std::string item;
    Money planned, eligible;          ///< as applied for
    std::optional<Money> recognised;  ///< eligible less the cuts of the recommendation; nothing before there is one
    std::optional<Money> difference() const;
};

/// A budget year: the plan's costs, what the applicant asks for (costs less the other money of that year), and what became of it.
struct YearLine {
    std::int64_t year = 0;
    Money costs, requested;
    std::optional<Money> recommended, granted;  ///< slices of the recommendation; of the grant in force
    Money paid;
    std::optional<Money> difference() const;  ///< of what was granted, else recommended, to the request
};

/// Plan, request, recommendation, decision and payment of a case beside each other.
struct SideBySide {
    std::vector<ItemLine> items;  ///< in the order of the plan; what is cut and not in the plan comes last
    std::vector<YearLine> years;  ///< rising
    ItemLine all_items;
    YearLine all_years;  ///< its `requested` is the sum applied for
};
SideBySide side_by_side(const Definition& definition, const CaseFile& file);

}  // namespace foerderlauf

#pragma once

#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace foerderlauf {

/// A value by path, as a check or an effect of the amendment (Änderung) sees it: `request.new_end`, `examine.award_cents`.
using ValueAt = std::function<const Value&(std::string_view)>;

/// What an amendment makes of the grant in force: the next version of the grant.
///
/// The grant is `CaseFile::grant`. Version 1 is the notice's; an amendment writes a whole new record with the next number
/// and the day it is valid from, older ones stay in the events that made them. What an amendment has never changed is not
/// copied into it: `CaseFile::at("grant.planned_end")` gives the amendment's value, else the application's.
struct Amendment {
    std::string kind;  ///< extension, reallocation, cost_change, purpose, partner, recipient, slice_shift
    Record before, after;
    bool changes_money() const;  ///< the award or what is due in a year
};
Amendment amendment_of(const CaseFile& file, Date today, const ValueAt& at);

/// What changes, field by field, as the event keeps it and the letter tells it: `[{field, from, to}]`.
List changes_of(const CaseFile& file, const Amendment& amendment);

/// What an amendment does to the money of one year. Called, ordered and paid money stays where it is: only what is bound
/// and not yet called can fall.
struct YearlyChange {
    Money rise;   ///< to be reserved, then committed
    Money fall;   ///< to be released
    Money below;  ///< the new slice is so much smaller than what was called or paid already
};
std::map<int, YearlyChange> yearly_changes(const CaseFile& file, const Record& grant);

/// The rises as slices, ordered by year: what the budget line has to cover.
std::vector<YearlySlice> rises_of(const std::map<int, YearlyChange>& changes);

}  // namespace foerderlauf

#pragma once

#include "store/store.hpp"

#include <string>

namespace foerderlauf {

/// Whether a row belongs to what a query asks for, page and order aside. The SQL of `case_query.cpp` says the same;
/// a test compares the two.
bool matches(const CaseRow& row, const CaseQuery& query);

/// What the search field looks through: file number, recipient's name and title, folded.
std::string search_text(const CaseRow& row);

/// Rows without a clock sort behind all others.
inline const std::string no_clock = "9999-12-31";

}  // namespace foerderlauf

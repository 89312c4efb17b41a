#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// The columns of a list of cases beside the case itself, in their order: those the address names (`column`, repeated), else the
/// usual ones of the reader. Names: body, state, officer, missing, age, clock, amount.
std::vector<std::string> columns_of(const Visit& visit);
/// Adds to a view which columns are shown (`show_body`, …) and the boxes to choose them by (`column_choices`).
void add_columns(const Visit& visit, const std::vector<std::string>& columns, View& view);

/// What keeps the next step of a case from being taken by this reader, in a few words: what was asked of the applicant, how far
/// the check list is, how many hindrances; a word for nothing.
std::string missing_in(const Visit& visit, CaseId id);
/// To whom a case was given by the duties it waits for; empty: to nobody.
std::string officers_of(const Visit& visit, const CaseRow& row);

/// The rows as CSV with these columns: what the list shows, in the same words; amounts and days so that a spreadsheet counts.
std::string list_as_csv(const Visit& visit, const std::vector<CaseRow>& rows, const std::vector<std::string>& columns);

}  // namespace foerderlauf

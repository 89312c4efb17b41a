#pragma once

#include "forms/form.hpp"

namespace foerderlauf {

/// What becomes of one row when rows are replaced by others. A cell that cannot be read as what the column holds stays text.
struct RowDifference {
    enum class Kind { Same, Added, Changed, Removed } kind = Kind::Same;
    Record before;          ///< typed; empty for an added row
    Record after;           ///< typed; empty for a removed one
    std::size_t place = 0;  ///< of the row among the new ones, of a removed one among the old; from 0
};

/// How two lists of rows of a rows field differ, as typed into a page or as the API takes them (`spelling`). Equal rows answer
/// for each other whatever their order; of the others those belong together that share most cells, at least half of them. Every row
/// of both lists is in exactly one difference: the new rows in their order, then the removed ones.
std::vector<RowDifference> row_differences(const Field& field, const List& before, const List& after,
                                           Spelling spelling);

/// Rows typed one by one; what cannot be read stays as it is.
List typed_rows(const Field& field, const List& rows, Spelling spelling);

}  // namespace foerderlauf

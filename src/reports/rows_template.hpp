#pragma once

#include "domain/texts.hpp"
#include "forms/form.hpp"

#include <filesystem>

namespace foerderlauf {

/// What the rows in a file to fill in are.
enum class GivenRows {
    Proposed,  ///< a beginning: of their texts one is chosen for each row
    Present    ///< what stands there now; anything else may be typed
};

/// An .xlsx file to fill in for a rows field: hints, the header of the columns' labels, the given rows (records of text, or as
/// the API takes them), and blank rows up to the field's most, formatted as what they take. Excel offers and checks days, amounts, choices and yes or
/// no; a text column that the rows fill offers what stands there. What it is filled with reads exchange/rows_xlsx.hpp.
/// Throws std::runtime_error when the file cannot be written. Words: `rows_template.…` of texts.de.reports.yaml.
void write_rows_template(const std::filesystem::path& file, const Field& field, const List& rows, GivenRows given,
                         const Texts& texts, Instant now);

}  // namespace foerderlauf

#pragma once

#include "domain/texts.hpp"
#include "exchange/rows_file.hpp"
#include "workflow/definition.hpp"

#include <map>
#include <string>

namespace foerderlauf {

/// The list of vouchers (Belegliste) of a proof of use: the one field whose rows may come from a file.
inline constexpr std::string_view voucher_list = "vouchers";
const Field* voucher_field(const std::vector<Field>& fields);  ///< null when the form has none

/// The machine's step that asks for vouchers, null when none does.
const Step* step_with_vouchers(const Machine& machine);

/// What is wrong in the file, each said with line and column, or with the cell of a workbook, in the order of the file; of
/// more than 100 the others are only counted. Keys `file`, `file.7`, `file.7.Betrag`; of two in one place the first counts.
struct VoucherFileError {
    std::string name;
    Message message;
};
std::vector<VoucherFileError> located(const std::vector<RowsFileError>& errors, const Texts& texts);

}  // namespace foerderlauf

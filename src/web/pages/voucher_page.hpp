#pragma once

#include "web/pages/form_view.hpp"
#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Bytes of a form with 2,000 vouchers, or of the file they come from and the form around it.
inline constexpr std::size_t voucher_body_cap = std::size_t{4} << 20;

/// The form with the rows of the uploaded file below those that stand there already; rows that stand there are not taken twice.
/// With a mistake in the file nothing is taken, and every mistake is said with line and column, or with its cell. What was typed stays.
FormState with_voucher_file(const Visit& visit, const Field& field, FormState state);

/// GET …/steps/{step}/belegliste.csv and .xlsx: a file to fill in, with the items of the plan.
Reply send_voucher_template(const Visit& visit);
Reply send_voucher_workbook(const Visit& visit);

}  // namespace foerderlauf

#pragma once

#include "budget/award.hpp"
#include "domain/interest.hpp"
#include "domain/period.hpp"

namespace foerderlauf {

/// One answer of the calculators (`foerderlauf compute`, contract § 2), by the code the engine uses. `request` has `op`
/// and its fields; members nobody asks for are passed over.
///
///     period    from, length, place?                              → end
///     service   kind, date                                        → served
///     award     financing_type, rate?, award_cents, plan, actual  → award_cents    plan and actual: eligible_cents, own_cents, other_cents
///     interest  amount_cents, from, to                            → interest_cents, periods: [{from, to, days, base_rate, rate}]
///     money     text                                              → cents
///     words     cents                                             → text
///
/// Dates are ISO text, rates text with two decimals, amounts integer cents up to 10^13 (negative ones for `words` only).
/// Refusal `compute.unknown_operation`, `compute.missing_field`, `compute.not_a_text`, `compute.not_an_amount`,
/// `compute.not_a_record` (field), or the one of the value or rule that says no. Pure; thread-safe.
Result<Record> compute(const Record& request, const Calendar& calendar, const BaseRates& rates,
                       bool actual_year_in_leap_years = false);

}  // namespace foerderlauf

#pragma once

#include "domain/money.hpp"

#include <optional>

namespace foerderlauf {

/// How a grant relates to the costs (Finanzierungsart, VV Nr. 2 zu § 44 ThürLHO).
enum class FinancingType {
    Proportional,  ///< Anteilfinanzierung: rate × eligible costs, capped
    Deficit,       ///< Fehlbedarfsfinanzierung: what other cover leaves open, capped
    Fixed,         ///< Festbetragsfinanzierung
    Full,          ///< Vollfinanzierung: all eligible costs, capped
};
Result<FinancingType> parse_financing_type(
    std::string_view text);  ///< proportional | deficit | fixed | full; refusal `financing_type.unknown`
std::string to_text(FinancingType type);

/// Costs and cover of a plan or of the proof of use, in cents, none negative.
struct Financing {
    Money eligible;
    Money own;
    Money other;
};

/// The award after costs fell or cover arrived (contract § 2, `compute award`): base = actual.eligible −
/// max(0, actual.other − plan.other), not below 0. `award` is a ceiling (Höchstbetrag). `rate` for proportional only.
///   proportional: min(award, ⌊rate × base⌋)                                  (Anteilfinanzierung)
///   deficit, full: min(award, actual.eligible − actual.own − actual.other)   (not below 0)
///   fixed: min(award, actual.eligible)
/// Refusal `award.rate_missing` (proportional without a rate), `award.negative_amount`.
Result<Money> recalculated_award(FinancingType type, std::optional<Percent> rate, Money award, const Financing& plan,
                                 const Financing& actual);

/// The highest award a financing type allows for a plan: what `recommend` may propose at most. Proportional: the share of
/// the eligible costs; deficit and full: what own and other money leave open; fixed: the eligible costs. Not below 0.
Money award_ceiling(FinancingType type, Percent rate, const Financing& plan);

}  // namespace foerderlauf

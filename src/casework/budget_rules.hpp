#pragma once

#include "domain/event.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf {

/// A note of the budget (Haushaltsvermerk) that lets one line's money cover another's expenditure (Deckungsfähigkeit).
struct VirementNote {
    std::string from, to;  ///< `16 90/633 01`
    bool mutual = false;   ///< gegenseitig: the other way, too
    std::string source;
};

/// What an installation says about changes of its budget (config/budget-rules.yaml). The figures are settings; they are
/// unverified for Thuringia unless the file says otherwise.
struct BudgetRules {
    int carry_over_years =
        2;  ///< an unspent rest (Ausgaberest) is usable until the end of that many budget years later
    std::string carry_over_source;  ///< norms a refusal cites; empty where nothing was imported
    std::string virement_source;
    std::string budget_year_source;
    bool carry_over_unverified = true;
    std::vector<VirementNote> virement;

    /// The note that lets money go that way, or null: without one, it may not (§ 20 Abs. 2 ThürLHO).
    const VirementNote* virement_note(const std::string& from, const std::string& to) const;
};

/// Throws BadFile with every error.
BudgetRules load_budget_rules(const std::filesystem::path& file);

/// The rules as they were imported last, folded from the installation's own record; what the program assumes where none were.
BudgetRules budget_rules_in(const std::vector<Event>& record);

}  // namespace foerderlauf

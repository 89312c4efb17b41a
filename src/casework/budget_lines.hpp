#pragma once

#include "casework/installation.hpp"
#include "store/store.hpp"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace foerderlauf {

/// A budget line (Haushaltstitel) as it was imported.
struct BudgetLine {
    std::string programme, chapter, title, label;
    bool demo = false;
    std::string line() const { return chapter + "/" + title; }
    bool operator==(const BudgetLine&) const = default;
};

/// The budget lines of the installation, folded from its own record (case 0). Thread-safe.
class BudgetLineRegister {
public:
    /// Reads every budget event there is. Call after the store was opened and after every import.
    void refresh(Store& store) const;
    std::vector<std::string> lines_of(const std::string& programme) const;
    std::vector<BudgetLine> all() const;
    std::optional<BudgetLine> find(const std::string& line) const;

    /// Under provisional budget management (vorläufige Haushaltsführung) in that year.
    bool provisional(const std::string& line, int year) const;

private:
    mutable std::mutex mutex_;
    mutable std::map<std::string, BudgetLine> lines_;
    mutable std::set<std::pair<std::string, int>> provisional_;  ///< line and year
};

/// The sums that came from outside the ledger with these events, as `budget_rows` takes them.
Balances outside_of(const std::vector<Event>& events);

/// The postings that bring an appropriation (`due_year` = `year`) or a commitment appropriation to `wanted`; the first
/// appropriation of a year opens it. Empty when it says so already. Refusals `budget.below_bound`, those of opening_postings.
Result<std::vector<Posting>> appropriation_postings(const Balances& balances, const Balances& from_outside,
                                                    const std::string& line, int year, int due_year, Money wanted);

/// What an import changed.
struct BudgetImport {
    int changed = 0;
    int unchanged = 0;
};

/// Brings the ledger to what the rows say: each changed row is an event of the installation's own record with its source,
/// posted from `outside`; lowering below what is bound is refused (`budget.below_bound`). All or nothing.
/// `by` is the account that imports, `source` the file.
Result<BudgetImport> import_budget_lines(Store& store, const std::vector<BudgetLineRow>& rows, AccountId by,
                                         PersonId person, const std::string& source, Instant at);

}  // namespace foerderlauf

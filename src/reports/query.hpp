#pragma once

#include "reports/report.hpp"

#include <functional>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace foerderlauf {

/// One value of a workbook. Empty where the history says nothing.
using Cell = std::variant<std::monostate, std::string, Money, Date, std::int64_t, Percent, bool>;
enum class CellKind { Text, Amount, Day, Integer, Rate, Flag };

struct QueryField {
    std::string name;
    CellKind kind = CellKind::Text;
};

/// What a query reads from: one snapshot, seen at the end of `day`.
struct Asking {
    Snapshot& snapshot;
    const Programmes& programmes;
    const Texts& texts;
    const ReportOptions& options;
    Date day;
    WritingProgress progress = {};  ///< told while a query runs
};

using Cells = std::vector<Cell>;  ///< in the order of the query's fields
using Emit = std::function<void(Cells&&)>;
using Emits = std::map<std::string, Emit>;  ///< by name of the query

/// The cells of a row, none of them copied on the way as `{…}` would.
template <class... Values>
Cells row_of(Values&&... values) {
    Cells row;
    row.reserve(sizeof...(values));
    (row.emplace_back(std::forward<Values>(values)), ...);
    return row;
}

/// What a row of a query is about: cases the account may see, or budget lines of the programmes it may see.
enum class QueryOf { Cases, Lines };

/// A named reading of the history that reports/*.yaml may show: rows one by one, so that a long one needs little memory.
/// It obeys the options (programme, year, as-of day) and shows only what the asking account may see.
/// Every row names its case (`case_id`; empty where no case moved it) and the number of the newest event it rests on (`position`).
struct Query {
    std::string name;
    std::vector<QueryField> fields;
    void (*run)(const Asking&, const Emit&) = nullptr;
    QueryOf of = QueryOf::Cases;
    /// The same in queries that read the same of every case: the rows of those that are named, each case folded once.
    void (*run_together)(const Asking&, const Emits&) = nullptr;

    /// Place of the field in a row; -1 when there is none.
    int index_of(std::string_view field) const;
};

const std::vector<Query>& queries();
const Query* find_query(std::string_view name);

Query budget_rows_query();
Query commitment_appropriations_query();
Query grants_query();
Query grant_slices_query();
Query applications_query();
Query payment_requests_query();
Query bookings_query();
Query cash_flow_query();
Query proofs_query();
Query repayments_query();
Query interest_periods_query();
Query regional_query();

/// True when cases and money of this programme are shown to the authority's account that asks, and are asked for.
bool asks_for_programme(const ReportOptions& options, const std::string& programme);
/// Calls `visit` for every case the account may see, by id, and tells the progress.
void each_visible_case(const Asking& asking, const std::function<void(const CaseRow&)>& visit);
/// How a programme and its funding object are called; the code where the definition does not know it.
std::string programme_label(const Asking& asking, const std::string& programme);
std::string object_label(const Definition* definition, const std::string& code);
/// The budget lines as the installation's own record names them on that day, by `16 90/633 01`.
struct LineNames {
    std::string programme, chapter, title, label;
    bool demo = false;
};
std::map<std::string, LineNames> lines_on(const Asking& asking);
/// The case as it stood on the day asked for; nothing when it did not exist yet.
std::optional<CaseFile> file_on(const Asking& asking, CaseId id);
/// Who an account belongs to; empty where the store keeps no accounts.
std::string account_name(const Asking& asking, AccountId id);
std::string state_label(const Definition* definition, const std::string& state);

}  // namespace foerderlauf

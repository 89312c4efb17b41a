// The case that comes next on the reader's work list: whoever reviews several goes on from case to case.
#include "casework/reading.hpp"
#include "web/pages/lists.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int looked_at = 10;

/// Given to the reader for the duty it waits for, or to nobody yet.
bool is_for(const CaseRow& row, const Account& account) {
    const auto given = row.officers.find(row.owner);
    return given == row.officers.end() || given->second == account.id;
}

}  // namespace

View next_case_view(const Visit& visit, CaseId after) {
    if (!visit.as_staff()) return false;
    CaseQuery query;
    query.visibility = visibility_of(visit.account(), visit.site().programmes);
    for (const auto& held : visit.account().duties) query.owners.push_back(held.duty);
    query.open_only = true;
    query.order = CaseQuery::Order::ClockDue;
    query.without = {after};
    query.limit = looked_at;
    std::vector<CaseRow> rows;
    visit.site().store.read([&](Snapshot& snapshot) { rows = snapshot.cases(query); });
    const auto next = std::ranges::find_if(rows, [&](const CaseRow& row) { return is_for(row, visit.account()); });
    if (next == rows.end()) return false;
    return View::Group{{"next_path", "/cases/" + std::to_string(next->id)},
                       {"next_name", visit.words.sentence("pages.case.next_case", {{"number", next->file_number}})}};
}

}  // namespace foerderlauf

#include "casework/past_cases.hpp"

#include "casework/case_row.hpp"
#include "store/case_list.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Place = std::pair<std::string, CaseId>;

Place place_of(const CaseRow& row, const CaseQuery& query) { return {sort_key(row, query.order), row.id}; }

}  // namespace

std::vector<CaseRow> cases_as_of(Snapshot& snapshot, const Programmes& programmes, const Account& account,
                                 const CaseQuery& query, Date day) {
    std::vector<CaseRow> rows;
    for (const auto id : snapshot.case_ids()) {
        const auto file = snapshot.case_file_as_of(id, day);
        if (!file || file->seq == 0 || !may_see(account, *file)) continue;
        auto row = row_of(*programmes.of(file->version), *file);
        const bool behind = !query.after || *query.after < place_of(row, query);
        if (behind && matches(row, query)) rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, [&](const CaseRow& row) { return place_of(row, query); });
    if (query.limit >= 0 && rows.size() > static_cast<std::size_t>(query.limit))
        rows.resize(static_cast<std::size_t>(query.limit));
    return rows;
}

}  // namespace foerderlauf

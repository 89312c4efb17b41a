#include "casework/own_deadlines.hpp"

#include "casework/reading.hpp"
#include "workflow/reminders.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int most_cases = 1000;

bool waits_for(const Account& account, const Definition& definition, const CaseFile& file,
               const RunningDeadline& deadline) {
    const auto* child = file.machine(deadline.machine);
    const auto* machine = child ? definition.machine(child->name) : nullptr;
    const auto* state = machine ? machine->state(child->state) : nullptr;
    return state && !state->owner.empty() && is_reminded(account, file, state->owner);
}

bool is_own(const Account& account, const Definition& definition, const CaseFile& file,
            const RunningDeadline& deadline) {
    if (!deadline.then_remind.empty() && is_reminded(account, file, deadline.then_remind)) return true;
    return waits_for(account, definition, file, deadline);
}

}  // namespace

std::vector<OwnDeadline> own_deadlines(Snapshot& snapshot, const Programmes& programmes, const Account& account) {
    CaseQuery query;
    query.visibility = visibility_of(account, programmes);
    query.open_only = true;
    query.order = CaseQuery::Order::ClockDue;
    query.limit = most_cases;
    std::vector<OwnDeadline> found;
    for (const auto& row : snapshot.cases(query)) {
        if (!row.next_due) continue;  // no period runs
        const auto file = snapshot.case_file(row.id);
        if (!file) continue;
        const auto definition = programmes.of(file->version);
        for (const auto& deadline : file->deadlines)
            if (is_own(account, *definition, *file, deadline))
                found.push_back({row.id, row.file_number, row.title, row.recipient_name, deadline, file->last_at});
    }
    std::ranges::stable_sort(found, {}, [](const OwnDeadline& own) { return own.deadline.due; });
    return found;
}

}  // namespace foerderlauf

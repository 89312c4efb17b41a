#include "store/case_list.hpp"

#include "base/search_words.hpp"
#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "store/search_table.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

bool visible(const CaseRow& row, const Visibility& to) {
    if (to.everything) return true;
    if (row.authority_sees && (holds(to.programmes, "*") || holds(to.programmes, row.programme))) return true;
    if (holds(to.draft_states, row.state)) return true;
    return std::ranges::any_of(row.readers, [&](const auto& reader) { return holds(to.recipients, reader); });
}

/// As the index on disk answers, letters apart: who reads for a body of the case finds what the applicant's side is told.
bool has_text(const CaseRow& row, const CaseQuery& query) {
    if (search_text(row).find(folded(query.text)) != std::string::npos) return true;
    const auto words = search_text_of(row, {});
    const bool own = std::ranges::any_of(
        row.readers, [&](const auto& reader) { return holds(query.visibility.recipients, reader); });
    const auto both = own || words.untold.empty() ? words.told : words.told + " \u00B7 " + words.untold;
    return has_words(both, wanted_words(query.text));
}

bool any_or(const std::string& wanted, const std::string& given) { return wanted.empty() || wanted == given; }

/// The case waits for a duty, and whoever that duty gave it to is this account; 0: it gave it to nobody.
bool is_in_hand_of(const CaseRow& row, AccountId account) {
    const auto given = [&](const std::string& duty) {
        const auto officer = row.officers.find(duty);
        return officer == row.officers.end() ? 0 : officer->second;
    };
    return (!row.owner.empty() && given(row.owner) == account) ||
           std::ranges::any_of(row.tasks, [&](const ChildTask& task) { return given(task.owner) == account; });
}

}  // namespace

std::string search_text(const CaseRow& row) {
    return folded(row.file_number + '\n' + row.recipient_name + '\n' + row.title);
}

bool waits_for(const CaseRow& row, const std::vector<std::string>& duties) {
    return holds(duties, row.owner) ||
           std::ranges::any_of(row.tasks, [&](const ChildTask& task) { return holds(duties, task.owner); });
}

std::string sort_key(const CaseRow& row, CaseQuery::Order order) {
    switch (order) {
        case CaseQuery::Order::Id: return {};
        case CaseQuery::Order::ClockDue: return row.clock_due ? to_iso(*row.clock_due) : no_clock;
        case CaseQuery::Order::Since: return to_iso(row.since);
    }
    throw std::logic_error{"unknown order"};
}

bool matches(const CaseRow& row, const CaseQuery& query) {
    if (row.id == 0 || !visible(row, query.visibility)) return false;
    if (std::ranges::find(query.without, row.id) != query.without.end()) return false;
    const auto& among = query.among;
    if (!among.empty() && std::ranges::find(among, row.id) == among.end()) return false;
    if (query.open_only && row.final) return false;
    if (!query.states.empty() && !holds(query.states, row.state)) return false;
    if (!query.owners.empty() && !waits_for(row, query.owners)) return false;
    if (!query.owner.empty() && !waits_for(row, {query.owner})) return false;
    if (query.officer && !is_in_hand_of(row, *query.officer)) return false;
    if (query.pending && (!row.submitted_on || row.decided_on || row.owner.empty())) return false;
    if (!query.text.empty() && !has_text(row, query)) return false;
    return any_or(query.programme, row.programme) && any_or(query.state, row.state) &&
           any_or(query.recipient, row.recipient);
}

}  // namespace foerderlauf

#include "reports/query.hpp"

#include "store/accounts.hpp"

#include <algorithm>

namespace foerderlauf {

int Query::index_of(std::string_view field) const {
    const auto found = std::ranges::find(fields, field, &QueryField::name);
    return found == fields.end() ? -1 : static_cast<int>(found - fields.begin());
}

const std::vector<Query>& queries() {
    static const std::vector<Query> all = {budget_rows_query(),      commitment_appropriations_query(),
                                           bookings_query(),         grants_query(),
                                           grant_slices_query(),     applications_query(),
                                           payment_requests_query(), cash_flow_query(),
                                           proofs_query(),           repayments_query(),
                                           interest_periods_query(), regional_query()};
    return all;
}

const Query* find_query(std::string_view name) {
    const auto found = std::ranges::find(queries(), name, &Query::name);
    return found == queries().end() ? nullptr : &*found;
}

bool asks_for_programme(const ReportOptions& options, const std::string& programme) {
    if (!options.programme.empty() && options.programme != programme) return false;
    if (options.visibility.everything) return true;
    const auto& shown = options.visibility.programmes;
    return std::ranges::any_of(shown, [&](const std::string& name) { return name == "*" || name == programme; });
}

void each_visible_case(const Asking& asking, const std::function<void(const CaseRow&)>& visit) {
    CaseQuery query;
    query.visibility = asking.options.visibility;
    query.programme = asking.options.programme;
    query.limit = 500;
    query.bare = true;
    const auto all = asking.progress ? asking.snapshot.count(query) : 0;
    std::int64_t done = 0;
    while (true) {
        const auto page = asking.snapshot.cases(query);
        for (const auto& row : page) visit(row);
        done += static_cast<std::int64_t>(page.size());
        if (asking.progress) asking.progress(done, std::max(all, done));
        if (page.size() < static_cast<std::size_t>(query.limit)) return;
        query.after = {sort_key(page.back(), query.order), page.back().id};
    }
}

std::map<std::string, LineNames> lines_on(const Asking& asking) {
    std::map<std::string, LineNames> lines;
    for (const auto& event : asking.snapshot.events(0)) {
        if (!event.step.starts_with("appropriate") || berlin_day(event.at) > asking.day) continue;
        const auto& fields = event.facts.fields;
        LineNames names{text_of(fields, "programme"), text_of(fields, "chapter"), text_of(fields, "title"),
                        text_of(fields, "label"), flag_of(fields, "demo")};
        lines[names.chapter + "/" + names.title] = names;
    }
    return lines;
}

std::optional<CaseFile> file_on(const Asking& asking, CaseId id) {
    return asking.options.as_of ? asking.snapshot.case_file_as_of(id, asking.day) : asking.snapshot.case_file(id);
}

std::string programme_label(const Asking& asking, const std::string& programme) {
    const auto definition = asking.programmes.current(programme);
    return definition ? definition->short_title : programme;
}

std::string object_label(const Definition* definition, const std::string& code) {
    const auto* object = definition ? definition->funding_object(code) : nullptr;
    return object ? object->title : code;
}

std::string account_name(const Asking& asking, AccountId id) {
    try {
        const auto found = find_account(asking.snapshot.session(), id);
        return found ? found->account.display_name : std::string{};
    } catch (const std::logic_error&) { return {}; }  // a store without SQL keeps no accounts
}

std::string state_label(const Definition* definition, const std::string& state) {
    const auto* known = definition ? definition->main().state(state) : nullptr;
    return known ? known->label : state;
}

}  // namespace foerderlauf

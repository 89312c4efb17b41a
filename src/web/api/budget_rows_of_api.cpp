#include "casework/budget_lines.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

List printed(const std::vector<CommitmentAppropriation>& appropriations) {
    List list;
    for (const auto& each : appropriations)
        list.emplace_back(Record{{"due_year", each.due_year},
                                 {"appropriation_cents", each.appropriation.in_cents()},
                                 {"reserved_cents", each.reserved.in_cents()},
                                 {"used_cents", each.used.in_cents()},
                                 {"free_cents", each.free.in_cents()}});
    return list;
}

Record printed(const BudgetRow& row, const BudgetLine& line, bool provisional) {
    return {{"budget_line", row.line},
            {"programme", line.programme},
            {"chapter", line.chapter},
            {"title", line.title},
            {"label", line.label},
            {"year", row.year},
            {"demo", line.demo},
            {"opened", row.opened},
            {"provisional", provisional},
            {"appropriation_cents", row.appropriation.in_cents()},
            {"carry_over_cents", row.carry_over.in_cents()},
            {"virement_in_cents", row.virement_in.in_cents()},
            {"virement_out_cents", row.virement_out.in_cents()},
            {"blocked_cents", row.blocked.in_cents()},
            {"block_unmet_cents", row.block_unmet.in_cents()},
            {"reserved_cents", row.reserved.in_cents()},
            {"committed_cents", row.committed.in_cents()},
            {"paid_cents", row.paid.in_cents()},
            {"repaid_cents", row.repaid.in_cents()},
            {"available_cents", row.available.in_cents()},
            {"commitment_appropriations", printed(row.commitment_appropriations)}};
}

bool may_see_line(const Visibility& visibility, const std::string& programme) {
    const auto holds = [&](std::string_view name) {
        return std::ranges::find(visibility.programmes, name) != visibility.programmes.end();
    };
    return visibility.everything || holds("*") || holds(programme);
}

std::vector<BudgetRow> rows_of(Store& store, std::optional<Date> as_of) {
    std::vector<BudgetRow> rows;
    store.read([&](Snapshot& snapshot) {
        rows = as_of ? budget_rows(snapshot.balances_as_of(*as_of), snapshot.from_outside_as_of(*as_of))
                     : budget_rows(snapshot.balances(), snapshot.from_outside());
    });
    return rows;
}

std::optional<int> year_in(Members& members) {
    const auto text = members.optional_text("year");
    if (!text || text->empty()) return {};
    int year = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), year);
    if (text->size() == 4 && fault == std::errc{} && end == text->data() + text->size()) return year;
    members.refuse("year", {"api.member.not_year", {{"name", "year"}}});
    return {};
}

Result<Reply> show_budget(const Call& call) {
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    const auto given = call.query();
    Members members{given};
    const auto programme = members.optional_text("programme").value_or("");
    const auto year = year_in(members);
    const auto as_of = members.optional_date("as_of");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};

    const auto visibility = call.visibility();
    List items;
    for (const auto& row : rows_of(call.site.store, as_of)) {
        const auto line = call.site.budget_lines.find(row.line);
        if (!line || (year && *year != row.year) || (!programme.empty() && programme != line->programme)) continue;
        if (may_see_line(visibility, line->programme))
            items.emplace_back(printed(row, *line, call.site.budget_lines.provisional(row.line, row.year)));
    }
    return json_reply(200, {{"items", std::move(items)}});
}

}  // namespace

std::vector<ApiRow> budget_rows_of_api() {
    return {{.method = "GET",
             .pattern = "/api/v1/budget",
             .summary = "Budget lines by year, now or at the end of a past day",
             .answer_schema = "Budget",
             .answer = show_budget,
             .query = {"programme", "year", "as_of"}}};
}

}  // namespace foerderlauf

// GET /worklist: cases that wait for a duty of the reader, or all that are visible. Every filter stands in the address.
#include "base/text.hpp"
#include "casework/budget_proposals.hpp"
#include "casework/past_cases.hpp"
#include "web/pages/case_day.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/list_columns.hpp"
#include "web/pages/lists.hpp"
#include "web/pages/messages.hpp"
#include "web/pages/officers.hpp"
#include "web/pages/reminders.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr int rows_per_page = 25;
/// Stands among the states and means several: submitted and not decided.
constexpr auto pending_state = "pending";
using Query = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> duties_of(const Account& account) {
    std::vector<std::string> duties;
    for (const auto& held : account.duties) duties.push_back(held.duty);
    return duties;
}

CaseQuery::Order order_of(const std::string& name) {
    if (name == "since") return CaseQuery::Order::Since;
    return name == "number" ? CaseQuery::Order::Id : CaseQuery::Order::ClockDue;
}

/// `2026-12-14~1042`: the sort key of the last row and its case.
std::optional<std::pair<std::string, CaseId>> after_of(const std::string& text) {
    const auto mark = text.rfind('~');
    if (mark == std::string::npos) return {};
    CaseId id = 0;
    const auto digits = text.substr(mark + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    return std::pair{text.substr(0, mark), id};
}

bool shows_mine(const Visit& visit) {
    const auto show = visit.request.query.value("show");
    return show.empty() ? visit.as_staff() && !visit.account().holds("auditor") : show == "mine";
}

/// One choice of the filter: states that are shown by the same words are one, since nobody could tell them apart in the
/// list below ("In Prüfung" is four to the public). Programmes may call the same state differently.
struct StateChoice {
    std::vector<std::string> states;
    std::vector<std::string> shown;
};

/// States of all programmes, each once, in the order of the procedure.
std::vector<StateChoice> state_choices(const Visit& visit) {
    std::vector<StateChoice> named;
    for (const auto& name : visit.site().programmes.names())
        for (const auto& state : visit.programme(name)->main().states) {
            auto found = std::ranges::find(named, std::vector{state.name}, &StateChoice::states);
            if (found == named.end()) found = named.insert(named.end(), StateChoice{{state.name}, {}});
            const auto words = state_words(state, !visit.as_staff());
            if (std::ranges::find(found->shown, words) == found->shown.end()) found->shown.push_back(words);
        }
    std::vector<StateChoice> choices;
    for (auto& one : named) {
        const auto same = std::ranges::find(choices, one.shown, &StateChoice::shown);
        if (same == choices.end()) choices.push_back(std::move(one));
        else same->states.push_back(one.states.front());
    }
    return choices;
}

/// The states asked for, each with those shown by the same words: a link with one of them finds what its words say.
std::vector<std::string> states_asked(const Visit& visit, const std::string& asked) {
    std::vector<std::string> states;
    for (const auto& choice : state_choices(visit))
        if (std::ranges::any_of(split(asked, ','), [&](const auto& state) {
                return std::ranges::find(choice.states, state) != choice.states.end();
            }))
            states.insert(states.end(), choice.states.begin(), choice.states.end());
    if (states.empty()) states.push_back(asked);
    return states;
}

CaseQuery query_of(const Visit& visit) {
    const auto& asked = visit.request.query;
    CaseQuery query;
    query.visibility = visibility_of(visit.account(), visit.site().programmes);
    query.programme = asked.value("programme");
    if (const auto state = asked.value("state"); !state.empty()) query.states = states_asked(visit, state);
    query.recipient = asked.value("recipient");
    query.text = std::string{trimmed(asked.value("q"))};
    query.pending = asked.value("state") == pending_state;
    if (query.pending) query.states.clear();
    query.open_only = asked.value("closed").empty() && query.states.empty() && query.text.empty();
    query.order = order_of(asked.value("order"));
    if (shows_mine(visit)) query.owners = duties_of(visit.account());
    if (visit.as_staff() && asked.value("officer") == "me") query.officer = visit.account().id;
    if (visit.as_staff() && asked.value("officer") == "nobody") query.officer = 0;
    query.limit = rows_per_page;
    query.after = after_of(asked.value("after"));
    return query;
}

/// The filters as they stand, without the place in the list, with one of them changed.
std::string with(const Visit& visit, const std::string& name, const std::string& value) {
    Query query;
    for (const auto& [given, text] : visit.request.query)
        if (given != name && given != "after") query.emplace_back(given, text);
    query.emplace_back(name, value);
    return address("/worklist", query);
}

View::Views tabs(const Visit& visit) {
    const bool mine = shows_mine(visit);
    const auto tab = [&](const char* key, const std::string& path, bool current) {
        return View::Group{{"tab_label", visit.words.sentence(key)}, {"tab_path", path}, {"tab_current", current}};
    };
    const bool closed = visit.request.query.has("closed");
    const auto officer = visit.request.query.value("officer");
    return {tab("pages.worklist.in_hand", "/worklist?show=mine&officer=me", mine && officer == "me"),
            tab("pages.worklist.not_given", "/worklist?show=mine&officer=nobody", mine && officer == "nobody"),
            tab("pages.worklist.mine", "/worklist?show=mine", mine && officer.empty()),
            tab("pages.worklist.all", "/worklist?show=all", !mine && !closed),
            tab("pages.worklist.with_closed", "/worklist?show=all&closed=1", closed)};
}

View option(const std::string& value, const std::string& label, const std::string& chosen) {
    return View::Group{{"filter_value", value}, {"filter_label", typeset(label)}, {"filter_chosen", value == chosen}};
}

View::Views programme_options(const Visit& visit) {
    View::Views options;
    for (const auto& name : visit.site().programmes.names())
        options.push_back(option(name, visit.programme(name)->short_title, visit.request.query.value("programme")));
    return options;
}

View::Views state_options(const Visit& visit) {
    const auto chosen = visit.request.query.value("state");
    View::Views options{option(pending_state, visit.words.sentence("pages.worklist.pending"), chosen)};
    for (const auto& choice : state_choices(visit))
        options.push_back(option(joined(choice.states, ","), joined(choice.shown, " / "), chosen));
    return options;
}

View::Views order_options(const Visit& visit) {
    View::Views options;
    for (const auto* name : {"clock", "since", "number"})
        options.push_back(option(name, visit.words.sentence("pages.worklist.order." + std::string{name}),
                                 visit.request.query.value("order")));
    return options;
}

/// How many of the rows on this page are over the three months, or will be soon: the first thing to know.
std::string lede(const Visit& visit, std::int64_t count, const std::vector<CaseRow>& rows) {
    const auto over = std::ranges::count_if(
        rows, [&](const CaseRow& row) { return row.clock_due && *row.clock_due < visit.words.today(); });
    auto words = visit.words.counted(shows_mine(visit) ? "pages.worklist.waiting" : "pages.worklist.found", count);
    if (over > 0 && visit.as_staff()) words += " " + visit.words.counted("pages.worklist.over", over);
    return words;
}

/// The rows of the page, and how many there are in all.
struct Listed {
    std::vector<CaseRow> rows;
    std::int64_t count = 0;
};

/// A past day is shown whole, on one page: it is folded from history, and its sum is the sum of all.
Listed listed(const Visit& visit, CaseQuery query, std::optional<Date> as_of) {
    Listed found;
    visit.site().store.read([&](Snapshot& snapshot) {
        if (as_of) {
            query.limit = -1;
            found.rows = cases_as_of(snapshot, visit.site().programmes, visit.account(), query, *as_of);
            found.count = static_cast<std::int64_t>(found.rows.size());
            return;
        }
        found.rows = snapshot.cases(query);
        query.after.reset();
        found.count = snapshot.count(query);
    });
    return found;
}

/// Changes of the budget that wait for this reader; empty where none does.
std::string waiting_proposals(const Visit& visit) {
    if (!visit.account().holds("budget_officer")) return {};
    const auto all = budget_proposals(visit.site().store);
    const auto open = std::ranges::count_if(all, [&](const BudgetProposal& proposal) {
        return proposal.state == BudgetProposal::State::Open && proposal.proposed_by_person != visit.account().person;
    });
    return open == 0 ? std::string{} : visit.words.counted("pages.worklist.proposals", open);
}

}  // namespace

Reply show_worklist(const Visit& visit) {
    const auto query = query_of(visit);
    auto as_of = day_asked(visit).day;
    if (as_of && *as_of > visit.words.today()) as_of.reset();
    const auto [rows, count] = listed(visit, query, as_of);
    // Ages and clocks of a past day are told as they were on it.
    const Visit then = visit_on(visit, as_of);
    const auto columns = columns_of(visit);
    const bool missing = std::ranges::find(columns, "missing") != columns.end();
    Money sum;
    View::Views views;
    for (const auto& row : rows) {
        View view = case_row_view(then, row);
        view["row_officer"] = officers_of(visit, row);
        view["row_missing"] = missing && !as_of ? missing_in(visit, row.id) : std::string{};
        view["row_open_by"] = visit.as_staff() && !as_of ? open_by_others(visit, row.id) : std::string{};
        if (as_of) view["row_path"] = address("/cases/" + std::to_string(row.id), {{"as_of", to_iso(*as_of)}});
        views.push_back(std::move(view));
        sum += row.award.is_zero() ? row.requested : row.award;
    }
    const bool more = !as_of && rows.size() == static_cast<std::size_t>(rows_per_page) && count > rows_per_page;
    const auto next = more ? sort_key(rows.back(), query.order) + "~" + std::to_string(rows.back().id) : std::string{};
    const auto& asked = visit.request.query;
    const auto title = visit.words.sentence(!visit.as_staff()   ? "pages.nav.cases"
                                            : shows_mine(visit) ? "pages.nav.worklist"
                                                                : "pages.worklist.every");
    const bool together = visit.as_staff() && shows_mine(visit) && !as_of;
    View view = View::Group{
        {"heading", title},
        {"lede", lede(then, count, rows)},
        {"reminded", shows_mine(visit) && !as_of && !query.after ? reminders_view(visit) : View{false}},
        {"unread", shows_mine(visit) && !as_of && !query.after ? unread_messages_view(visit) : View{false}},
        {"proposals", waiting_proposals(visit)},
        {"payments", visit.account().holds("cashier")},
        {"administration", visit.account().holds("admin")},
        {"tabs", visit.as_staff() ? tabs(visit) : View::Views{}},
        {"q", asked.value("q")},
        {"show", shows_mine(visit) ? "mine" : "all"},
        {"recipient", asked.value("recipient")},
        {"closed", asked.value("closed")},
        {"as_of", asked.value("as_of")},
        {"stand", as_of ? visit.words.sentence("pages.worklist.stand", {{"day", to_iso(*as_of)}}) : std::string{}},
        {"programmes", programme_options(visit)},
        {"states", state_options(visit)},
        {"orders", order_options(visit)},
        {"together", together},
        {"columns_before_sum", std::to_string(columns.size() + (together ? 1 : 0))},
        {"officer", asked.value("officer")},
        {"rows", views},
        {"no_rows", rows.empty()},
        {"sum_of_page", visit.words.amount(sum)},
        {"shown", visit.words.sentence("pages.worklist.shown",
                                       {{"shown", static_cast<std::int64_t>(rows.size())}, {"count", count}})},
        {"first_page", query.after ? with(visit, "after", "") : ""},
        {"next_page", more ? with(visit, "after", next) : ""},
        {"pages", query.after.has_value() || more}};
    add_columns(visit, columns, view);
    add_kept_lists(visit, view);
    return page(visit, "worklist", title, view, 200, NavPlace::Cases);
}

Reply send_worklist(const Visit& visit) {
    auto query = query_of(visit);
    query.after.reset();
    query.limit = -1;
    auto as_of = day_asked(visit).day;
    if (as_of && *as_of > visit.words.today()) as_of.reset();
    const auto rows = listed(visit, query, as_of).rows;
    return download(list_as_csv(visit_on(visit, as_of), rows, columns_of(visit)), "text/csv; charset=utf-8",
                    visit.words.sentence("pages.worklist.file", {{"day", to_iso(visit.words.today())}}));
}

}  // namespace foerderlauf

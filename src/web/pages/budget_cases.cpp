// GET /budget/cases: the cases behind the figures of a budget line in a year.
#include "casework/recipients.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

/// What one case holds there, in the stages a budget row shows.
struct Holding {
    Money reserved, committed, paid, repaid;

    bool is_zero() const { return reserved.is_zero() && committed.is_zero() && paid.is_zero(); }
    void add(const Holding& other) {
        reserved += other.reserved;
        committed += other.committed;
        paid += other.paid;
        repaid += other.repaid;
    }
};

/// What every case holds there, by account; 0 is the installation, which only moves bound money to the year's own account.
std::map<CaseId, Balances> held_at(Snapshot& snapshot, const std::string& line, int due_year, Date day) {
    std::map<CaseId, Balances> held;
    const auto here = [&](const LedgerAccount& account) {
        return account.line == line && account.due_year == due_year && account.stage != "outside";
    };
    snapshot.each_booking(BookingSource::Ledger, day, [&](const Booking& booking) {
        const auto& posting = booking.posting;
        if (here(posting.from)) held[booking.case_id][posting.from] -= posting.amount;
        if (here(posting.to)) held[booking.case_id][posting.to] += posting.amount;
    });
    return held;
}

/// The same reading of the stages as `budget_rows`: what was paid stays paid when it comes back.
Holding holding_of(const Balances& held) {
    Holding holding;
    for (const auto& [account, amount] : held) {
        const auto& stage = account.stage;
        if (stage == "reserved") holding.reserved += amount;
        else if (stage == "committed" || stage == "called" || stage == "ordered") holding.committed += amount;
        else if (stage == "paid" || stage == "used" || stage == "repaid") holding.paid += amount;
        if (stage == "repaid") holding.repaid += amount;
    }
    return holding;
}

View amounts_view(const Holding& holding, const Words& words) {
    return View::Group{{"reserved", words.amount(holding.reserved)},
                       {"committed", words.amount(holding.committed)},
                       {"paid", words.amount(holding.paid)},
                       {"repaid", words.amount(holding.repaid)}};
}

View case_view(const Visit& visit, const CaseFile& file, const Holding& holding) {
    const auto definition = visit.pinned(file.version);
    const auto* state = definition->main().state(file.main().state);
    View view = amounts_view(holding, visit.words);
    view["row_path"] = "/cases/" + std::to_string(file.id);
    view["row_number"] = file.file_number;
    view["row_body"] = spoken_name(file.recipient);
    const auto* title = file.at(definition->title_field).as_text();
    view["row_title"] = title ? *title : std::string{};
    view["row_state"] = state ? state->label : file.main().state;
    return view;
}

struct Line {
    View::Views rows;
    Holding sum;     ///< of the rows
    int unseen = 0;  ///< cases this account may not see
};

Line read_line(const Visit& visit, const std::string& line, int year) {
    Line found;
    visit.site().store.read([&](Snapshot& snapshot) {
        for (const auto& [id, held] : held_at(snapshot, line, year, visit.words.today())) {
            const auto holding = holding_of(held);
            const auto file = id > 0 && !holding.is_zero() ? snapshot.case_file(id) : std::nullopt;
            if (!file) continue;
            if (may_see(visit.account(), *file)) {
                found.rows.push_back(case_view(visit, *file, holding));
                found.sum.add(holding);
            } else ++found.unseen;
        }
    });
    return found;
}

}  // namespace

Reply show_budget_cases(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto line = visit.request.query.value("line");
    const auto typed = visit.request.query.value("year");
    int year = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), year);
    const auto known = visit.site().budget_lines.find(line);
    if (!known || year < 2000 || year > 2200) return error_reply(404);

    auto found = read_line(visit, line, year);
    const auto& words = visit.words;
    const auto title = words.sentence("pages.budget_cases.title", {{"line", line}, {"year", std::to_string(year)}});
    View view = amounts_view(found.sum, words);
    view["heading"] = title;
    view["lede"] = known->label;
    view["budget_path"] = "/budget?year=" + std::to_string(year);
    view["no_rows"] = found.rows.empty();
    view["unseen"] = found.unseen == 0 ? std::string{} : words.counted("pages.budget_cases.unseen", found.unseen);
    view["rows"] = std::move(found.rows);
    return page(visit, "budget_cases", title, view, 200, NavPlace::Budget);
}

}  // namespace foerderlauf

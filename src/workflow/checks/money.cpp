// Checks against the ledger: slices covered, reservation in place, nothing left over.
#include "workflow/checks/check.hpp"

#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

std::string reserved_line(const CaseFile& file) {
    for (const auto& [account, amount] : file.held)
        if (account.stage == "reserved") return account.line;
    return {};
}

const char* sentence_of(const Shortfall& gap) {
    return gap.commitment_appropriation ? "blocker.every_slice_covered.later_year"
                                        : "blocker.every_slice_covered.this_year";
}

}  // namespace

/// slice_in_past_year {slices}: no slice is due in a year that is over.
Verdict slice_in_past_year(const Question& question) {
    Verdict verdict;
    for (const auto& slice : slices_of(question.at(question.parameter("slices"))))
        if (slice.year < year_of(question.situation.today))
            block(verdict, question, "slice_in_past_year",
                  {{"year", slice.year}, {"amount_cents", slice.amount.in_cents()}});
    return verdict;
}

/// every_slice_covered {own_reservation}: the budget line covers each slice: this year's from what is available, a later
/// year's from its commitment appropriation (VE). With own_reservation the case's own reservation counts as free.
Verdict every_slice_covered(const Question& question) {
    const bool own = flag_of(question.parameters, "own_reservation") || question.parameter("own_reservation") == "true";
    const auto slices = slices_of(question.at(question.definition.money.slices));
    const auto line = own ? reserved_line(question.file)
                          : budget_line_for(question.situation, text_of(question.input, "budget_line"), slices);
    const auto& lines = question.situation.budget_lines;
    if (lines.empty())
        return blocked(question, "every_slice_covered", {{"programme", question.definition.programme}},
                       "blocker.every_slice_covered.no_line");
    if (line.empty() && !own && question.attempted)
        return wrong_field("budget_line", "field.budget_line_missing", {{"lines", List(lines.begin(), lines.end())}});
    if (line.empty()) return passed();  // own: `reserved` speaks; else the line is still to be given
    if (!own && std::ranges::find(lines, line) == lines.end())
        return wrong_field("budget_line", "field.budget_line",
                           {{"given", line}, {"lines", List(lines.begin(), lines.end())}});
    const auto balances = own ? without_own_reservation(question) : Balances{};
    Verdict verdict;
    for (const auto& gap :
         shortfalls(own ? balances : *question.situation.balances, line, year_of(question.situation.today), slices))
        if (!gap.in_past_year)  // slice_in_past_year speaks
            block(verdict, question, "every_slice_covered",
                  {{"year", gap.year}, {"missing_cents", gap.missing.in_cents()}, {"line", line}}, sentence_of(gap));
    return verdict;
}

/// budget_not_provisional {own_reservation, necessity}: soft; while the line is under provisional budget management (vorläufige
/// Haushaltsführung) nothing new is granted from it, unless the field `necessity` says why it cannot wait. Before the attempt
/// that is a hint: the reason is still to be given.
Verdict budget_not_provisional(const Question& question) {
    const bool own = flag_of(question.parameters, "own_reservation") || question.parameter("own_reservation") == "true";
    const auto slices = slices_of(question.at(question.definition.money.slices));
    const auto line = own ? reserved_line(question.file)
                          : budget_line_for(question.situation, text_of(question.input, "budget_line"), slices);
    return unless_provisional(question, line);
}

/// reserved {until}: the case holds a reservation of exactly its slices, made in the current budget year, and none of the
/// deadlines named by `until` has passed (the timer may not have released it yet).
Verdict reserved(const Question& question) {
    for (const auto& name : question.parameter_names("until"))
        if (const auto* running = running_deadline(question, name); running && running->due < question.situation.today)
            return blocked(question, "reserved", {{"due", to_iso(running->due)}}, "blocker.reserved.expired");
    std::map<int, Money> held;
    for (const auto& [account, amount] : question.file.held) {
        if (account.stage != "reserved") continue;
        if (account.budget_year != year_of(question.situation.today))
            return blocked(question, "reserved", {{"year", account.budget_year}}, "blocker.reserved.past_year");
        held[account.due_year] += amount;
    }
    std::map<int, Money> wanted;
    for (const auto& slice : slices_of(question.at(question.definition.money.slices)))
        wanted[slice.year] += slice.amount;
    if (!held.empty() && held == wanted) return passed();
    return blocked(question, "reserved");
}

/// reservation_over: the reservation's deadline or its budget year has passed.
Verdict reservation_over(const Question& question) {
    const bool over = std::ranges::any_of(question.file.deadlines, [&](const RunningDeadline& running) {
        return running.then_fire == question.step.name && running.machine == question.machine.id &&
               running.due < question.situation.today;
    });
    return over ? passed() : blocked(question, "reservation_over");
}

/// ledger_clear: nothing of the case is reserved or on its way to be paid.
Verdict ledger_clear(const Question& question) {
    Verdict verdict;
    for (const auto* stage : {"reserved", "called", "ordered"})
        if (const Money open = question.file.held_in(stage); !open.is_zero())
            block(verdict, question, "ledger_clear", {{"stage", stage}, {"open_cents", open.in_cents()}});
    return verdict;
}

}  // namespace foerderlauf

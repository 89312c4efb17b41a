// GET /budget/proposals, POST there and POST /budget/proposals/{n}: finance proposes, the budget officer decides.
#include "casework/budget_proposals.hpp"
#include "casework/budget_record.hpp"

#include "domain/calendar.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr std::array<const char*, 10> kinds = {"appropriation", "commitment_appropriation",
                                               "carry_over",    "virement",
                                               "block",         "unblock",
                                               "provisional",   "regular",
                                               "open_year",     "label"};

int number_typed(const std::string& text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? number : 0;
}

BudgetAnswer answer_in(const std::string& text) {
    if (text == "release") return BudgetAnswer::Release;
    return text == "withdraw" ? BudgetAnswer::Withdraw : BudgetAnswer::Decline;
}

View option_of(const std::string& value, const std::string& label, const std::string& chosen) {
    return View::Group{{"option_value", value}, {"option_label", label}, {"option_chosen", value == chosen}};
}

View::Views line_options(const Visit& visit, const std::string& chosen) {
    View::Views options;
    for (const auto& line : visit.site().budget_lines.all())
        options.push_back(option_of(line.line(), line.line() + " " + line.label, chosen));
    return options;
}

View badge_of(const BudgetProposal& proposal, const Words& words) {
    switch (proposal.state) {
        case BudgetProposal::State::Open: break;
        case BudgetProposal::State::Released:
            return badge("success", "success", words.sentence("pages.proposal.released"));
        case BudgetProposal::State::Declined:
            return badge("neutral", "check", words.sentence("pages.proposal.declined"));
        case BudgetProposal::State::Withdrawn:
            return badge("neutral", "check", words.sentence("pages.proposal.withdrawn"));
    }
    return badge("info", "info", words.sentence("pages.proposal.open"));
}

std::string signed_by(const Visit& visit, const char* key, AccountId account, Instant at, const std::string& reason) {
    return visit.words.sentence(key, {{"name", person_name(visit.site().identity.name_of(account))},
                                      {"day", to_german(berlin_day(at))},
                                      {"reason", reason}});
}

View proposal_view(const Visit& visit, const BudgetProposal& proposal) {
    const auto& words = visit.words;
    const auto& wish = proposal.wish;
    const auto number = std::to_string(proposal.number);
    auto place = words.sentence("pages.proposal.place", {{"line", wish.line}, {"year", std::to_string(wish.year)}});
    if (!wish.to_line.empty()) place += words.sentence("pages.proposal.to_line", {{"line", wish.to_line}});
    if (wish.due_year > 0) place += words.sentence("pages.proposal.due", {{"year", std::to_string(wish.due_year)}});
    if (wish.from_year > 0) place += words.sentence("pages.proposal.from", {{"year", std::to_string(wish.from_year)}});
    if (proposal.before && proposal.after && wish.kind != "label")
        place += words.sentence("pages.proposal.moved", {{"old_cents", proposal.before->in_cents()},
                                                         {"new_cents", proposal.after->in_cents()}});
    if (proposal.unmet && !proposal.unmet->is_zero())
        place += words.sentence("pages.proposal.unmet", {{"unmet_cents", proposal.unmet->in_cents()}});
    const bool may_withdraw = proposal.state == BudgetProposal::State::Open && visit.account().holds("finance") &&
                              proposal.proposed_by_person == visit.account().person;
    const bool may_decide = proposal.state == BudgetProposal::State::Open && visit.account().holds("budget_officer") &&
                            proposal.proposed_by_person != visit.account().person;
    View view = View::Group{
        {"proposal_number", number},
        {"proposal_title", words.sentence("pages.proposal.number", {{"number", number}}) + ": " +
                               words.sentence("pages.proposal.kind." + wish.kind)},
        {"proposal_amount", wish.kind == "label"     ? wish.label
                            : moves_money(wish.kind) ? words.amount(wish.amount)
                                                     : ""},
        {"withdraw_path", may_withdraw ? "/budget/proposals/" + number : std::string{}},
        {"proposal_badge", badge_of(proposal, words)},
        {"proposal_line", place},
        {"proposal_by", signed_by(visit, "pages.proposal.by", proposal.proposed_by, proposal.proposed_at, wish.reason)},
        {"proposal_decided", std::string{}},
        {"decide_path", may_decide ? "/budget/proposals/" + number : std::string{}}};
    if (proposal.decided_at)
        view["proposal_decided"] = signed_by(visit, "pages.proposal.decided_by", proposal.decided_by,
                                             *proposal.decided_at, proposal.answer);
    return view;
}

/// Every reason of a refusal, each a sentence of its own.
View::Views errors_of(const Visit& visit, const Refusal& refusal) {
    View::Views errors;
    for (const auto& [field, message] : refusal.fields)
        errors.push_back(View::Group{{"error_text", visit.words.sentence(message)}});
    for (const auto& blocker : refusal.blockers)
        errors.push_back(View::Group{{"error_text", visit.words.sentence(blocker.message)}});
    if (errors.empty()) errors.push_back(View::Group{{"error_text", visit.words.sentence(refusal.message)}});
    return errors;
}

Reply proposals_page(const Visit& visit, View::Views errors, int status) {
    const auto& form = visit.request.form;
    auto proposals = budget_proposals(visit.site().store);
    std::ranges::reverse(proposals);  // the newest first
    View::Views rows, kind_options;
    for (const auto& proposal : proposals) rows.push_back(proposal_view(visit, proposal));
    for (const auto* kind : kinds)
        kind_options.push_back(
            option_of(kind, visit.words.sentence("pages.proposal.kind." + std::string{kind}), form.value("kind")));
    const auto year = form.value("year");
    const auto title = visit.words.sentence("pages.proposal.title");
    const bool some_errors = !errors.empty();
    View view = View::Group{
        {"heading", title},
        {"lede", visit.words.sentence("pages.proposal.lede")},
        {"errors", std::move(errors)},
        {"some_errors", some_errors},
        {"no_proposals", rows.empty()},
        {"proposals", std::move(rows)},
        {"may_propose", visit.account().holds("finance")},
        {"kinds", std::move(kind_options)},
        {"line_options", line_options(visit, form.value("line"))},
        {"to_line_options", line_options(visit, form.value("to_line"))},
        {"typed_year", year.empty() ? std::to_string(static_cast<int>(visit.words.today().year())) : year},
        {"typed_amount", form.value("amount")},
        {"typed_due_year", form.value("due_year")},
        {"typed_from_year", form.value("from_year")},
        {"typed_label", form.value("label")},
        {"typed_reason", form.value("reason")}};
    return page(visit, "budget_proposals", title, view, status, NavPlace::Budget);
}

Reply answered(const Visit& visit, const Result<BudgetOutcome>& outcome) {
    if (outcome) return see_other("/budget/proposals");
    const auto& refusal = outcome.error();
    if (refusal.kind == Refusal::Kind::BadInput) return proposals_page(visit, errors_of(visit, refusal), 422);
    if (refusal.kind == Refusal::Kind::Blocked) return proposals_page(visit, errors_of(visit, refusal), 409);
    return refused(visit, refusal);
}

}  // namespace

Reply show_budget_proposals(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    return proposals_page(visit, {}, 200);
}

Reply propose_budget_change(const Visit& visit) {
    const auto& form = visit.request.form;
    // An amount that cannot be read becomes one that no proposal has: the refusal then names the field.
    const auto amount = Money::parse(form.value("amount"));
    const BudgetWish wish{form.value("kind"),
                          form.value("line"),
                          number_typed(form.value("year")),
                          form.value("kind") == "commitment_appropriation" ? number_typed(form.value("due_year")) : 0,
                          form.value("kind") == "virement" ? form.value("to_line") : std::string{},
                          amount ? *amount : Money::cents(-1),
                          form.value("label"),
                          form.value("reason"),
                          form.value("kind") == "carry_over" ? number_typed(form.value("from_year")) : 0};
    return answered(visit, propose_budget(visit.site().store, visit.site().budget_lines, visit.envelope(), wish,
                                          visit.site().clock.now()));
}

Reply decide_budget_change(const Visit& visit) {
    const auto& site = visit.site();
    const auto& form = visit.request.form;
    const auto outcome = decide_budget(site.store, site.budget_lines, visit.envelope(),
                                       number_typed(visit.request.parameter("n")), answer_in(form.value("answer")),
                                       form.value("reason"), site.clock.now());
    site.budget_lines.refresh(site.store);
    return answered(visit, outcome);
}

}  // namespace foerderlauf

// Budget steps (contract § 4.3): finance proposes, the budget officer releases or declines.
#include "casework/budget_proposals.hpp"
#include "casework/budget_record.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/members.hpp"
#include "web/api/rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string_view name_of(BudgetProposal::State state) {
    switch (state) {
        case BudgetProposal::State::Open: return "open";
        case BudgetProposal::State::Released: return "released";
        case BudgetProposal::State::Declined: return "declined";
        case BudgetProposal::State::Withdrawn: return "withdrawn";
    }
    throw std::logic_error{"unknown state of a budget proposal"};
}

Value cents_or_null(const std::optional<Money>& amount) { return amount ? Value{amount->in_cents()} : Value{}; }

Record printed(const Call& call, const BudgetProposal& proposal) {
    const auto& wish = proposal.wish;
    auto& identity = call.site.identity;
    Record record{{"number", proposal.number},
                  {"kind", wish.kind},
                  {"budget_line", wish.line},
                  {"year", wish.year},
                  {"due_year", wish.due_year > 0 ? Value{wish.due_year} : Value{}},
                  {"from_year", wish.from_year > 0 ? Value{wish.from_year} : Value{}},
                  {"to_line", text_or_null(wish.to_line)},
                  {"label", text_or_null(wish.label)},
                  {"amount_cents", wish.amount.in_cents()},
                  {"reason", text_or_null(wish.reason)},
                  {"state", name_of(proposal.state)},
                  {"proposed_by", identity.name_of(proposal.proposed_by)},
                  {"proposed_at", to_rfc3339(proposal.proposed_at)},
                  {"decided_by", proposal.decided_at ? Value{identity.name_of(proposal.decided_by)} : Value{}},
                  {"decided_at", proposal.decided_at ? Value{to_rfc3339(*proposal.decided_at)} : Value{}},
                  {"answer", text_or_null(proposal.answer)},
                  {"old_cents", cents_or_null(proposal.before)},
                  {"new_cents", cents_or_null(proposal.after)},
                  {"unmet_cents", cents_or_null(proposal.unmet)}};
    return record;
}

Reply reply_of(const Remembered& answer) {
    auto reply = json(answer.status, answer.answer);
    if (!answer.location.empty()) reply.set("Location", answer.location);
    return reply;
}

AnsweringBudget telling(const Call& call, int status) {
    return [&call, status](const BudgetProposal& proposal) {
        return Remembered{{},
                          status,
                          printed_json(printed(call, proposal)),
                          status == 201 ? "/api/v1/budget/proposals/" + std::to_string(proposal.number)
                                        : std::string{}};
    };
}

Result<Reply> answered(const Result<BudgetOutcome>& outcome, const std::map<std::string, Message>& wrong,
                       const AnsweringBudget& tell) {
    if (!outcome) return tl::unexpected{with_wrong(outcome.error(), wrong)};
    return reply_of(outcome->replayed ? *outcome->replayed : tell(outcome->proposal));
}

Result<Reply> list_proposals(const Call& call) {
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    const auto visibility = call.visibility();
    const auto sees = [&](const std::string& programme) {
        return visibility.everything || std::ranges::any_of(visibility.programmes, [&](const std::string& name) {
                   return name == "*" || name == programme;
               });
    };
    List items;
    for (const auto& proposal : budget_proposals(call.site.store)) {
        const auto line = call.site.budget_lines.find(proposal.wish.line);
        if (line && sees(line->programme)) items.emplace_back(printed(call, proposal));
    }
    return json_reply(200, {{"items", std::move(items)}});
}

/// What could not be read makes a wish that is refused for its fields, behind 403 and the replay of the key.
Result<Reply> propose(const Call& call) {
    Members members{call.body};
    BudgetWish wish;
    wish.kind = members.text("kind");
    wish.line = members.text("budget_line");
    wish.year = static_cast<int>(members.integer("year"));
    wish.due_year = static_cast<int>(members.optional_integer("due_year").value_or(0));
    wish.to_line = members.optional_text("to_line").value_or("");
    wish.amount = Money::cents(members.optional_integer("amount_cents").value_or(-1));
    if (!moves_money(wish.kind)) wish.amount = Money{};
    wish.from_year = static_cast<int>(members.optional_integer("from_year").value_or(0));
    wish.label = members.optional_text("label").value_or("");
    wish.reason = members.text("reason");
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.reason.clear();
    const auto tell = telling(call, 201);
    return answered(
        propose_budget(call.site.store, call.site.budget_lines, call.envelope(), wish, call.site.clock.now(), tell),
        wrong, tell);
}

Result<Reply> decide(const Call& call, BudgetAnswer answer) {
    const auto number = call.number("n");
    if (!number) return tl::unexpected{number.error()};
    Members members{call.body};
    const auto reason = members.optional_text("reason").value_or("");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    const auto tell = telling(call, 200);
    auto reply = answered(decide_budget(call.site.store, call.site.budget_lines, call.envelope(), *number, answer,
                                        reason, call.site.clock.now(), tell),
                          {}, tell);
    call.site.budget_lines.refresh(call.site.store);
    return reply;
}

}  // namespace

std::vector<ApiRow> budget_proposal_rows() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/budget/proposals",
         .summary = "What finance proposed to change in the budget, and what became of it",
         .answer_schema = "BudgetProposals",
         .answer = list_proposals},
        {.method = "POST",
         .pattern = "/api/v1/budget/proposals",
         .summary = "Propose a change of the budget (finance)",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "BudgetProposal",
         .answer = propose,
         .body_schema = "ProposeBudget"},
        {.method = "POST",
         .pattern = "/api/v1/budget/proposals/{n}/release",
         .summary = "Release a proposed change and book it (budget officer)",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "BudgetProposal",
         .answer = [](const Call& call) { return decide(call, BudgetAnswer::Release); },
         .body_schema = "DecideBudget"},
        {.method = "POST",
         .pattern = "/api/v1/budget/proposals/{n}/decline",
         .summary = "Decline a proposed change (budget officer)",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "BudgetProposal",
         .answer = [](const Call& call) { return decide(call, BudgetAnswer::Decline); },
         .body_schema = "DecideBudget"},
        {.method = "POST",
         .pattern = "/api/v1/budget/proposals/{n}/withdraw",
         .summary = "Take back a change one has proposed oneself (finance)",
         .takes = Takes::JsonOrNothing,
         .answer_schema = "BudgetProposal",
         .answer = [](const Call& call) { return decide(call, BudgetAnswer::Withdraw); },
         .body_schema = "DecideBudget"},
    };
}

}  // namespace foerderlauf

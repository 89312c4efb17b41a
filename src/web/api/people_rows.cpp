#include "web/api/command_reply.hpp"
#include "web/api/rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// An amount that no share has: makes the engine refuse the answer where its turn comes.
constexpr auto no_share = Money::cents(-1);

Result<Reply> answer_as_partner(const Call& call, PartnerWish wish, const Members& members) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    wish.case_id = *id;
    wish.recipient = call.request.parameter("ags");
    const auto wrong = members.wrong();
    if (!wrong.empty()) {
        wish.share = no_share;
        wish.reason.clear();
    }
    return command_reply(call, wrong, tell_case(200), [&](const Answering& answering) {
        return call.site.dispatcher.answer_partner(call.envelope(), wish, answering);
    });
}

Result<Reply> confirm_as_partner(const Call& call) {
    Members members{call.body};
    PartnerWish wish;
    wish.answer = "confirm";
    wish.share = Money::cents(members.integer("share_cents"));
    return answer_as_partner(call, std::move(wish), members);
}

Result<Reply> decline_as_partner(const Call& call) {
    Members members{call.body};
    PartnerWish wish;
    wish.answer = "decline";
    wish.reason = members.text("reason");
    return answer_as_partner(call, std::move(wish), members);
}

Result<Reply> declare_a_conflict(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    ConflictWish wish{*id, members.text("kind"), members.text("reason"), {}};
    if (const auto name = members.optional_text("account")) {
        if (const auto account = call.site.identity.account_named(*name)) wish.person = account->person;
        else members.refuse("account", {"api.no_such_account", {{"given", FreeText{*name}}}});
    }
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.kind.clear();
    return command_reply(call, wrong, tell_case(201), [&](const Answering& answering) {
        return call.site.dispatcher.declare_conflict(call.envelope(), wish, answering);
    });
}

Result<Reply> assign_an_officer(const Call& call) {
    const auto id = call.number("id");
    if (!id) return tl::unexpected{id.error()};
    Members members{call.body};
    AssignWish wish{*id, members.optional_text("duty").value_or(""), {}, members.optional_text("reason").value_or("")};
    const auto name = members.text("account");
    const auto active = call.site.identity.active_accounts();
    const auto found = std::ranges::find(active, name, &Account::name);
    if (found != active.end()) wish.officer = *found;
    else if (!name.empty()) members.refuse("account", {"api.no_such_account", {{"given", FreeText{name}}}});
    const auto wrong = members.wrong();
    if (!wrong.empty()) wish.officer = {};
    return command_reply(call, wrong, tell_case(201), [&](const Answering& answering) {
        return call.site.dispatcher.assign(call.envelope(), wish, answering);
    });
}

Result<Reply> lift_a_conflict(const Call& call) {
    const auto id = call.number("id");
    const auto number = call.number("n");
    if (!id || !number) return tl::unexpected{id ? number.error() : id.error()};
    Members members{call.body};
    auto reason = members.text("reason");
    const auto wrong = members.wrong();
    if (!wrong.empty()) reason.clear();
    return command_reply(call, wrong, tell_case(200), [&](const Answering& answering) {
        return call.site.dispatcher.lift_conflict(call.envelope(), *id, *number, reason, answering);
    });
}

}  // namespace

std::vector<ApiRow> people_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/partners/{ags}/confirm",
         .summary = "Confirm the share of a partner",
         .takes = Takes::Json,
         .answer_schema = "Case",
         .answer = confirm_as_partner,
         .body_schema = "Confirm"},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/partners/{ags}/decline",
         .summary = "Decline to be a partner",
         .takes = Takes::Json,
         .answer_schema = "Case",
         .answer = decline_as_partner,
         .body_schema = "Reason"},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/conflicts",
         .summary = "Declare a conflict of interest",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Case",
         .answer = declare_a_conflict,
         .body_schema = "Conflict"},
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/officers",
         .summary = "Give the case to a named officer",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Case",
         .answer = assign_an_officer,
         .body_schema = "Assignment"},
        {.method = "DELETE",
         .pattern = "/api/v1/cases/{id}/conflicts/{n}",
         .summary = "Lift a declared concern",
         .takes = Takes::Json,
         .answer_schema = "Case",
         .answer = lift_a_conflict,
         .body_schema = "Reason"},
    };
}

}  // namespace foerderlauf

#include "web/api/printing.hpp"
#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

Record named(Identity& identity, AccountId id) {
    const auto account = identity.account(id);
    return {{"account", account ? Value{account->name} : Value{}}, {"name", text_or_null(identity.name_of(id))}};
}

Record printed(Identity& identity, const Substitution& entry) {
    return {{"id", entry.id},
            {"account", named(identity, entry.account)},
            {"substitute", named(identity, entry.substitute)},
            {"from", to_iso(entry.from)},
            {"to", to_iso(entry.to)},
            {"ended_on", iso_or_null(entry.ended_on)},
            {"granted_by", entry.granted_by == 0 ? Value{"system"} : text_or_null(identity.name_of(entry.granted_by))},
            {"reason", entry.reason}};
}

Result<Reply> list_substitutions(const Call& call) {
    List items;
    for (const auto& entry : call.site.identity.substitutions(call.account))
        items.emplace_back(printed(call.site.identity, entry));
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> grant_a_substitution(const Call& call) {
    Members members{call.body};
    SubstitutionWish wish;
    wish.account = members.optional_text("account").value_or(call.account.name);
    wish.substitute = members.text("substitute");
    const auto from = members.optional_date("from");
    const auto to = members.optional_date("to");
    if (!from) members.refuse("from", {"api.member.missing", {{"name", "from"}}});
    if (!to) members.refuse("to", {"api.member.missing", {{"name", "to"}}});
    wish.reason = members.optional_text("reason").value_or("");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    wish.from = *from;
    wish.to = *to;
    const auto granted = call.site.identity.grant_substitution(call.account, wish);
    if (!granted) return tl::unexpected{granted.error()};
    return json_reply(201, printed(call.site.identity, *granted));
}

Result<Reply> end_a_substitution(const Call& call) {
    const auto id = call.number("n");
    if (!id) return tl::unexpected{id.error()};
    if (const auto ended = call.site.identity.end_substitution(call.account, *id); !ended)
        return tl::unexpected{ended.error()};
    Reply reply;
    reply.status = 204;
    return reply;
}

}  // namespace

std::vector<ApiRow> substitution_rows() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/substitutions",
         .summary = "Who stands in for whom: one's own; every one for admin and auditor",
         .answer_schema = "Substitutions",
         .answer = list_substitutions},
        {.method = "POST",
         .pattern = "/api/v1/substitutions",
         .summary = "Let somebody carry one's duties for some days",
         .takes = Takes::Json,
         .success = {201},
         .answer_schema = "Substitution",
         .answer = grant_a_substitution,
         .body_schema = "SubstitutionWish"},
        {.method = "DELETE",
         .pattern = "/api/v1/substitutions/{n}",
         .summary = "End a substitution today",
         .success = {204},
         .answer_schema = {},
         .answer = end_a_substitution},
    };
}

}  // namespace foerderlauf

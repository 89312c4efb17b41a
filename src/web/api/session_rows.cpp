#include "web/api/printing.hpp"
#include "web/api/rows.hpp"

#include <set>

namespace foerderlauf {

namespace {

Record who_is(const Account& account, Identity& identity) {
    std::set<std::string> names;
    List held;
    for (const auto& duty : account.duties) {
        names.insert(duty.duty);
        held.emplace_back(Record{
            {"duty", duty.duty},
            {"recipient", text_or_null(duty.recipient)},
            {"programme", text_or_null(duty.programme)},
            {"in_place_of", duty.in_place_of == 0 ? Value{} : text_or_null(identity.name_of(duty.in_place_of))}});
    }
    return {{"account", account.name},
            {"display_name", account.display_name},
            {"duties", List(names.begin(), names.end())},
            {"held_duties", std::move(held)}};
}

Result<Reply> sign_in(const Call& call) {
    Members members{call.body};
    const auto name = members.text("account");
    const auto password = members.text("password");
    const auto code = members.optional_text("code").value_or("");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    const auto session = call.site.identity.sign_in(name, password, call.request.client, SessionKind::Bearer, code);
    if (!session) return tl::unexpected{session.error()};
    auto answer = who_is(session->account, call.site.identity);
    answer["token"] = session->token;
    answer["ends_at"] = to_rfc3339(session->ends);
    return json_reply(200, answer);
}

Result<Reply> who_am_i(const Call& call) { return json_reply(200, who_is(call.account, call.site.identity)); }

Result<Reply> sign_out(const Call& call) {
    call.site.identity.sign_out(call.token);
    Reply reply;
    reply.status = 204;
    return reply;
}

}  // namespace

std::vector<ApiRow> session_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/session",
         .summary =
             "Sign in; the token goes into Authorization: Bearer. An account with a second factor gives its code too",
         .takes = Takes::Json,
         .answer_schema = "Session",
         .answer = sign_in,
         .access = Access::Public,
         .body_schema = "SignIn"},
        {.method = "GET",
         .pattern = "/api/v1/session",
         .summary = "Who is signed in",
         .answer_schema = "Session",
         .answer = who_am_i},
        {.method = "DELETE",
         .pattern = "/api/v1/session",
         .summary = "Sign out",
         .success = {204},
         .answer_schema = {},
         .answer = sign_out},
    };
}

}  // namespace foerderlauf

// GET /login (`next`: own path to go on with; `ended=1`: signed out; `changed=1`: the password is new), POST /login (account,
// password), POST /login/code (ticket, code), POST /logout.
#include "web/pages/sign_in.hpp"

#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/language_choice.hpp"

#include <array>

namespace foerderlauf {

namespace {

/// The accounts of the demonstration, in the order of the procedure (contract § 2).
constexpr std::array<std::string_view, 16> demo_accounts = {
    "gemeinde", "zeichner", "partner",      "nordhausen", "vg",         "beratung", "formal",   "fach",
    "haushalt", "zweit",    "entscheidung", "kasse",      "verwendung", "finanzen", "revision", "admin"};

View demo_rows(const Words& words) {
    View::Views rows;
    for (const auto name : demo_accounts)
        rows.push_back(
            View::Group{{"demo_account", name}, {"demo_duty", words.sentence("pages.demo." + std::string{name})}});
    return rows;
}

/// Hidden fields of a kept form survive a wrong password.
View::Views kept_again(const Request& request) {
    View::Views kept;
    for (const auto& [name, value] : request.form)
        if (name.starts_with("kept")) kept.push_back(View::Group{{"hidden_name", name}, {"hidden_value", value}});
    return kept;
}

Reply not_signed_in(const PageHouse& house, const Request& request, const Refusal& refusal) {
    SignInState state{.status = refusal.kind == Refusal::Kind::TooMany ? 429 : 401};
    state.error = house.words(request).sentence(refusal.message);
    state.account = request.form.value("account");
    state.next = own_path(request.form.value("next"));
    state.kept = kept_again(request);
    return sign_in_page(house, request, state);
}

/// The page that asks for the code; what was kept of a form goes on with it.
Reply code_page(const PageHouse& house, const Request& request, const std::string& ticket, const Refusal* refusal) {
    const auto words = house.words(request);
    View view = View::Group{{"ticket", ticket},
                            {"error", refusal ? words.sentence(refusal->message) : std::string{}},
                            {"next", own_path(request.form.value("next"))},
                            {"kept", kept_again(request)}};
    const int status = !refusal ? 200 : refusal->kind == Refusal::Kind::TooMany ? 429 : 401;
    const auto title = words.sentence(refusal ? "pages.sign_in.code_wrong" : "pages.sign_in.code");
    return html(status, page_for_anybody(house, request, {}, "login_code", title, view));
}

void set_session(Reply& reply, const Request& request, const std::string& token) {
    reply.set_cookie({session_cookie_name(request), token, request.secure, {}});
}

Reply signed_in(const PageHouse& house, const Request& request, const SignedIn& who) {
    const auto kept = kept_form_of(request);
    auto reply = kept.path.empty() ? see_other(own_path(request.form.value("next")))
                                   : offer_kept_form(house, request, who, kept);
    set_session(reply, request, who.token);
    if (const auto chosen = house.site.identity.language_of(who.account)) remember_language(reply, request, *chosen);
    return reply;
}

}  // namespace

Reply sign_in_page(const PageHouse& house, const Request& request, const SignInState& state) {
    const auto words = house.words(request);
    View view = View::Group{{"note", state.note}, {"error", state.error}, {"account", state.account},
                            {"next", state.next}, {"kept", state.kept},   {"demo", false}};
    if (house.site.demo) view["demo"] = View::Group{{"demo_rows", demo_rows(words)}};
    const auto title = words.sentence(state.error.empty() ? "pages.sign_in.title" : "pages.sign_in.title_wrong");
    return html(state.status, page_for_anybody(house, request, {}, "login", title, view));
}

Reply show_sign_in(const PageHouse& house, const Request& request) {
    const auto next = own_path(request.query.value("next"));
    if (session_of(house, request)) return see_other(next);
    SignInState state{.next = next};
    if (request.query.has("ended")) state.note = house.words(request).sentence("pages.sign_in.ended");
    else if (request.query.has("changed")) state.note = house.words(request).sentence("pages.sign_in.changed");
    else if (request.cookies.contains(session_cookie_name(request)))
        state.note = house.words(request).sentence("pages.sign_in.expired");
    return sign_in_page(house, request, state);
}

Reply sign_in(const PageHouse& house, const Request& request) {
    if (!from_own_page(request)) return error_reply(403, {"pages.error.csrf", {}});
    const auto who = house.site.identity.sign_in(request.form.value("account"), request.form.value("password"),
                                                 request.client, SessionKind::Browser);
    if (who) return signed_in(house, request, *who);
    if (who.error().message.key == "sign_in.code_needed")
        return code_page(house, request, text_of(who.error().message.values, "ticket"), nullptr);
    return not_signed_in(house, request, who.error());
}

Reply sign_in_with_code(const PageHouse& house, const Request& request) {
    if (!from_own_page(request)) return error_reply(403, {"pages.error.csrf", {}});
    const auto ticket = request.form.value("ticket");
    const auto who = house.site.identity.finish_sign_in(ticket, request.form.value("code"), SessionKind::Browser);
    if (who) return signed_in(house, request, *who);
    if (who.error().message.key == "sign_in.ticket_ended") return not_signed_in(house, request, who.error());
    return code_page(house, request, ticket, &who.error());
}

Reply sign_out(const Visit& visit) {
    visit.site().identity.sign_out(visit.who.token);
    auto reply = see_other("/login?ended=1");
    reply.set_cookie({session_cookie_name(visit.request), "", visit.request.secure, std::chrono::seconds{0}});
    return reply;
}

}  // namespace foerderlauf

#include "web/pages/profile.hpp"

#include "letters/verification.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/input_view.hpp"
#include "web/pages/qr_picture.hpp"

#include <array>
#include <set>

namespace foerderlauf {

namespace {

/// What a form of this page was answered with.
struct Answer {
    int status = 200;
    const Refusal* refusal = nullptr;
    std::vector<std::string> recovery_codes = {};
};

View own_input(const Visit& visit, const Answer& answer, const Input& input) {
    return input_view(visit.words, "pages.profile", answer.refusal, input);
}

View duties_view(const Visit& visit) {
    std::set<std::string> told;
    for (const auto& held : visit.account().duties) {
        auto line = visit.words.duty(held.duty);
        if (!held.recipient.empty()) {
            const auto recipient = visit.site().recipients.find(held.recipient);
            line += ": " + (recipient ? spoken_name(*recipient) : held.recipient);
        }
        if (!held.programme.empty()) line += " (" + held.programme + ")";
        if (held.in_place_of != 0)
            line = visit.words.sentence(
                "pages.in_place",
                {{"duty", line}, {"represented", person_name(visit.site().identity.name_of(held.in_place_of))}});
        told.insert(line);
    }
    View::Views duties;
    for (const auto& line : told) duties.push_back(View::Group{{"profile_duty", line}});
    return duties;
}

void add_sessions(const Visit& visit, View& view) {
    const auto here = Identity::key_of(visit.who.token);
    View::Views sessions;
    for (const auto& session : visit.site().identity.sessions_of(visit.account())) {
        const bool own = session.key == here;
        const auto* kind = session.kind == SessionKind::Browser ? "pages.profile.browser" : "pages.profile.bearer";
        sessions.push_back(
            View::Group{{"session_kind", visit.words.sentence(kind)},
                        {"session_here", own},
                        {"session_began", visit.words.moment_text(session.began)},
                        {"session_seen", visit.words.moment_text(session.seen)},
                        {"session_end_path", own ? View{false} : View{"/profile/sessions/" + session.key + "/end"}}});
    }
    view["other_sessions"] = sessions.size() > 1;
    view["sessions"] = std::move(sessions);
}

View setup_view(const Visit& visit, const Answer& answer, const CodeSetup& setup) {
    const auto picture = qr_picture(squares_of(setup.address));
    return View::Group{{"qr_size", std::to_string(picture.size)},
                       {"qr_path", picture.path},
                       {"spelled_secret", setup.spelled},
                       {"code_input", own_input(visit, answer, {"code", {}, "text", "one-time-code"})}};
}

void add_second_factor(const Visit& visit, const Answer& answer, View& view) {
    auto& identity = visit.site().identity;
    const auto factor = identity.second_factor(visit.account().id);
    const auto begun = factor ? std::nullopt : identity.second_factor_begun(visit.account());
    const auto* state = factor  ? "pages.profile.factor_on"
                        : begun ? "pages.profile.factor_begun"
                                : "pages.profile.factor_off";
    Record values;
    if (factor) values = {{"moment", visit.words.moment_text(factor->since)}, {"left", factor->recovery_codes}};
    view["factor_state"] = visit.words.sentence(state, values);
    view["factor_begin"] = !factor && !begun;
    view["factor_setup"] = begun ? setup_view(visit, answer, *begun) : View{false};
    view["factor_remove"] = factor ? own_input(visit, answer, {"remove_password", {}, "password", "current-password"})
                                   : View{false};
    View::Views codes;
    for (const auto& code : answer.recovery_codes) codes.push_back(View::Group{{"recovery_code", code}});
    view["factor_codes"] = codes.empty() ? View{false} : View{View::Group{{"codes", codes}}};
}

/// What was done, said after the redirect; only words the page knows.
std::string note_of(const Visit& visit) {
    static constexpr std::array<std::string_view, 3> known = {"mail", "session", "sessions"};
    const auto done = visit.request.query.value("done");
    return std::ranges::find(known, done) == known.end() ? std::string{}
                                                         : visit.words.sentence("pages.profile.done_" + done);
}

Reply profile_page(const Visit& visit, const Answer& answer) {
    const bool typed = visit.request.form.has("mail");
    const auto told = visit.site().identity.with_mail(visit.account().id);
    const auto address = typed ? visit.request.form.value("mail") : told ? told->second : std::string{};
    const std::array<Input, 3> passwords = {Input{"old_password", {}, "password", "current-password"},
                                            Input{"password", {}, "password", "new-password"},
                                            Input{"again", {}, "password", "new-password"}};
    View::Views password_inputs;
    for (const auto& input : passwords) password_inputs.push_back(own_input(visit, answer, input));
    const auto error = answer.refusal ? visit.words.sentence(answer.refusal->message) : std::string{};
    View view = View::Group{{"profile_name", person_name(visit.account().display_name)},
                            {"profile_account", visit.account().name},
                            {"profile_note", note_of(visit)},
                            {"profile_error", error},
                            {"profile_duties", duties_view(visit)},
                            {"mail_input", own_input(visit, answer, {"mail", address, "text", "email"})},
                            {"password_inputs", password_inputs}};
    add_second_factor(visit, answer, view);
    add_sessions(visit, view);
    return page(visit, "profile", visit.words.sentence("pages.profile.title"), view, answer.status);
}

Reply refused_here(const Visit& visit, const Refusal& refusal) {
    return profile_page(visit, {refusal.kind == Refusal::Kind::TooMany ? 429 : 422, &refusal});
}

Reply done(const std::string& what) { return see_other("/profile?done=" + what); }

}  // namespace

Reply show_profile(const Visit& visit) { return profile_page(visit, {}); }

Reply save_mail(const Visit& visit) {
    const auto saved = visit.site().identity.set_mail(visit.account(), visit.account().name,
                                                      visit.request.form.value("mail"));
    return saved ? done("mail") : refused_here(visit, saved.error());
}

Reply change_password(const Visit& visit) {
    const auto& form = visit.request.form;
    if (form.value("password") != form.value("again"))
        return refused_here(
            visit,
            {Refusal::Kind::BadInput, {"account.fields", {}}, {}, {{"again", {"account.passwords_differ", {}}}}});
    const auto changed = visit.site().identity.change_password(visit.account(), form.value("old_password"),
                                                               form.value("password"));
    return changed ? see_other("/login?changed=1") : refused_here(visit, changed.error());
}

Reply end_session(const Visit& visit) {
    const auto ended = visit.site().identity.end_session(visit.account(), visit.request.parameter("key"));
    return ended ? done("session") : refused_here(visit, ended.error());
}

Reply end_other_sessions(const Visit& visit) {
    visit.site().identity.end_other_sessions(visit.account(), visit.who.token);
    return done("sessions");
}

Reply begin_second_factor(const Visit& visit) {
    const auto begun = visit.site().identity.begin_second_factor(visit.account());
    return begun ? see_other("/profile#faktor") : refused_here(visit, begun.error());
}

Reply confirm_second_factor(const Visit& visit) {
    auto codes = visit.site().identity.confirm_second_factor(visit.account(), visit.request.form.value("code"));
    if (!codes) return refused_here(visit, codes.error());
    return profile_page(visit, {200, nullptr, std::move(*codes)});
}

Reply remove_second_factor(const Visit& visit) {
    const auto removed = visit.site().identity.remove_second_factor(visit.account(), visit.account().name,
                                                                    visit.request.form.value("remove_password"));
    return removed ? see_other("/login?ended=1") : refused_here(visit, removed.error());
}

}  // namespace foerderlauf

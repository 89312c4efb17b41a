// GET /admin/accounts/{name}: one account; its duties, address, password and state are changed here.
#include "base/text.hpp"
#include "web/pages/administration.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/input_view.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string path_of(const Visit& visit) {
    return "/admin/accounts/" + percent_encoded(visit.request.parameter("name"));
}

std::optional<AccountEntry> entry_of(const Visit& visit) {
    auto entries = visit.site().identity.account_entries();
    const auto found = std::ranges::find(entries, visit.request.parameter("name"),
                                         [](const AccountEntry& entry) { return entry.account.name; });
    return found == entries.end() ? std::nullopt : std::optional{std::move(*found)};
}

View duty_view(const Visit& visit, const HeldDuty& held, bool may_change) {
    const auto recipient = held.recipient.empty() ? std::nullopt : visit.site().recipients.find(held.recipient);
    auto where = recipient ? spoken_name(*recipient) + " (" + held.recipient + ")" : held.recipient;
    if (!held.programme.empty()) where += (where.empty() ? "" : ", ") + held.programme;
    View taking = false;
    if (may_change)
        taking = View::Group{{"held_duty", held.duty},
                             {"held_recipient", held.recipient},
                             {"held_programme", held.programme},
                             {"take_path", path_of(visit) + "/duties/take"}};
    return View::Group{{"duty_name", visit.words.duty(held.duty)}, {"duty_where", where}, {"taking", taking}};
}

View option(const std::string& value, const std::string& label, const std::string& chosen) {
    return View::Group{{"filter_value", value}, {"filter_label", label}, {"filter_chosen", value == chosen}};
}

View duty_form(const Visit& visit, const Refusal* refusal) {
    const auto& form = visit.request.form;
    View::Views duties,
        programmes{option("", visit.words.sentence("pages.admin.every_programme"), form.value("programme"))};
    for (const auto& duty : known_duties()) duties.push_back(option(duty, visit.words.duty(duty), form.value("duty")));
    for (const auto& programme : visit.site().programmes.names())
        programmes.push_back(option(programme, visit.programme(programme)->title, form.value("programme")));
    return View::Group{{"duty_path", path_of(visit) + "/duties"},
                       {"duties", duties},
                       {"duty_error", error_of_field(visit.words, refusal, "duty")},
                       {"recipient_input", input_view(visit.words, "pages.admin.account", refusal,
                                                      {"recipient", form.value("recipient")})},
                       {"programmes", programmes}};
}

/// What concerns no field of this page is said above it.
View refused_words(const Words& words, const Refusal* refusal) {
    if (!refusal) return false;
    const auto found = refusal->fields.find("name");
    return words.sentence(found == refusal->fields.end() ? refusal->message : found->second);
}

View forms_view(const Visit& visit, const AccountEntry& entry, const Refusal* refusal) {
    const auto& words = visit.words;
    const auto mail = visit.request.form.has("mail") ? visit.request.form.value("mail") : entry.mail;
    return View::Group{{"duty_form", duty_form(visit, refusal)},
                       {"mail_path", path_of(visit) + "/mail"},
                       {"mail_input", input_view(words, "pages.admin.account", refusal, {"mail", mail, "text", "off"})},
                       {"password_path", path_of(visit) + "/password"},
                       {"password_input", input_view(words, "pages.admin.account", refusal,
                                                     {"password", {}, "password", "new-password"})},
                       {"factor_path", entry.with_second_factor && entry.account.id != visit.account().id
                                           ? View{path_of(visit) + "/second-factor/remove"}
                                           : View{false}},
                       {"state_path", path_of(visit) + "/state"},
                       {"state_wanted", entry.disabled ? "enabled" : "disabled"},
                       {"state_label", words.sentence(entry.disabled ? "pages.admin.enable" : "pages.admin.disable")}};
}

Reply account_page(const Visit& visit, const Refusal* refusal) {
    const auto entry = entry_of(visit);
    if (!entry) return error_reply(404);
    const auto& words = visit.words;
    const bool may_change = visit.account().holds("admin");
    View::Views duties;
    for (const auto& held : entry->account.duties)
        if (held.in_place_of == 0) duties.push_back(duty_view(visit, held, may_change));
    const auto* sign_in = entry->disabled             ? "pages.admin.signs_in_never"
                          : entry->with_second_factor ? "pages.admin.signs_in_with_code"
                          : entry->with_password      ? "pages.admin.signs_in"
                                                      : "pages.admin.signs_in_by_token";
    const auto title = entry->account.display_name.empty() ? entry->account.name : entry->account.display_name;
    View view = View::Group{{"heading", title},
                            {"account_name", entry->account.name},
                            {"account_sign_in", words.sentence(sign_in)},
                            {"account_refused", refused_words(words, refusal)},
                            {"some_held", !duties.empty()},
                            {"held_duties", duties},
                            {"forms", may_change ? forms_view(visit, *entry, refusal) : View{false}}};
    return page(visit, "account", title, view, refusal ? 422 : 200, NavPlace::Administration);
}

Reply answered(const Visit& visit, const Result<void>& done) {
    if (done) return see_other(path_of(visit));
    if (done.error().kind == Refusal::Kind::BadInput) return account_page(visit, &done.error());
    return refused(visit, done.error());
}

/// The body somebody typed, as AGS, ARS, or a name only one body answers to.
Result<std::string> body_typed(const Visit& visit) {
    const auto typed = std::string{trimmed(visit.request.form.value("recipient"))};
    if (typed.empty()) return typed;
    if (visit.site().recipients.find(typed)) return typed;
    const auto found = visit.site().recipients.search(typed, 2);
    if (found.size() == 1) return found.front().key;
    const auto* why = found.empty() ? "account.recipient_unknown" : "account.recipient_many";
    return tl::unexpected{Refusal{
        Refusal::Kind::BadInput, {"account.fields", {}}, {}, {{"recipient", {why, {{"typed", FreeText{typed}}}}}}}};
}

}  // namespace

Reply show_account(const Visit& visit) { return account_page(visit, nullptr); }

Reply give_duty(const Visit& visit) {
    const auto body = body_typed(visit);
    if (!body) return account_page(visit, &body.error());
    const auto& form = visit.request.form;
    return answered(visit, visit.site().identity.give_duty(visit.account(), visit.request.parameter("name"),
                                                           {form.value("duty"), *body, form.value("programme")}));
}

Reply take_duty(const Visit& visit) {
    const auto& form = visit.request.form;
    return answered(
        visit, visit.site().identity.take_duty(visit.account(), visit.request.parameter("name"),
                                               {form.value("duty"), form.value("recipient"), form.value("programme")}));
}

Reply save_account_mail(const Visit& visit) {
    return answered(visit, visit.site().identity.set_mail(visit.account(), visit.request.parameter("name"),
                                                          visit.request.form.value("mail")));
}

Reply set_account_password(const Visit& visit) {
    const auto name = visit.request.parameter("name");
    const auto password = visit.request.form.value("password");
    const auto good = check_password(password, name);
    return answered(visit, good ? visit.site().identity.set_password(visit.account(), name, password) : good);
}

Reply switch_account(const Visit& visit) {
    const auto name = visit.request.parameter("name");
    auto& identity = visit.site().identity;
    const bool on = visit.request.form.value("state") == "enabled";
    return answered(visit, on ? identity.enable(visit.account(), name) : identity.disable(visit.account(), name));
}

Reply remove_account_second_factor(const Visit& visit) {
    return answered(visit,
                    visit.site().identity.remove_second_factor(visit.account(), visit.request.parameter("name"), {}));
}

}  // namespace foerderlauf

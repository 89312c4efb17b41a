// Accounts, passwords and duties: each change is an event of the installation's own record, in the job that makes it.
#include "base/text.hpp"
#include "domain/mail.hpp"
#include "identity/inner.hpp"
#include "identity/password.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr CaseId own_record = 0;
constexpr std::size_t shortest_password = 12;  ///< characters
constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_display_name = 200;  ///< characters

bool may_administer(const Account& by) { return by.holds("system") || by.holds("admin"); }

tl::unexpected<Refusal> not_allowed() { return refuse(Kind::NotAllowed, "account.admin_only"); }
tl::unexpected<Refusal> unknown(const std::string& name) {
    return refuse(Kind::NotFound, "account.unknown", {{"name", FreeText{name}}});
}
bool is_sign_in_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, fits);
}

Event own_event(const Account& by, const std::string& step, Record fields, Instant at) {
    Event event;
    event.at = at;
    event.actor = by.id;
    const bool own_matter = !by.holds("admin") && !by.duties.empty();  // one's own password, one's own substitute
    event.duty = by.holds("system") ? "system" : own_matter ? by.duties.front().duty : "admin";
    event.step = step;
    event.facts.person = by.person;
    event.facts.fields = std::move(fields);
    return event;
}

Record as_fields(AccountId account, const HeldDuty& held) {
    Record fields{{"account", account}, {"duty", held.duty}};
    if (!held.recipient.empty()) fields["recipient"] = held.recipient;
    if (!held.programme.empty()) fields["programme"] = held.programme;
    return fields;
}

Result<void> check_duty(const HeldDuty& held) {
    if (std::ranges::find(known_duties(), held.duty) == known_duties().end())
        return wrong_field(
            "duty", {"account.no_such_duty",
                     {{"given", FreeText{held.duty}}, {"known", List(known_duties().begin(), known_duties().end())}}});
    if (is_applicant_duty(held.duty) && held.recipient.empty())
        return wrong_field("recipient", {"account.recipient_missing", {}});
    if (!is_applicant_duty(held.duty) && !held.recipient.empty())
        return wrong_field("recipient", {"account.recipient_not_here", {}});
    return {};
}

bool holds(const Account& account, const HeldDuty& held) {
    return std::ranges::find(account.duties, held) != account.duties.end();
}

/// Who keeps the accounts never decides (contract § 2): else one could give oneself the duty and use it.
bool is_admin_who_decides(const Account& account, const HeldDuty& held) {
    return (held.duty == "decider" && account.holds("admin")) || (held.duty == "admin" && account.holds("decider"));
}

}  // namespace

tl::unexpected<Refusal> wrong_field(const char* field, Message why) {
    return tl::unexpected{Refusal{Kind::BadInput, {"account.fields", {}}, {}, {{field, std::move(why)}}}};
}

void Identity::Inner::change(const Account& by, const std::string& step,
                             const std::function<std::optional<Record>(Transaction&)>& change_rows) {
    const auto at = clock.now();
    store.run([&](Transaction& transaction) {
        auto fields = change_rows(transaction);
        if (fields) transaction.append(own_record, {own_event(by, step, std::move(*fields), at)});
    });
    const std::lock_guard lock{mutex};
    known.clear();
    ++changes;
}

Result<void> check_password(const std::string& password, const std::string& name) {
    if (length_of(password) < shortest_password || password.size() > longest_password)
        return wrong_field("password", {"account.password_length",
                                        {{"least", static_cast<std::int64_t>(shortest_password)},
                                         {"most", static_cast<std::int64_t>(longest_password)}}});
    if (!name.empty() && folded(password).find(folded(name)) != std::string::npos)
        return wrong_field("password", {"account.password_is_name", {}});
    return {};
}

Result<AccountId> Identity::add_account(const Account& by, const std::string& name, const std::string& display_name,
                                        const std::string& password, std::optional<PersonId> person) {
    if (!may_administer(by)) return not_allowed();
    if (!is_sign_in_name(name))
        return wrong_field("name", {"account.name_spelling", {{"most", static_cast<std::int64_t>(longest_name)}}});
    if (!is_utf8(display_name) || trimmed(display_name).empty())
        return wrong_field("display_name", {"account.display_name_missing", {}});
    if (length_of(display_name) > longest_display_name)
        return wrong_field("display_name", {"account.display_name_length",
                                            {{"most", static_cast<std::int64_t>(longest_display_name)}}});
    if (password.size() > longest_password)
        return wrong_field("password", {"account.password_length",
                                        {{"least", 0}, {"most", static_cast<std::int64_t>(longest_password)}}});
    const auto hash = password.empty() ? std::string{} : hashed_password(password);
    Result<AccountId> added = wrong_field("name", {"account.name_taken", {{"name", FreeText{name}}}});
    inner_->change(by, "account_added", [&](Transaction& transaction) -> std::optional<Record> {
        auto& session = transaction.session();
        if (find_account(session, name)) return {};
        if (person && !has_person(session, *person)) {
            added = wrong_field("person", {"account.no_such_person", {{"person", *person}}});
            return {};
        }
        const auto whose = person ? *person : insert_person(session, display_name);
        added = insert_account(session, whose, name, display_name, hash);
        return Record{
            {"account", *added}, {"person", whose}, {"name", FreeText{name}}, {"display_name", FreeText{display_name}}};
    });
    return added;
}

Result<void> Identity::set_password(const Account& by, const std::string& name, const std::string& password) {
    if (!may_administer(by) && by.name != name) return not_allowed();
    if (password.empty() || password.size() > longest_password)
        return wrong_field("password", {"account.password_length",
                                        {{"least", 1}, {"most", static_cast<std::int64_t>(longest_password)}}});
    const auto hash = hashed_password(password);
    Result<void> result = unknown(name);
    inner_->change(by, "password_set", [&](Transaction& transaction) -> std::optional<Record> {
        const auto stored = find_account(transaction.session(), name);
        if (!stored) return {};
        update_password(transaction.session(), stored->account.id, hash);
        delete_sessions_of(transaction.session(), stored->account.id);  // whoever knew the old one is out
        result = Result<void>{};
        return Record{{"account", stored->account.id}};
    });
    return result;
}

Result<void> Identity::disable(const Account& by, const std::string& name) {
    if (!may_administer(by)) return not_allowed();
    if (by.name == name) return wrong_field("name", {"account.not_oneself", {}});
    Result<void> result = unknown(name);
    inner_->change(by, "account_disabled", [&](Transaction& transaction) -> std::optional<Record> {
        const auto stored = find_account(transaction.session(), name);
        if (!stored) return {};
        result = Result<void>{};
        if (stored->disabled) return {};
        set_disabled(transaction.session(), stored->account.id, true);
        delete_sessions_of(transaction.session(), stored->account.id);
        return Record{{"account", stored->account.id}};
    });
    return result;
}

Result<void> Identity::enable(const Account& by, const std::string& name) {
    if (!may_administer(by)) return not_allowed();
    Result<void> result = unknown(name);
    inner_->change(by, "account_enabled", [&](Transaction& transaction) -> std::optional<Record> {
        const auto stored = find_account(transaction.session(), name);
        if (!stored) return {};
        result = Result<void>{};
        if (!stored->disabled) return {};
        set_disabled(transaction.session(), stored->account.id, false);
        return Record{{"account", stored->account.id}};
    });
    return result;
}

Result<void> Identity::set_mail(const Account& by, const std::string& name, const std::string& address) {
    if (!may_administer(by) && by.name != name) return not_allowed();
    if (!address.empty())
        if (const auto parsed = parse_mail_address(address); !parsed)
            return wrong_field("mail", parsed.error().message);
    Result<void> result = unknown(name);
    inner_->change(by, address.empty() ? "mail_erased" : "mail_set",
                   [&](Transaction& transaction) -> std::optional<Record> {
                       const auto stored = find_account(transaction.session(), name);
                       if (!stored) return {};
                       result = Result<void>{};
                       if (stored->mail == address) return {};
                       update_mail(transaction.session(), stored->account.id, address);
                       return Record{{"account", stored->account.id}};
                   });
    return result;
}

Result<void> Identity::give_duty(const Account& by, const std::string& name, const HeldDuty& duty) {
    if (!may_administer(by)) return not_allowed();
    if (auto checked = check_duty(duty); !checked) return checked;
    Result<void> result = unknown(name);
    inner_->change(by, "duty_given", [&](Transaction& transaction) -> std::optional<Record> {
        const auto stored = find_account(transaction.session(), name);
        if (!stored) return {};
        result = Result<void>{};
        if (holds(stored->account, duty)) return {};
        if (is_admin_who_decides(stored->account, duty)) {
            result = wrong_field("duty", {"account.admin_never_decides", {}});
            return {};
        }
        insert_duty(transaction.session(), stored->account.id, duty);
        return as_fields(stored->account.id, duty);
    });
    return result;
}

Result<void> Identity::take_duty(const Account& by, const std::string& name, const HeldDuty& duty) {
    if (!may_administer(by)) return not_allowed();
    if (by.name == name && duty.duty == "admin") return wrong_field("duty", {"account.not_own_administration", {}});
    Result<void> result = unknown(name);
    inner_->change(by, "duty_taken", [&](Transaction& transaction) -> std::optional<Record> {
        const auto stored = find_account(transaction.session(), name);
        if (!stored) return {};
        if (!holds(stored->account, duty)) {
            result = wrong_field("duty", {"account.duty_not_held", {{"duty", FreeText{duty.duty}}}});
            return {};
        }
        result = Result<void>{};
        delete_duty(transaction.session(), stored->account.id, duty);
        return as_fields(stored->account.id, duty);
    });
    return result;
}

}  // namespace foerderlauf

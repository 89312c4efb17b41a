// GET /admin/accounts: who has an account and for what; a form for a new one.
#include "base/text.hpp"
#include "web/pages/administration.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/input_view.hpp"
#include "web/pages/kept_form.hpp"

#include <set>

namespace foerderlauf {

namespace {

std::string duties_line(const Words& words, const Account& account) {
    std::set<std::string> named;
    for (const auto& held : account.duties)
        if (held.in_place_of == 0) named.insert(words.duty(held.duty));
    return named.empty() ? words.sentence("pages.admin.no_duty")
                         : joined(std::vector<std::string>{named.begin(), named.end()}, ", ");
}

View entry_view(const Words& words, const AccountEntry& entry) {
    View::Views marks;
    if (entry.disabled) marks.push_back(badge("danger", "danger", words.sentence("pages.admin.disabled")));
    if (entry.with_second_factor)
        marks.push_back(badge("success", "success", words.sentence("pages.admin.second_factor")));
    return View::Group{{"account_path", "/admin/accounts/" + percent_encoded(entry.account.name)},
                       {"account_name", entry.account.name},
                       {"account_person", entry.account.display_name},
                       {"account_duties", duties_line(words, entry.account)},
                       {"account_marks", marks}};
}

bool answers_to(const Words& words, const AccountEntry& entry, const std::string& asked) {
    const auto told = entry.account.name + " " + entry.account.display_name + " " + duties_line(words, entry.account);
    return folded(told).find(folded(asked)) != std::string::npos;
}

Reply accounts_page(const Visit& visit, const Refusal* refusal) {
    const auto& words = visit.words;
    const auto& form = visit.request.form;
    const auto asked = std::string{trimmed(visit.request.query.value("q"))};
    View::Views entries;
    for (const auto& entry : visit.site().identity.account_entries())
        if (asked.empty() || answers_to(words, entry, asked)) entries.push_back(entry_view(words, entry));
    View adding = false;
    if (visit.account().holds("admin")) {
        View::Views inputs;
        for (const auto& input : {Input{"name", form.value("name")}, Input{"display_name", form.value("display_name")},
                                  Input{"password", {}, "password", "new-password"}})
            inputs.push_back(input_view(words, "pages.admin.account", refusal, input));
        adding = View::Group{{"inputs", inputs}};
    }
    const auto counted = words.counted("pages.admin.found", static_cast<std::int64_t>(entries.size()));
    View view = View::Group{{"q", asked},
                            {"counted", counted},
                            {"some_accounts", !entries.empty()},
                            {"accounts", entries},
                            {"adding", adding}};
    return page(visit, "accounts", words.sentence("pages.admin.accounts"), view, refusal ? 422 : 200,
                NavPlace::Administration);
}

}  // namespace

Reply show_accounts(const Visit& visit) { return accounts_page(visit, nullptr); }

Reply add_account(const Visit& visit) {
    const auto& form = visit.request.form;
    const auto name = form.value("name");
    auto& identity = visit.site().identity;
    if (const auto good = check_password(form.value("password"), name); !good && !form.value("password").empty())
        return accounts_page(visit, &good.error());
    const auto added = identity.add_account(visit.account(), name, form.value("display_name"), form.value("password"));
    return added ? see_other("/admin/accounts/" + percent_encoded(name)) : accounts_page(visit, &added.error());
}

}  // namespace foerderlauf

// GET /substitutions: who stands in for whom, and a form for one's own; POST grants, POST …/end ends one early.
#include "domain/calendar.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/office.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

std::string spoken(const Visit& visit, AccountId id) {
    auto name = person_name(visit.site().identity.name_of(id));
    return name.empty() ? visit.words.sentence("pages.history.erased") : name;
}

View entry_view(const Visit& visit, const Substitution& entry) {
    const auto last = entry.ended_on ? std::min(entry.to, plus_days(*entry.ended_on, -1)) : entry.to;
    const bool over = last < visit.words.today();
    const bool mine = entry.account == visit.account().id || visit.account().holds("admin");
    View view = View::Group{{"represented", spoken(visit, entry.account)},
                            {"substitute", spoken(visit, entry.substitute)},
                            {"first_day", visit.words.day(entry.from)},
                            {"last_day", last < entry.from ? View{false} : visit.words.day(last)},
                            {"why", entry.reason},
                            {"end_path", false}};
    if (!over && mine) view["end_path"] = "/substitutions/" + std::to_string(entry.id) + "/end";
    return view;
}

/// Colleagues of the authority that could take over; whether they may is the answer to the form.
View colleagues_view(const Visit& visit, const std::string& chosen, bool with_oneself) {
    View::Views views;
    for (const auto& account : visit.site().identity.accounts()) {
        if (!account.of_authority() || account.holds("admin") || account.holds("auditor")) continue;
        if (!with_oneself && account.person == visit.account().person) continue;
        views.push_back(View::Group{{"filter_value", account.name},
                                    {"filter_label", person_name(account.display_name) + " (" + account.name + ")"},
                                    {"filter_chosen", account.name == chosen}});
    }
    return views;
}

View error_of(const Visit& visit, const Refusal* refusal, std::string_view field) {
    if (!refusal) return false;
    const auto found = refusal->fields.find(std::string{field});
    return found == refusal->fields.end() ? View{false} : View{visit.words.sentence(found->second)};
}

Reply list_page(const Visit& visit, const Refusal* refusal) {
    auto granted = visit.site().identity.substitutions(visit.account());
    std::ranges::reverse(granted);
    View::Views entries;
    for (const auto& entry : granted) entries.push_back(entry_view(visit, entry));
    const auto& form = visit.request.form;
    const bool admin = visit.account().holds("admin");
    View whose = false;
    if (admin)
        whose = View::Group{{"accounts", colleagues_view(visit, form.value("account"), true)},
                            {"account_error", error_of(visit, refusal, "account")}};
    View view = View::Group{{"entries", entries},
                            {"some_entries", !entries.empty()},
                            {"whose", whose},
                            {"colleagues", colleagues_view(visit, form.value("substitute"), admin)},
                            {"from", form.value("from")},
                            {"to", form.value("to")},
                            {"reason", form.value("reason")},
                            {"own_error", admin ? View{false} : error_of(visit, refusal, "account")},
                            {"substitute_error", error_of(visit, refusal, "substitute")},
                            {"from_error", error_of(visit, refusal, "from")},
                            {"to_error", error_of(visit, refusal, "to")},
                            {"reason_error", error_of(visit, refusal, "reason")}};
    return page(visit, "substitutions", visit.words.sentence("pages.substitutions"), view, refusal ? 422 : 200);
}

}  // namespace

Reply show_substitutions(const Visit& visit) { return visit.as_staff() ? list_page(visit, nullptr) : error_reply(403); }

Reply grant_substitution(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& form = visit.request.form;
    SubstitutionWish wish;
    wish.account = visit.account().holds("admin") && form.has("account") ? form.value("account") : visit.account().name;
    wish.substitute = form.value("substitute");
    wish.reason = form.value("reason");
    const auto from = parse_german_date(form.value("from"));
    const auto to = parse_german_date(form.value("to"));
    Refusal unreadable{Refusal::Kind::BadInput, {"substitution.fields", {}}};
    if (!from) unreadable.fields["from"] = from.error().message;
    if (!to) unreadable.fields["to"] = to.error().message;
    if (!unreadable.fields.empty()) return list_page(visit, &unreadable);
    wish.from = *from;
    wish.to = *to;
    const auto granted = visit.site().identity.grant_substitution(visit.account(), wish);
    if (granted) return see_other("/substitutions");
    if (granted.error().kind == Refusal::Kind::BadInput) return list_page(visit, &granted.error());
    return refused(visit, granted.error());
}

Reply end_substitution(const Visit& visit) {
    std::int64_t number = 0;
    const auto& text = visit.request.parameter("number");
    std::from_chars(text.data(), text.data() + text.size(), number);
    const auto ended = visit.site().identity.end_substitution(visit.account(), number);
    return ended ? see_other("/substitutions") : refused(visit, ended.error());
}

}  // namespace foerderlauf

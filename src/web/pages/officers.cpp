// Who has a case in hand (Zuteilung), and who has it open at this moment.
#include "web/pages/officers.hpp"

#include "base/text.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_free_of_conflict(const CaseFile& file, PersonId person) {
    return std::ranges::none_of(
        file.conflicts, [&](const Conflict& conflict) { return !conflict.lifted && conflict.person == person; });
}

std::string officer_name(const Visit& visit, const CaseReading& reading, const std::string& duty) {
    const auto found = reading.file.officers.find(duty);
    return found == reading.file.officers.end() ? std::string{}
                                                : person_name(visit.site().identity.name_of(found->second.account));
}

View::Views choices(const Visit& visit, const CaseReading& reading, const std::string& duty) {
    const auto has_it = reading.file.officers.find(duty);
    View::Views views;
    for (const auto& account : officers_for(visit, reading, duty))
        if (has_it == reading.file.officers.end() || has_it->second.account != account.id)
            views.push_back(View::Group{{"officer_account", account.name}, {"officer_name", account.display_name}});
    return views;
}

View turn_view(const Visit& visit, const CaseReading& reading, const std::string& duty, bool may_assign) {
    const auto& words = visit.words;
    const auto name = officer_name(visit, reading, duty);
    const bool mine = may_assign && name.empty() && reading.actor.has(duty) &&
                      is_free_of_conflict(reading.file, reading.actor.person);
    const auto others = may_assign ? choices(visit, reading, duty) : View::Views{};
    return View::Group{{"turn_duty", duty},
                       {"turn_label", words.duty(duty)},
                       {"turn_officer", name.empty() ? words.sentence("pages.officer.nobody") : name},
                       {"turn_take", mine ? words.sentence("pages.officer.take") : std::string{}},
                       {"turn_self", visit.account().name},
                       {"turn_give", words.sentence(name.empty() ? "pages.officer.give" : "pages.officer.give_on")},
                       {"some_choices", !others.empty()},
                       {"choices", others}};
}

Result<Account> officer_named(const Visit& visit, const std::string& name) {
    for (auto& account : visit.site().identity.active_accounts())
        if (account.name == name) return std::move(account);
    return tl::unexpected{Refusal{
        Refusal::Kind::BadInput, {"refusal.fields", {}}, {}, {{"account", {"field.officer_without_duty", {}}}}}};
}

}  // namespace

std::vector<Account> officers_for(const Visit& visit, const CaseReading& reading, const std::string& duty) {
    auto accounts = visit.site().identity.active_accounts();
    std::erase_if(accounts, [&](const Account& account) {
        return !actor_on(account, reading.file).has(duty) || !is_free_of_conflict(reading.file, account.person);
    });
    std::ranges::stable_sort(accounts, {}, &Account::display_name);
    return accounts;
}

View officers_view(const Visit& visit, const CaseReading& reading) {
    const auto turns = duties_in_turn(*reading.definition, reading.file);
    if (turns.empty()) return false;
    const auto own = assignable_duties(*reading.definition, reading.file, reading.actor);
    const auto& words = visit.words;
    View::Views views;
    for (const auto& duty : turns)
        views.push_back(turn_view(visit, reading, duty, !reading.as_of && std::ranges::find(own, duty) != own.end()));
    return View::Group{{"officers_title", words.sentence("pages.officer.title")},
                       {"officer_path", "/cases/" + std::to_string(reading.file.id) + "/officer"},
                       {"officer_label", words.sentence("pages.officer.who")},
                       {"reason_label", words.sentence("pages.officer.reason")},
                       {"turns", views}};
}

std::string officers_in_words(const Visit& visit, const CaseReading& reading) {
    std::vector<std::string> names;
    for (const auto& duty : duties_in_turn(*reading.definition, reading.file))
        if (auto name = officer_name(visit, reading, duty);
            !name.empty() && std::ranges::find(names, name) == names.end())
            names.push_back(std::move(name));
    return joined(names, ", ");
}

Reply assign_officer(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto& form = visit.request.form;
    const auto officer = officer_named(visit, form.value("account"));
    if (!officer) return refused(visit, officer.error());
    const auto outcome = visit.site().dispatcher.assign(
        visit.envelope(), {reading->file.id, form.value("duty"), *officer, form.value("reason")});
    return outcome ? see_other("/cases/" + std::to_string(reading->file.id)) : refused(visit, outcome.error());
}

std::string open_by_others(const Visit& visit, CaseId id) {
    std::vector<std::string> sentences;
    for (const auto& look : visit.house.open_cases->others(id, visit.account().id, visit.site().clock.now())) {
        auto moment = visit.words.moment(look.since);
        const auto* clock = std::get_if<std::string>(&moment["clock"].any());
        sentences.push_back(visit.words.sentence("pages.officer.open_by",
                                                 {{"name", person_name(visit.site().identity.name_of(look.account))},
                                                  {"clock", clock ? *clock : std::string{}}}));
    }
    return joined(sentences, " ");
}

Reply tell_open_by(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    if (!visit.as_staff()) return error_reply(404);
    visit.house.open_cases->saw(reading->file.id, visit.account().id, visit.site().clock.now());
    return plain(200, open_by_others(visit, reading->file.id));
}

}  // namespace foerderlauf

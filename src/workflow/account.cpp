#include "workflow/account.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

bool acts_for(const HeldDuty& held, const Recipient& recipient) {
    return held.recipient == recipient.key || held.recipient == recipient.ars ||
           (!recipient.association_ars.empty() && held.recipient == recipient.association_ars);
}

bool fits_programme(const HeldDuty& held, const std::string& programme) {
    return held.programme.empty() || held.programme == programme;
}

/// Somebody who represented one of these bodies before they were merged away.
bool reads_on(const Account& account, const std::string& programme, const std::vector<Recipient>& bodies) {
    return std::ranges::any_of(account.duties, [&](const HeldDuty& held) {
        return is_applicant_duty(held.duty) && fits_programme(held, programme) &&
               std::ranges::any_of(bodies, [&](const Recipient& body) { return acts_for(held, body); });
    });
}

Actor actor_with(const Account& account, std::set<std::string> duties) {
    return {account.id, account.person, {duties.begin(), duties.end()}};
}

}  // namespace

const std::vector<std::string>& known_duties() {
    static const std::vector<std::string> duties = {"applicant_clerk",
                                                    "applicant_signatory",
                                                    "adviser",
                                                    "formal_review",
                                                    "technical_review",
                                                    "budget_officer",
                                                    "second_reviewer",
                                                    "decider",
                                                    "cashier",
                                                    "proof_examiner",
                                                    "auditor",
                                                    "finance",
                                                    "admin"};
    return duties;
}

bool is_applicant_duty(std::string_view duty) {
    return duty == "applicant_clerk" || duty == "applicant_signatory" || duty == "applicant_reader";
}

bool Account::holds(std::string_view duty) const {
    return std::ranges::find(duties, duty, &HeldDuty::duty) != duties.end();
}

bool Account::of_authority() const {
    return std::ranges::any_of(duties, [](const HeldDuty& held) { return !is_applicant_duty(held.duty); });
}

std::vector<std::string> Account::bodies() const {
    std::set<std::string> keys;
    for (const auto& held : duties)
        if (is_applicant_duty(held.duty)) keys.insert(held.recipient);
    return {keys.begin(), keys.end()};
}

Actor actor_for(const Account& account, const std::string& programme, const Recipient& recipient) {
    std::set<std::string> duties;
    for (const auto& held : account.duties) {
        if (!fits_programme(held, programme)) continue;
        if (!is_applicant_duty(held.duty) || acts_for(held, recipient)) duties.insert(held.duty);
    }
    return actor_with(account, std::move(duties));
}

Actor actor_on(const Account& account, const CaseFile& file) {
    const auto& acting = file.acting_for(file.recipient);
    auto actor = actor_for(account, file.programme, acting);
    if (std::ranges::any_of(actor.duties, is_applicant_duty)) return actor;
    auto bodies = file.former_recipients;
    // Everybody in the line of successors that has ended itself: the recipient, and who came before the one acting now.
    if (acting.key != file.recipient.key) bodies.push_back(file.recipient);
    for (const auto& [key, end] : file.ended_bodies)
        if (file.ended_bodies.contains(end.successor.key) && file.acting_for(end.successor).key == acting.key)
            bodies.push_back(end.successor);
    if (reads_on(account, file.programme, bodies)) actor.duties.emplace_back("applicant_reader");
    std::ranges::sort(actor.duties);
    return actor;
}

Actor actor_for_partner(const Account& account, const CaseFile& file, const std::string& recipient) {
    Recipient partner;
    partner.key = recipient;
    const auto& acting = file.acting_for(partner).key;
    std::set<std::string> duties;
    for (const auto& held : account.duties) {
        if (!is_applicant_duty(held.duty) || !fits_programme(held, file.programme)) continue;
        if (held.recipient == acting) duties.insert(held.duty);
        else if (held.recipient == recipient) duties.insert("applicant_reader");
    }
    return actor_with(account, std::move(duties));
}

AccountId represented_by(const Account& account, const CaseFile& file, const std::string& duty) {
    AccountId whose = 0;
    for (const auto& held : account.duties) {
        if (held.duty != duty || !fits_programme(held, file.programme)) continue;
        if (held.in_place_of == 0) return 0;
        if (whose == 0) whose = held.in_place_of;
    }
    return whose;
}

bool may_see(const Account& account, const CaseFile& file) {
    if (account.holds("auditor") || account.holds("system")) return true;
    const auto actor = actor_on(account, file);
    const auto applicant = std::ranges::any_of(actor.duties, is_applicant_duty);
    if (applicant) return true;
    for (const auto& partner : file.partners)
        if (partner.state != Partner::State::Declined &&
            !actor_for_partner(account, file, partner.recipient).duties.empty())
            return true;
    if (actor.has("adviser") && file.main().state == "consultation") return true;
    return file.authority_sees && !actor.duties.empty();
}

}  // namespace foerderlauf

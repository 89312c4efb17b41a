// Who stands in for whom (Vertretung): granted by the person itself or the administration, each time an event.
#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "identity/inner.hpp"
#include "identity/substitution.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

bool may_administer(const Account& by) { return by.holds("system") || by.holds("admin"); }

void wrong(Refusal& refusal, const char* field, const char* key, Record values = {}) {
    refusal.fields.try_emplace(field, Message{key, std::move(values)});
}

std::map<AccountId, PersonId> persons(Poco::Data::Session& session) {
    std::map<AccountId, PersonId> person_of;
    for (const auto& stored : all_accounts(session)) person_of[stored.account.id] = stored.account.person;
    return person_of;
}

bool overlap(const Substitution& a, const Substitution& b) {
    return std::max(a.from, b.from) <= std::min(last_day_of(a), last_day_of(b));
}

/// Whoever keeps accounts or audits takes over nothing: the one never decides, the other changes nothing (contract § 2).
bool may_carry(const Account& substitute) {
    const bool serves_authority = std::ranges::any_of(
        substitute.duties, [](const HeldDuty& held) { return !is_applicant_duty(held.duty); });
    const bool for_body = std::ranges::any_of(substitute.duties,
                                              [](const HeldDuty& held) { return is_applicant_duty(held.duty); });
    return serves_authority && !for_body && !substitute.holds("admin") && !substitute.holds("auditor");
}

void judge_period(Refusal& refusal, const SubstitutionWish& wish, Date today) {
    if (wish.to < wish.from)
        wrong(refusal, "to", "substitution.ends_before", {{"from", to_iso(wish.from)}, {"to", to_iso(wish.to)}});
    else if (wish.from < today) wrong(refusal, "from", "substitution.in_the_past", {{"today", to_iso(today)}});
    if (trimmed(wish.reason).empty()) wrong(refusal, "reason", "substitution.reason_missing");
}

void judge_people(Refusal& refusal, const Account& represented, const Account& substitute) {
    if (represented.person == substitute.person) wrong(refusal, "substitute", "substitution.oneself");
    else if (!may_carry(substitute)) wrong(refusal, "substitute", "substitution.stranger");
    if (duties_to_carry(represented).empty()) wrong(refusal, "account", "substitution.nothing_to_carry");
}

void judge_others(Refusal& refusal, Poco::Data::Session& session, const Substitution& added) {
    const auto granted = all_substitutions(session);
    const bool twice = std::ranges::any_of(granted, [&](const Substitution& entry) {
        return entry.account == added.account && entry.substitute == added.substitute && overlap(entry, added);
    });
    if (twice) wrong(refusal, "substitute", "substitution.twice");
    else if (closes_circle(granted, added, persons(session))) wrong(refusal, "substitute", "substitution.circle");
}

Record as_fields(const Substitution& entry) {
    return {{"substitution", entry.id},   {"account", entry.account}, {"substitute", entry.substitute},
            {"from", to_iso(entry.from)}, {"to", to_iso(entry.to)},   {"reason", FreeText{entry.reason}}};
}

}  // namespace

Account Identity::Inner::as_of_today(const StoredAccount& stored) const {
    auto account = stored.account;
    if (!may_carry(account)) return account;  // a duty given later may have ended it
    const auto today = clock.today();
    for (const auto& [substitution, duties] : stored.carried) {
        if (!counts_on(substitution, today)) continue;
        for (const auto& held : duties_to_carry({substitution.account, 0, {}, {}, duties})) {
            auto own = held;
            own.in_place_of = 0;
            if (std::ranges::find(account.duties, own) == account.duties.end()) account.duties.push_back(held);
        }
    }
    return account;
}

Result<Substitution> Identity::grant_substitution(const Account& by, const SubstitutionWish& wish) {
    if (!may_administer(by) && by.name != wish.account) return refuse(Kind::NotAllowed, "substitution.not_yours");
    Result<Substitution> result = refuse(Kind::BadInput, "substitution.fields");
    inner_->change(by, "substitution_granted", [&](Transaction& transaction) -> std::optional<Record> {
        auto& session = transaction.session();
        Refusal refusal{Kind::BadInput, {"substitution.fields", {}}};
        const auto represented = find_account(session, wish.account);
        const auto substitute = find_account(session, wish.substitute);
        if (!represented || represented->disabled)
            wrong(refusal, "account", "account.unknown", {{"name", FreeText{wish.account}}});
        if (!substitute || substitute->disabled)
            wrong(refusal, "substitute", "account.unknown", {{"name", FreeText{wish.substitute}}});
        judge_period(refusal, wish, inner_->clock.today());
        if (represented && substitute) judge_people(refusal, represented->account, substitute->account);
        Substitution added;
        if (refusal.fields.empty()) {
            added = {0,     represented->account.id,          substitute->account.id, wish.from, wish.to, {},
                     by.id, std::string{trimmed(wish.reason)}};
            judge_others(refusal, session, added);
        }
        if (!refusal.fields.empty()) {
            result = tl::unexpected{std::move(refusal)};
            return {};
        }
        added.id = insert_substitution(session, added);
        result = added;
        return as_fields(added);
    });
    return result;
}

Result<void> Identity::end_substitution(const Account& by, std::int64_t id) {
    Result<void> result = refuse(Kind::NotFound, "substitution.unknown", {{"number", id}});
    inner_->change(by, "substitution_ended", [&](Transaction& transaction) -> std::optional<Record> {
        const auto granted = all_substitutions(transaction.session());
        const auto found = std::ranges::find(granted, id, &Substitution::id);
        if (found == granted.end()) return {};
        if (!may_administer(by) && by.id != found->account) {
            if (by.id == found->substitute) result = refuse(Kind::NotAllowed, "substitution.not_yours");
            return {};
        }
        result = Result<void>{};
        const auto today = inner_->clock.today();
        if (last_day_of(*found) < today) return {};  // it is over already
        foerderlauf::end_substitution(transaction.session(), id, today);
        return Record{{"substitution", id}, {"ended_on", to_iso(today)}};
    });
    return result;
}

std::vector<Substitution> Identity::substitutions(const Account& reader) {
    std::vector<Substitution> granted;
    inner_->store.read([&](Snapshot& snapshot) { granted = all_substitutions(snapshot.session()); });
    if (!may_administer(reader) && !reader.holds("auditor"))
        std::erase_if(granted, [&](const Substitution& entry) {
            return entry.account != reader.id && entry.substitute != reader.id;
        });
    return granted;
}

}  // namespace foerderlauf

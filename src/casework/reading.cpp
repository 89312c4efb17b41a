#include "casework/reading.hpp"

#include "casework/call_places.hpp"
#include "casework/paid_cases.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool reads_as_applicant(const Account& account, const CaseFile& file, const Actor& actor) {
    if (std::ranges::any_of(actor.duties, is_applicant_duty)) return true;
    return !account.of_authority() && std::ranges::any_of(file.partners, [&](const Partner& partner) {
        return !actor_for_partner(account, file, partner.recipient).duties.empty();
    });
}

/// Cases of the same body on which money was paid, as one snapshot sees it.
std::vector<PaidCase> paid_cases_in(Snapshot& snapshot, const Definition& definition, const CaseFile& file) {
    constexpr int more_than_any_body_has = 10'000;
    CaseQuery query;
    query.visibility.recipients = bodies_of(file);
    query.programme = definition.programme;
    query.limit = more_than_any_body_has;
    std::map<CaseId, CaseFile> files;
    std::vector<CaseId> ids;
    for (const auto& row : snapshot.cases(query))
        if (auto other = snapshot.case_file(row.id)) {
            ids.push_back(row.id);
            files.emplace(row.id, std::move(*other));
        }
    return paid_cases_of(definition, file, ids, [&](CaseId id) { return &files.at(id); });
}

Refusal in_the_future(Date day) {
    const Message message{"field.day_ahead", {{"day", to_iso(day)}}};
    return {Refusal::Kind::BadInput, {"refusal.fields", {}}, {}, {{"as_of", message}}};
}

}  // namespace

std::map<std::string, PlacesTaken, std::less<>> places_taken_in(Snapshot& snapshot, const Definition& definition) {
    constexpr int more_than_any_call_has = 10'000;
    std::map<CaseId, CaseFile> files;
    std::vector<CaseId> ids;
    for (const auto& state : definition.call.held_in) {
        CaseQuery query;
        query.visibility.everything = true;
        query.programme = definition.programme;
        query.state = state;
        query.limit = more_than_any_call_has;
        for (const auto& row : snapshot.cases(query))
            if (auto file = snapshot.case_file(row.id)) {
                ids.push_back(row.id);
                files.emplace(row.id, std::move(*file));
            }
    }
    return places_taken_by(definition, ids, [&](CaseId id) { return &files.at(id); });
}

void add_other_cases(Snapshot& snapshot, const Definition& definition, const CaseFile& file, Situation& situation) {
    if (!definition.call.rounds.empty()) situation.places_taken = places_taken_in(snapshot, definition);
    if (asks_for_paid_cases(definition)) situation.paid_cases = paid_cases_in(snapshot, definition, file);
}

Result<CaseReading> read_case(Store& store, const Programmes& programmes, const Dispatcher& dispatcher,
                              const Clock& clock, const Account& account, CaseId id, std::optional<Date> as_of) {
    std::optional<CaseFile> file;
    Situation others;
    auto balances = std::make_shared<Balances>();
    store.read([&](Snapshot& snapshot) {
        if (id > 0) file = as_of ? snapshot.case_file_as_of(id, *as_of) : snapshot.case_file(id);
        if (file) *balances = as_of ? snapshot.balances_as_of(*as_of) : snapshot.balances();
        if (file && file->seq > 0) add_other_cases(snapshot, *programmes.of(file->version), *file, others);
    });
    const bool visible = file && file->seq > 0 && may_see(account, *file);
    if (!visible && as_of && read_case(store, programmes, dispatcher, clock, account, id))
        return refuse(Refusal::Kind::NotFound, "refusal.no_case_then", {{"day", to_iso(*as_of)}});
    if (!visible) return refuse(Refusal::Kind::NotFound, "refusal.no_such_case", {{"case", id}});
    if (as_of && *as_of > berlin_day(clock.now())) return tl::unexpected{in_the_future(*as_of)};
    CaseReading reading;
    reading.file = with_opened_years(std::move(*file), *balances);
    reading.definition = programmes.of(reading.file.version);
    reading.actor = actor_on(account, reading.file);
    reading.balances = balances;
    reading.as_of = as_of;
    const Instant now = clock.now();
    reading.situation = dispatcher.situation_for(*reading.definition, reading.file, *balances,
                                                 as_of.value_or(berlin_day(now)), now);
    reading.situation.places_taken = std::move(others.places_taken);
    reading.situation.paid_cases = std::move(others.paid_cases);
    reading.as_applicant = reads_as_applicant(account, reading.file, reading.actor);
    if (!as_of) {
        reading.offers = offers(*reading.definition, reading.file, reading.situation, reading.actor);
        reading.editable = editable_forms(*reading.definition, reading.file, reading.actor);
    }
    return reading;
}

CaseReading reading_without_offers(const Programmes& programmes, const Account& account, CaseFile file) {
    CaseReading reading;
    reading.file = std::move(file);
    reading.definition = programmes.of(reading.file.version);
    reading.actor = actor_on(account, reading.file);
    reading.as_applicant = reads_as_applicant(account, reading.file, reading.actor);
    return reading;
}

Signer signer_of_draft(const Account& account, const CaseReading& reading, const std::string& letter) {
    const auto duty = signing_duty(*reading.definition, letter);
    if (duty.empty() || !reading.actor.has(duty)) return {};
    return {account.display_name, represented_by(account, reading.file, duty) != 0};
}

Visibility visibility_of(const Account& account, const Programmes& programmes) {
    Visibility visibility;
    visibility.everything = account.holds("auditor");
    visibility.recipients = account.bodies();
    for (const auto& held : account.duties) {
        if (is_applicant_duty(held.duty)) continue;
        if (held.programme.empty()) visibility.programmes = {"*"};
        else if (visibility.programmes != std::vector<std::string>{"*"})
            visibility.programmes.push_back(held.programme);
        if (held.duty == "adviser") visibility.draft_states = {"consultation"};
    }
    (void)programmes;
    return visibility;
}

}  // namespace foerderlauf

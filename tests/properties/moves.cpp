#include "properties/town.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

Record recommendation(const CaseFile& file, Date today, int detail) {
    const auto* requested = file.at("application.requested_cents").as_integer();
    const std::int64_t asked = requested ? *requested : 80'000;
    const std::int64_t award = detail % 4 == 0 ? asked - detail : asked;
    const std::int64_t first = detail % 3 == 0 ? award : award / 2 + detail % 7;
    const int year = static_cast<int>(today.year());
    List slices{Record{{"year", detail % 11 == 5 ? year - 1 : year}, {"amount_cents", first}}};
    if (award > first) slices.emplace_back(Record{{"year", year + 1}, {"amount_cents", award - first}});
    const std::int64_t eligible = asked * 10 / 8;
    Record fields{{"eligible_cents", eligible},
                  {"financing_type", detail % 5 == 1 ? "deficit" : "proportional"},
                  {"award_cents", award},
                  {"slices", slices}};
    if (text_of(fields, "financing_type") == "proportional") fields["rate"] = detail % 13 == 4 ? "79.99" : "80.00";
    return fields;
}

std::string days_ahead(Date today, int days) { return to_iso(plus_days(today, days)); }

struct Candidate {
    std::size_t person;
    const Step* step;
    MachineId machine;
};

/// Steps somebody may take now, most of them with a button that is not grey.
std::vector<Candidate> candidates(const Town& town, const CaseFile& file) {
    const auto definition = shipped().programmes.of(file.version);
    std::vector<Candidate> found;
    for (std::size_t person = 0; person < town.accounts().size(); ++person) {
        const Actor actor = actor_on(town.accounts()[person], file);
        for (const auto& machine_file : file.machines) {
            const auto* machine = definition->machine(machine_file.name);
            for (const auto& step : machine->steps) {
                const bool ends = step.name == "withdraw" || step.name == "settle_otherwise";
                if (!step.leads_from(machine_file.state) || ends) continue;
                if (std::ranges::any_of(step.by, [&](const std::string& duty) { return actor.has(duty); }))
                    found.push_back({person, &step, machine_file.id});
            }
        }
    }
    return found;
}

void any_step(Town& town, CaseId id, const Move& move) {
    const auto file = town.file(id);
    const auto definition = shipped().programmes.of(file.version);
    const auto& steps = definition->main().steps;
    const auto& step = steps[static_cast<std::size_t>(move.detail) % steps.size()];
    (void)town.take(id, step.name, static_cast<std::size_t>(move.choice) % town.accounts().size(),
                    input_of(step, file, town.today(), move.detail));
}

void offered_step(Town& town, CaseId id, const Move& move) {
    const auto file = town.file(id);
    const auto possible = candidates(town, file);
    if (possible.empty()) return;
    const auto& chosen = possible[static_cast<std::size_t>(move.choice) % possible.size()];
    (void)town.take(id, chosen.step->name, chosen.person, input_of(*chosen.step, file, town.today(), move.detail),
                    chosen.machine);
}

void change_something(Town& town, CaseId id, const Move& move) {
    const auto& accounts = town.accounts();
    const auto& who = accounts[static_cast<std::size_t>(move.choice) % accounts.size()];
    auto& dispatcher = town.dispatcher;
    const auto envelope = Town::envelope(who);
    switch (move.detail % 6) {
        case 0:
            (void)dispatcher.edit(envelope,
                                  {id, "notice", {{"reasons", "Weil " + std::to_string(move.choice)}}, Spelling::Json});
            break;
        case 1:
            (void)dispatcher.edit(
                envelope,
                {id, "application", {{"project_title", "Titel " + std::to_string(move.choice)}}, Spelling::Json});
            break;
        case 2:
            (void)dispatcher.edit(
                envelope,
                {id, "application", complete_application(town.today(), 50'000 + move.choice * 10), Spelling::Json});
            break;
        case 3: (void)dispatcher.open_machine(envelope, {id, "early-start", {}, Spelling::Json}); break;
        case 4:
            (void)dispatcher.declare_conflict(envelope,
                                              {id, move.choice % 2 == 0 ? "concern" : "excluded", "Bekannt", {}});
            break;
        case 5: (void)dispatcher.lift_conflict(envelope, id, 1, "Geklärt"); break;
        default: break;
    }
}

}  // namespace

Record input_of(const Step& step, const CaseFile& file, Date today, int detail) {
    const auto& name = step.name;
    if (detail % 17 == 3) return {};  // forgotten
    if (name == "recommend") return recommendation(file, today, detail);
    if (name == "recommend_refusal") return {{"reason_code", "other"}};
    if (name == "request_supplement")
        return {{"items", List{Record{{"text", "Angebot"}}}}, {"due", days_ahead(today, detail % 40)}};
    if (name == "extend_deadline" || name == "announce_refusal") return {{"due", days_ahead(today, detail % 30)}};
    if (name == "put_on_waiting_list") return {{"review_on", days_ahead(today, detail % 90)}};
    if (name == "ask_advice") return {{"question", "Geht das?"}};
    if (name == "advise") return {{"note", "Ja."}};
    if (name == "answer_hearing") return {{"text", "Doch."}};
    if (name == "serve")
        return {{"kind", detail % 3 == 0   ? "post"
                         : detail % 3 == 1 ? "portal"
                                           : "delivered"},
                {"date", days_ahead(today, -(detail % 4) / 2)}};
    if (name == "record_suit")
        return {{"court", "VG Gera"}, {"reference", "1 K 1/26"}, {"filed_on", days_ahead(today, -(detail % 45))}};
    if (name == "record_outcome")
        return {{"outcome", detail % 2 == 0 ? "annulled" : "dismissed"}, {"date", to_iso(today)}};
    if (name == "request") return {{"factual_reason", "Frist"}, {"contract_date", days_ahead(today, detail % 60)}};
    return {};
}

void play(Town& town, const std::vector<CaseId>& cases, const Move& move) {
    const auto count = static_cast<int>(cases.size());
    const CaseId id = cases[static_cast<std::size_t>(move.choice % count)];
    const Move rest{move.kind, move.choice / count, move.detail};  // who and what do not hang on which case
    if (move.kind < 68) offered_step(town, id, rest);
    else if (move.kind < 80) any_step(town, id, rest);
    else if (move.kind < 90) change_something(town, id, rest);
    else if (move.kind < 98) town.pass_days(1 + move.detail % 60);
    else town.open_year(static_cast<int>(town.today().year()) + move.detail % 2);  // sometimes before the year begins
}

}  // namespace foerderlauf::test

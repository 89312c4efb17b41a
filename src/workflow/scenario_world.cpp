// The small world a scenario is played in: one case, one ledger, one clock, all in memory.
#include "workflow/scenario_parts.hpp"

#include "workflow/consequences.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

constexpr CaseId the_case = 1;

void endow(Balances& balances, const ScenarioBudget& year) {
    if (!year.appropriation.is_zero()) balances[{year.line, year.year, year.year, "available"}] += year.appropriation;
    for (const auto& [due, amount] : year.later) balances[{year.line, year.year, due, "available"}] += amount;
}

}  // namespace

ScenarioWorld::ScenarioWorld(const Definition& definition, const Calendar& calendar, const ScenarioSetting& setting)
    : definition_{definition}, calendar_{calendar}, setting_{setting}, today_{setting.today}, file_{empty_case(
                                                                                                  the_case)} {
    file_.recipient = setting.recipient;
    for (const auto& year : setting.budget) endow(balances_, year);
}

Situation ScenarioWorld::situation() const {
    Situation situation;
    situation.now = std::max(berlin_time(today_, std::chrono::minutes{minutes_}), file_.last_at);
    situation.today = today_;
    situation.calendar = &calendar_;
    situation.balances = &balances_;
    situation.base_rates = &setting_.base_rates;
    for (const auto& year : setting_.budget)
        if (std::ranges::find(situation.budget_lines, year.line) == situation.budget_lines.end())
            situation.budget_lines.push_back(year.line);
    for (const auto& year : setting_.budget)
        if (year.provisional && year.year == static_cast<int>(today_.year()))
            situation.provisional_lines.push_back(year.line);
    situation.next_file_number = definition_.file_number_prefix + "-" +
                                 std::to_string(static_cast<int>(today_.year())) + "-0001";
    situation.court_place = setting_.court_place;
    situation.court_name = setting_.court_name;
    situation.places_taken = setting_.places_taken;
    situation.paid_cases = setting_.paid_cases;
    return situation;
}

Actor ScenarioWorld::actor_of(const std::string& name) const {
    const auto found = setting_.people.find(name);
    return found == setting_.people.end() ? Actor::system() : found->second.actor;
}

MachineId ScenarioWorld::machine_of(const std::string& name) const {
    if (name.empty()) return 1;
    const auto newest = std::ranges::find(file_.machines.rbegin(), file_.machines.rend(), name, &MachineFile::name);
    return newest == file_.machines.rend() ? 0 : newest->id;
}

Result<NewEvents> ScenarioWorld::begin() {
    const Actor clerk = actor_of(setting_.given.contains("open") ? setting_.given.at("open").by : "");
    auto opened = open_case(definition_, situation(),
                            {setting_.recipient, {}, clerk, setting_.application, Spelling::German});
    if (!opened) return opened;
    keep(*opened);
    for (const auto& kind : setting_.documents) {
        Document document{
            static_cast<std::int64_t>(file_.documents.size()) + 1, kind, kind + ".pdf", std::string(64, '0'), 1000, 0};
        auto added = add_document(definition_, file_, situation(), clerk, document);
        if (!added) return added;
        keep(*added);
    }
    return opened;
}

Result<NewEvents> ScenarioWorld::decided(const ScenarioAct& act) const {
    const Actor actor = actor_of(act.by);
    const auto now = situation();
    const auto file = as_opened();
    const auto fields = act.fields.value_or(Record{});
    const auto reason = act.reason.value_or("");
    switch (act.kind) {
        case ScenarioAct::Kind::Step:
            return decide(
                definition_, file, now,
                {act.name, machine_of(act.machine), actor, fields, Spelling::German, act.reason, act.seen_seq});
        case ScenarioAct::Kind::Edit:
            return edit(definition_, file, now, {act.name, actor, fields, Spelling::German, act.seen_seq});
        case ScenarioAct::Kind::Open:
            return open_machine(definition_, file, now,
                                {act.name, 1, actor, fields, Spelling::German, act.reason, act.seen_seq});
        case ScenarioAct::Kind::AddDocument: {
            Document document{static_cast<std::int64_t>(file.documents.size()) + 1,
                              act.name,
                              act.name + ".pdf",
                              std::string(64, '0'),
                              1000,
                              0};
            return add_document(definition_, file, now, actor, document);
        }
        case ScenarioAct::Kind::AnswerPartner: {
            const auto share = act.share.empty() ? Result<Money>{Money{}} : Money::parse(act.share);
            return answer_partner(definition_, file, now, actor, act.name, act.answer, share.value_or(Money{}), reason);
        }
        case ScenarioAct::Kind::DeclareConflict:
            return declare_conflict(definition_, file, now, actor,
                                    act.of.empty() ? actor.person : actor_of(act.of).person, act.name, reason);
        case ScenarioAct::Kind::LiftConflict:
            return lift_conflict(definition_, file, now, actor, act.number.value_or(0), reason);
        case ScenarioAct::Kind::Timer: break;
    }
    return NewEvents{};
}

Result<NewEvents> ScenarioWorld::play(const ScenarioAct& act) {
    if (act.on) turn_to(*act.on);
    minutes_ = act.at ? static_cast<int>(act.at->count()) : minutes_ + 1;
    if (act.kind == ScenarioAct::Kind::Timer) return expire_all();
    auto events = decided(act);
    if (events) keep(*events);
    return events;
}

/// As the timer does: the oldest first, each dated on its own legal day; what is blocked is left standing.
Result<NewEvents> ScenarioWorld::expire_all() {
    const Date until = today_;
    NewEvents all;
    std::optional<Refusal> blocked;
    std::set<std::string> left;
    for (;;) {
        const auto due = expiries(file_, until);
        const auto next = std::ranges::find_if(
            due, [&](const Expiry& expiry) { return !left.contains(expiry.deadline.name); });
        if (next == due.end()) break;
        today_ = std::max(next->takes_effect, berlin_day(file_.last_at));
        auto events = decide(definition_, as_opened(), situation(),
                             {next->deadline.then_fire, next->deadline.machine, Actor::system(), {}, {}, {}, {}});
        if (!events) {
            left.insert(next->deadline.name);
            blocked = events.error();
            continue;
        }
        keep(*events);
        std::ranges::move(*events, std::back_inserter(all));
    }
    today_ = until;
    if (all.empty() && blocked) return tl::unexpected{*blocked};
    return all;
}

/// A new year opens its budget: what earlier years bound for it moves onto its own money.
void ScenarioWorld::turn_to(Date day) {
    for (const auto& budget : setting_.budget) {
        if (budget.year <= static_cast<int>(today_.year()) || budget.year > static_cast<int>(day.year())) continue;
        if (const auto opening = opening_postings(balances_, budget.line, budget.year, Money{}))
            if (const auto booked = book(balances_, *opening); !booked)
                throw std::logic_error{"a budget year does not open: " + booked.error().message.key};
    }
    today_ = day;
}

CaseFile ScenarioWorld::as_opened() const {
    auto file = file_;
    file.held = after_openings(file_.held, balances_);
    return file;
}

/// Folds and books. The engine has checked the money: a booking that fails here is its mistake, not the clerk's.
void ScenarioWorld::keep(NewEvents& events) {
    for (auto& event : events) {
        event.case_id = the_case;
        event.seq = file_.seq + 1;
        event.position = event.seq;
        const auto booked = book(balances_, event.facts.postings);
        if (!booked) throw std::logic_error{"a step booked what the ledger refuses: " + booked.error().message.key};
        apply(file_, event);
    }
}

}  // namespace foerderlauf

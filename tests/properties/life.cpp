#include "properties/life.hpp"

#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

constexpr std::int64_t appropriation = 20'000'000;
constexpr std::int64_t commitment = 10'000'000;

Hand person(const std::string& name, PersonId number, std::vector<std::string> duties) {
    static AccountId account = 100;
    std::ranges::sort(duties);
    return {name, {++account, number, std::move(duties)}};
}

int year_of(Date day) { return static_cast<int>(day.year()); }

const BaseRates& rates() {
    static const BaseRates table = [] {
        BaseRates rows;
        for (int year = 2026; year < 2050; ++year)
            for (const auto* half : {"-01-01", "-07-01"})
                rows.rows.push_back({day(std::to_string(year) + half), 127 + year % 5 * 25, "Probe", false, {}});
        return rows;
    }();
    return table;
}

void must(const Result<NewEvents>& outcome, const std::string& step) {
    if (outcome) return;
    std::string why = step + ": " + texts().sentence(outcome.error().message);
    for (const auto& blocker : outcome.error().blockers) why += "\n" + texts().sentence(blocker.message);
    for (const auto& [field, message] : outcome.error().fields) why += "\n" + field + ": " + texts().sentence(message);
    throw std::logic_error{why};
}

}  // namespace

const std::vector<Hand>& hands() {
    static const std::vector<Hand> all = {
        person("gemeinde", 1, {"applicant_clerk"}), person("zeichner", 2, {"applicant_signatory"}),
        person("formal", 3, {"formal_review"}),     person("fach", 4, {"technical_review"}),
        person("haushalt", 5, {"budget_officer"}),  person("zweit", 6, {"second_reviewer"}),
        person("entscheidung", 7, {"decider"}),     person("kasse", 8, {"cashier"}),
        person("verwendung", 9, {"proof_examiner"})};
    return all;
}

const std::vector<Hand>& second_hands() {
    static const std::vector<Hand> all = {
        person("formal-2", 3, {"decider", "budget_officer", "cashier", "technical_review"}),
        person("fach-2", 4, {"decider", "formal_review", "second_reviewer"}),
        person("haushalt-2", 5, {"decider", "cashier"}), person("zweit-2", 6, {"decider", "cashier"}),
        person("verwendung-2", 9, {"decider"})};
    return all;
}

const Hand& hand(const std::string& name) { return *std::ranges::find(hands(), name, &Hand::name); }

Life::Life() : file_{empty_case(1)}, today_{day("2026-03-02")} {
    book_budget({{Money::cents(appropriation),
                  {demo_line, 2026, 2026, "outside"},
                  {demo_line, 2026, 2026, "available"},
                  "appropriation"},
                 {Money::cents(commitment),
                  {demo_line, 2026, 2027, "outside"},
                  {demo_line, 2026, 2027, "available"},
                  "appropriation"}});
}

/// An event of the installation's own record.
void Life::book_budget(std::vector<Posting> postings) {
    if (!book(balances_, postings)) throw std::logic_error{"the budget is not booked"};
    Event event;
    event.at = std::max(berlin_time(today_, std::chrono::hours{7}), file_.last_at);
    event.duty = "system";
    event.step = "appropriate";
    event.facts.postings = std::move(postings);
    everything_.push_back(std::move(event));
}

const Life& Life::running() {
    static const Life granted = [] {
        Life life;
        auto answers = PlayedCase::application("2026-03-02", 8'000'000);
        answers["planned_contract_date"] = "2026-06-01";
        answers["planned_start"] = "2026-06-15";
        answers["planned_end"] = "2027-10-31";
        must(life.keep(open_case(egov(), life.situation(), {poessneck, {}, hand("gemeinde").actor, answers})), "open");
        for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
            must(life.keep(add_document(egov(), life.file_, life.situation(), hand("gemeinde").actor,
                                        {static_cast<std::int64_t>(life.file_.documents.size()) + 1, kind, "x.pdf",
                                         std::string(64, 'a'), 1, 0})),
                 kind);
        const auto take = [&](const char* who, const char* step, Record fields = {}) {
            must(life.take(hand(who), step, 1, std::move(fields)), step);
        };
        take("zeichner", "submit");
        take("formal", "accept");
        take("fach", "recommend",
             {{"eligible_cents", 10'000'000},
              {"financing_type", "proportional"},
              {"rate", "80.00"},
              {"award_cents", 8'000'000},
              {"slices", List{row({{"year", 2026}, {"amount_cents", 4'000'000}}),
                              row({{"year", 2027}, {"amount_cents", 4'000'000}})}}});
        take("haushalt", "reserve");
        take("zweit", "cosign");
        take("entscheidung", "approve");
        take("formal", "serve", {{"kind", "delivered"}, {"date", "2026-03-02"}});
        take("zeichner", "waive_remedy");
        life.pass(120);  // into the period of the grant
        return life;
    }();
    return granted;
}

Situation Life::situation() const {
    Situation now;
    now.now = std::max(berlin_time(today_, std::chrono::minutes{8 * 60 + minutes_}), file_.last_at);
    now.today = today_;
    now.calendar = &thuringia();
    now.base_rates = &rates();
    now.balances = &balances_;
    now.budget_lines = {demo_line};
    now.next_file_number = "EGOV-2026-0001";
    now.court_place = "16052000";
    now.court_name = "Verwaltungsgericht Gera";
    return now;
}

CaseFile Life::as_opened() const {
    auto file = file_;
    file.held = after_openings(file_.held, balances_);
    return file;
}

Result<NewEvents> Life::keep(Result<NewEvents> outcome) {
    if (!outcome) return outcome;
    for (auto& event : *outcome) {
        event.case_id = file_.id;
        event.seq = file_.seq + 1;
        event.position = event.seq;
        if (const auto booked = book(balances_, event.facts.postings); !booked)
            throw std::logic_error{event.step + " booked what the ledger refuses: " + booked.error().message.key};
        apply(file_, event);
        events_.push_back(event);
        everything_.push_back(event);
    }
    return outcome;
}

Result<NewEvents> Life::take(const Hand& who, const std::string& step, MachineId machine, Record fields) {
    minutes_ = (minutes_ + 1) % 600;
    return keep(decide(egov(), as_opened(), situation(),
                       {step, machine, who.actor, std::move(fields), Spelling::Json, "Weil es so ist.", {}}));
}

Result<NewEvents> Life::open(const Hand& who, const std::string& machine) {
    minutes_ = (minutes_ + 1) % 600;
    return keep(open_machine(egov(), as_opened(), situation(), {machine, 1, who.actor, {}, Spelling::Json, {}, {}}));
}

void Life::turn_to(Date day) {
    for (int year = year_of(today_) + 1; year <= year_of(day); ++year) {
        auto opening = opening_postings(balances_, demo_line, year, Money::cents(appropriation)).value();
        opening.push_back({Money::cents(commitment),
                           {demo_line, year, year + 1, "outside"},
                           {demo_line, year, year + 1, "available"},
                           "appropriation"});
        today_ = std::max(today_, Date{std::chrono::year{year} / 1 / 1});
        book_budget(std::move(opening));
    }
    today_ = std::max(today_, day);
}

void Life::pass(int days) {
    const Date until = plus_days(today_, days);
    for (;;) {
        const auto due = expiries(file_, until);
        const auto next = std::ranges::find_if(due, [&](const Expiry& expiry) {
            return expiry.takes_effect >= today_ || expiry.takes_effect == plus_days(expiry.deadline.due, 1);
        });
        if (next == due.end()) break;
        turn_to(std::max(next->takes_effect, berlin_day(file_.last_at)));
        minutes_ = 0;
        const auto taken = keep(
            decide(egov(), as_opened(), situation(),
                   {next->deadline.then_fire, next->deadline.machine, Actor::system(), {}, {}, {}, {}}));
        if (!taken) break;  // held up by a suit; it is tried again later
    }
    turn_to(until);
    minutes_ = 0;
}

bool Life::ended() const {
    return std::ranges::all_of(file_.machines, [](const MachineFile& machine) {
        return egov().machine(machine.name)->state(machine.state)->final;
    });
}

}  // namespace foerderlauf::test

#pragma once

// A small authority with its applicants, driven through the Dispatcher by plain numbers.

#include "casework/case_row.hpp"
#include "casework/dispatcher.hpp"
#include "casework/installation.hpp"
#include "casework/timer.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>
#include <memory>
#include <set>

namespace foerderlauf::test {

inline Date day(std::string_view iso) { return parse_date(iso).value(); }

/// Built once: the shipped programme, calendar, courts and texts.
struct Shipped {
    Programmes programmes;
    InstallationInForce installation;
    Shipped();
};
inline Shipped::Shipped() {
    programmes.add(read_bundle(SOURCE_DIR "/workflows", "thueregovrl"));
    Installation ours;
    ours.calendar = Calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
    std::map<std::string, std::string, std::less<>> sentences;
    for (const auto* room : {"domain", "forms", "letters", "workflow"}) {
        const auto texts = load_texts(std::string{SOURCE_DIR "/config/texts.de."} + room + ".yaml");
        sentences.insert(texts.all().begin(), texts.all().end());
    }
    ours.texts = Texts{std::move(sentences)};
    ours.courts["16075"] = {"Verwaltungsgericht Gera", "16052000", true};
    installation.replace(std::move(ours));
}
inline Shipped& shipped() {
    static Shipped everything;
    return everything;
}

inline const Recipient poessneck{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                                 "Saale-Orla-Kreis", "",         12000};

/// Accounts 1 to 12; 9 to 11 are second accounts of the persons 4, 5 and 6, who then could decide.
inline std::vector<Account> people() {
    const auto of_authority = [](AccountId id, PersonId person, std::vector<std::string> duties) {
        Account account{id, person, "konto" + std::to_string(id), "Konto " + std::to_string(id), {}};
        for (auto& duty : duties) account.duties.push_back({std::move(duty), "", ""});
        return account;
    };
    return {{1, 1, "gemeinde", "Gemeinde", {{"applicant_clerk", poessneck.key, ""}}},
            {2, 2, "zeichner", "Zeichner", {{"applicant_signatory", poessneck.key, ""}}},
            of_authority(3, 3, {"formal_review"}),
            of_authority(4, 4, {"technical_review"}),
            of_authority(5, 5, {"budget_officer"}),
            of_authority(6, 6, {"second_reviewer"}),
            of_authority(7, 7, {"decider"}),
            of_authority(8, 8, {"decider", "technical_review"}),
            of_authority(9, 4, {"decider", "second_reviewer"}),
            of_authority(10, 5, {"decider"}),
            of_authority(11, 6, {"decider", "formal_review"}),
            of_authority(12, 12, {"auditor", "adviser"})};
}

inline constexpr const char* town_line = "16 90/633 01";

inline BudgetLineRow budget_of(int year, std::int64_t cents) {
    return {"thueregovrl",
            "16 90",
            "633 01",
            "Probe",
            false,
            year,
            Money::cents(cents),
            {{year + 1, Money::cents(cents / 2)}}};
}

inline Record complete_application(Date today, std::int64_t costs = 100'000) {
    const std::int64_t requested = costs * 8 / 10;
    const int year = static_cast<int>(today.year());
    const auto row = [&](int due, std::int64_t cents) {
        return Record{{"item", "Software"}, {"year", due}, {"amount_cents", cents}, {"eligible", true}};
    };
    return {
        {"funding_object", "2c"},
        {"project_title", "Portal"},
        {"project_description", "Anbindung"},
        {"planned_contract_date", to_iso(plus_days(today, 400))},
        {"planned_start", to_iso(plus_days(today, 400))},
        {"planned_end", to_iso(plus_days(today, 700))},
        {"cost_plan", List{row(year, costs / 2), row(year + 1, costs - costs / 2)}},
        {"financing_plan",
         List{Record{{"source", "Haushalt"}, {"kind", "own"}, {"year", year}, {"amount_cents", costs - requested}}}},
        {"requested_cents", requested},
        {"input_tax_deductible", false},
        {"not_started", true},
        {"iban", "DE02120300000000202051"}};
}

/// The authority at work in a store.
class Town {
public:
    /// Adds the budget of the first year. `appropriation` of the year, half of it may be bound for the next.
    Town(Store& store, std::string_view today, std::int64_t appropriation)
        : store_{store}, clock_{berlin_time(day(today), std::chrono::hours{8}), SimulatedClock::Pace::Standing},
          appropriation_{appropriation}, dispatcher{store,
                                                    shipped().programmes,
                                                    shipped().installation,
                                                    lines_,
                                                    clock_,
                                                    [](Transaction&, const std::string& key) {
                                                        return key == poessneck.key ? std::optional{poessneck}
                                                                                    : std::nullopt;
                                                    }} {
        open_year(static_cast<int>(clock_.today().year()));
    }

    void open_year(int year) {
        (void)import_budget_lines(store_, {budget_of(year, appropriation_)}, 0, 0, "Probe", clock_.now());
        lines_.refresh(store_);
    }
    void pass_days(int days) {
        clock_.set(berlin_time(plus_days(clock_.today(), days), std::chrono::hours{8}));
        fire_what_is_due(store_, dispatcher, clock_.today());
    }
    void tick() { clock_.set(clock_.now() + std::chrono::seconds{1}); }
    Date today() const { return clock_.today(); }
    Instant now() const { return clock_.now(); }
    const BudgetLineRegister& lines() const { return lines_; }

    CaseId file_case(std::int64_t costs = 100'000) {
        const auto opened = dispatcher.open(
            envelope(accounts_[0]),
            {"thueregovrl", poessneck.key, complete_application(today(), costs), Spelling::Json});
        if (!opened) throw std::logic_error{"the draft was refused: " + opened.error().message.key};
        for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
            (void)dispatcher.add_document(envelope(accounts_[0]), opened->case_id,
                                          {0, kind, "x.pdf", std::string(64, '0'), 1, 0});
        return opened->case_id;
    }

    Result<Outcome> take(CaseId id, const std::string& step, std::size_t who, Record fields = {},
                         MachineId machine = 1) {
        tick();
        return dispatcher.take(envelope(accounts_[who]),
                               {id, machine, step, std::move(fields), Spelling::Json, "Begründung"});
    }

    CaseFile file(CaseId id) const {
        std::optional<CaseFile> found;
        store_.read([&](Snapshot& snapshot) { found = snapshot.case_file(id); });
        return found.value();
    }
    std::vector<Event> events(CaseId id) const {
        std::vector<Event> found;
        store_.read([&](Snapshot& snapshot) { found = snapshot.events(id); });
        return found;
    }
    Balances balances() const {
        Balances found;
        store_.read([&](Snapshot& snapshot) { found = snapshot.balances(); });
        return found;
    }
    const std::vector<Account>& accounts() const { return accounts_; }
    static Envelope envelope(const Account& account) { return {account, {}, {}, {}, {}}; }
    Store& store() { return store_; }

private:
    Store& store_;
    SimulatedClock clock_;
    std::int64_t appropriation_;
    BudgetLineRegister lines_;
    std::vector<Account> accounts_ = people();

public:
    Dispatcher dispatcher;
};

/// What a step needs, sensible for odd `detail` most of the time.
Record input_of(const Step& step, const CaseFile& file, Date today, int detail);

/// One move of a random sequence.
struct Move {
    int kind = 0;    ///< 0 … 99: what is done
    int choice = 0;  ///< which case, person, step
    int detail = 0;  ///< of the input
};
void play(Town& town, const std::vector<CaseId>& cases, const Move& move);

/// Everything that must hold of these cases and the ledger, whatever was tried; a sentence for each thing that does not.
std::vector<std::string> broken_promises(Town& town, const std::vector<CaseId>& cases);

}  // namespace foerderlauf::test

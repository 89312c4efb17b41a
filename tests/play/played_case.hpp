#pragma once

// Plays cases of the shipped ThürEGovRL through the engine, without a store: the events are kept and can be appended to one.

#include "domain/load.hpp"
#include "workflow/engine.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>
#include <string>
#include <vector>

namespace foerderlauf::test {

inline const Definition& egov() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "thueregovrl")).value();
    return definition;
}
inline const Texts& texts() {
    static const Texts all = [] {
        std::map<std::string, std::string, std::less<>> sentences;
        for (const auto* room : {"domain", "forms", "workflow", "letters", "reports"}) {
            const auto of_room = load_texts(std::string{SOURCE_DIR "/config/texts.de."} + room + ".yaml");
            sentences.insert(of_room.all().begin(), of_room.all().end());
        }
        return Texts{std::move(sentences)};
    }();
    return all;
}
inline const Calendar& thuringia() {
    static const Calendar calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
    return calendar;
}
inline const Recipient poessneck{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                                 "Saale-Orla-Kreis", "",         11960};
inline const Recipient ohrdruf{"16067053", "16067053", "160675050053", "Ohrdruf, Stadt", "gemeinde", "Gotha", "", 9991};
inline const Recipient nordhausen{"16062000",   "16062000", "160620000000", "Nordhausen", "landkreis",
                                  "Nordhausen", "",         80762};

inline Date day(std::string_view iso) { return parse_date(iso).value(); }
inline Record row(Record record) { return record; }

inline const std::string demo_line = "16 90/633 01";

/// The money of the Land in a test: every posting is booked here and kept for a store.
struct Treasury {
    Balances balances;
    std::vector<Event> events;  ///< of the installation's own record

    /// An appropriation (`due_year` 0) or a commitment appropriation of `year`.
    void appropriate(std::string_view on, int year, std::int64_t cents, int due_year = 0) {
        const int due = due_year == 0 ? year : due_year;
        Event event;
        event.at = berlin_time(day(on), std::chrono::hours{7});
        event.duty = "system";
        event.step = due == year ? "appropriate" : "appropriate_commitment";
        event.facts.fields = {{"programme", "thueregovrl"},
                              {"chapter", "16 90"},
                              {"title", "633 01"},
                              {"label", "DEMO"},
                              {"demo", true},
                              {"year", year},
                              {"due_year", due},
                              {"appropriation_cents", cents},
                              {"source", "test"}};
        if (due == year)
            event.facts.postings = opening_postings(balances, demo_line, year, Money::cents(cents)).value();
        else
            event.facts.postings = {{Money::cents(cents),
                                     {demo_line, year, due, "outside"},
                                     {demo_line, year, due, "available"},
                                     "appropriation"}};
        REQUIRE(book(balances, event.facts.postings));
        events.push_back(std::move(event));
    }
};

/// A person of the authority or the applicant, named by the duty it holds; each duty is another person.
inline Actor by(const std::string& duty) {
    if (duty == "system") return Actor::system();
    static std::map<std::string, PersonId> persons;
    const auto person = persons.emplace(duty, static_cast<PersonId>(persons.size()) + 10).first->second;
    return {person, person, {duty}};
}

/// One case that is taken from step to step, each on a day of its own.
class PlayedCase {
public:
    PlayedCase(CaseId id, Recipient recipient, Treasury& treasury, std::string file_number)
        : file{empty_case(id)}, recipient_{std::move(recipient)}, treasury_{treasury}, file_number_{
                                                                                           std::move(file_number)} {}

    CaseFile file;
    std::vector<Event> events;

    Situation situation(std::string_view on) const {
        Situation now;
        now.now = berlin_time(day(on), std::chrono::hours{10});
        now.today = day(on);
        now.calendar = &thuringia();
        now.balances = &treasury_.balances;
        now.budget_lines = {demo_line};
        now.next_file_number = file_number_;
        now.court_place = "16052000";
        now.court_name = "Verwaltungsgericht Gera";
        return now;
    }

    void open(std::string_view on, Record answers) {
        happen(open_case(egov(), situation(on), {recipient_, {}, by("applicant_clerk"), std::move(answers)}), on);
    }
    void edit_form(std::string_view on, const std::string& form, const std::string& duty, Record patch) {
        happen(edit(egov(), file, situation(on), {form, by(duty), std::move(patch), Spelling::Json, {}}), on);
    }
    void attach(std::string_view on, const std::string& kind) {
        const auto number = static_cast<std::int64_t>(file.documents.size()) + 1;
        happen(add_document(egov(), file, situation(on), by("applicant_clerk"),
                            {number, kind, kind + ".pdf", std::string(64, 'a'), 1234, 0}),
               on);
    }
    void open_child(std::string_view on, const std::string& machine, const std::string& duty) {
        Command command{machine, 1, by(duty), {}, Spelling::Json, {}, {}};
        happen(open_machine(egov(), file, situation(on), command), on);
    }
    void take(std::string_view on, const std::string& step, const std::string& duty, Record fields = {},
              MachineId machine = 1) {
        INFO("step " << step << " on " << on);
        Command command{step, machine, by(duty), std::move(fields), Spelling::Json, "Weil es so ist.", {}};
        happen(decide(egov(), file, situation(on), command), on);
    }
    /// From an empty file to `decision_ready`: half of the award is due this year, half the next.
    void until_decision_ready(int year, std::int64_t cents) {
        const auto y = std::to_string(year);
        submitted(y + "-03-02", cents);
        recommended(y + "-03-10", year, cents);
        take(y + "-03-11", "reserve", "budget_officer");
        take(y + "-03-12", "cosign", "second_reviewer");
    }
    void submitted(const std::string& on, std::int64_t cents,
                   const std::string& project_title = "Schnittstelle <Melderegister> & Kasse") {
        auto answers = application(on, cents);
        answers["project_title"] = project_title;
        open(on, std::move(answers));
        for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"}) attach(on, kind);
        take(on, "submit", "applicant_signatory");
    }
    void recommended(const std::string& on, int year, std::int64_t cents) {
        take(on, "accept", "formal_review");
        take(on, "recommend", "technical_review",
             {{"eligible_cents", cents / 4 * 5},
              {"financing_type", "proportional"},
              {"rate", "80.00"},
              {"award_cents", cents},
              {"slices", List{row({{"year", year}, {"amount_cents", cents / 2}}),
                              row({{"year", year + 1}, {"amount_cents", cents - cents / 2}})}}});
    }
    /// A complete application for `cents`, a fifth of the costs borne by the applicant.
    static Record application(const std::string& on, std::int64_t cents) {
        // Late in the year the contract is planned for the next.
        const auto year = std::stoi(on.substr(0, 4)) + (on.substr(5) < "10-01" ? 0 : 1);
        return {
            {"funding_object", "2c"},
            {"project_title", "Schnittstelle <Melderegister> & Kasse"},
            {"project_description", "Eine Schnittstelle nach {{XÖV}} für das Melderegister."},
            {"planned_contract_date", std::to_string(year) + "-11-02"},
            {"planned_start", std::to_string(year) + "-11-15"},
            {"planned_end", std::to_string(year + 1) + "-10-31"},
            {"cost_plan",
             List{row({{"item", "Software"}, {"year", year}, {"amount_cents", cents / 4 * 5}, {"eligible", true}})}},
            {"financing_plan",
             List{row({{"source", "Haushalt"}, {"kind", "own"}, {"year", year}, {"amount_cents", cents / 4}})}},
            {"requested_cents", cents},
            {"input_tax_deductible", false},
            {"not_started", true},
            {"iban", "DE89370400440532013000"}};
    }

private:
    void happen(Result<NewEvents> outcome, std::string_view on) {
        if (!outcome) {
            std::string why = texts().sentence(outcome.error().message);
            for (const auto& blocker : outcome.error().blockers)
                why += "\n" + blocker.check + ": " + texts().sentence(blocker.message);
            for (const auto& [field, message] : outcome.error().fields)
                why += "\n" + field + ": " + texts().sentence(message);
            FAIL("on " << on << ": " << why);
        }
        for (auto& event : *outcome) {
            REQUIRE(book(treasury_.balances, event.facts.postings));
            auto counted = event;
            counted.seq = file.seq + 1;
            apply(file, counted);
            events.push_back(std::move(counted));
        }
    }

    Recipient recipient_;
    Treasury& treasury_;
    std::string file_number_;
};

}  // namespace foerderlauf::test

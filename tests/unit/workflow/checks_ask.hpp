#pragma once

// One check asked by itself: a case made up for it, and what the check answers.

#include "domain/load.hpp"
#include "workflow/bundle.hpp"
#include "workflow/checks/catalogue.hpp"
#include "workflow/load.hpp"

#include "unit/workflow/engine_words.hpp"

#include <catch2/catch_all.hpp>
#include <set>

namespace foerderlauf::test {

inline const Definition& egov() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "thueregovrl")).value();
    return definition;
}

inline const Definition& fag() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "thuerfag")).value();
    return definition;
}

inline const Calendar& holidays() {
    static const Calendar calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
    return calendar;
}

inline Date day(std::string_view iso) { return parse_date(iso).value(); }
inline Instant noon(std::string_view iso) { return berlin_time(day(iso), std::chrono::hours{12}); }

/// What is asked; every member may be changed before `ask`.
struct Asking {
    CaseFile file = empty_case(1);
    Balances balances;
    Situation situation;
    Record input;
    Actor actor{7, 7, {"decider"}};
    std::string step = "approve";
    MachineId machine = 1;
    bool attempted = true;
    const Definition* definition = &egov();

    Asking() {
        file.machines[0] = {1, "application", "decision_ready", noon("2026-11-02"), {}};
        file.recipient = {"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                          "Saale-Orla-Kreis", "",         12000};
        situation.now = noon("2026-11-02");
        situation.today = day("2026-11-02");
        situation.calendar = &holidays();
        situation.budget_lines = {"16 90/633 01"};
        situation.court_name = "Verwaltungsgericht Gera";
    }

    /// The answer; every message it speaks must be a sentence.
    Verdict ask(std::string_view check, const Record& parameters = {}) {
        situation.balances = &balances;
        const auto* machine_file = file.machine(machine);
        const Step& known = *definition->machine(machine_file->name)->step(step);
        const std::string source = "§ 1";
        const Check function = find_check(check);
        REQUIRE(function != nullptr);
        auto verdict = function(
            {*definition, file, situation, *machine_file, known, actor, input, parameters, source, attempted});
        for (const auto& blocker : verdict.blockers) {
            CAPTURE(check, blocker.message.key);
            CHECK(words().knows(blocker.message.key));
            CHECK(blocker.check == check);
            CHECK(blocker.source == "§ 1");
            CHECK(words().sentence(blocker.message).find('{') == std::string::npos);
        }
        for (const auto& hint : verdict.hints) {
            CAPTURE(check, hint.message.key);
            CHECK(words().knows(hint.message.key));
            CHECK(hint.check == check);
            CHECK(hint.source == "§ 1");
            CHECK(words().sentence(hint.message).find('{') == std::string::npos);
        }
        for (const auto& [field, message] : verdict.fields) {
            CAPTURE(check, field, message.key);
            CHECK(words().knows(message.key));
            CHECK(words().sentence(message).find('{') == std::string::npos);
        }
        return verdict;
    }

    void took(const std::string& step_taken, PersonId person, const std::string& from = "",
              const std::string& to = "") {
        const auto seq = static_cast<std::int64_t>(file.history.size()) + 1;
        file.history.push_back({seq, situation.now, 1, step_taken, from, to, person, person, ""});
        file.seq = seq;
    }
    void runs(const std::string& name, std::string_view due, const std::string& fires = "") {
        file.deadlines.push_back({name, machine, day("2026-11-01"), day(due), "§ 2", fires, ""});
    }
    void holds(const std::string& stage, int budget_year, int due_year, std::int64_t cents) {
        file.held[{"16 90/633 01", budget_year, due_year, stage}] = Money::cents(cents);
        balances[{"16 90/633 01", budget_year, due_year, stage}] += Money::cents(cents);
    }
    void free(int budget_year, int due_year, std::int64_t cents) {
        balances[{"16 90/633 01", budget_year, due_year, "available"}] = Money::cents(cents);
    }
};

inline bool passes(const Verdict& verdict) { return verdict.blockers.empty() && verdict.fields.empty(); }

/// The keys of what a check says, fields as `field: key`.
inline std::vector<std::string> said(const Verdict& verdict) {
    std::vector<std::string> keys;
    for (const auto& blocker : verdict.blockers) keys.push_back(blocker.message.key);
    for (const auto& hint : verdict.hints) keys.push_back(hint.message.key);
    for (const auto& [field, message] : verdict.fields) keys.push_back(field + ": " + message.key);
    return keys;
}
using Said = std::vector<std::string>;

inline Record slice(int year, std::int64_t cents) { return {{"year", year}, {"amount_cents", cents}}; }
inline Record cost(std::int64_t cents, bool eligible = true) {
    return {{"item", FreeText{"Software"}}, {"year", 2026}, {"amount_cents", cents}, {"eligible", eligible}};
}
inline Record cover(const char* kind, std::int64_t cents) {
    return {{"source", FreeText{"Haushalt"}}, {"kind", kind}, {"year", 2026}, {"amount_cents", cents}};
}

}  // namespace foerderlauf::test

#pragma once

// The parts of the scenario runner: what a file says, the small world it is played in, and the verdict.

#include "forms/yaml_reader.hpp"
#include "workflow/engine.hpp"
#include "workflow/scenario.hpp"

#include <map>
#include <optional>

namespace foerderlauf {

/// Somebody of the scenarios. Two accounts of one person share its number.
struct ScenarioPerson {
    Actor actor;
    std::string name;
};

/// One thing somebody does, as the file says it.
struct ScenarioAct {
    enum class Kind { Step, Edit, Open, AddDocument, AnswerPartner, DeclareConflict, LiftConflict, Timer };
    Kind kind = Kind::Step;
    std::string name;  ///< step, form, machine, kind of document, partner, kind of conflict
    std::string by, of, answer, machine;
    std::string share;  ///< German spelling
    std::optional<Date> on;
    std::optional<std::chrono::minutes> at;  ///< time of that day in Berlin; else a minute after the act before
    std::optional<Record> fields;            ///< German spelling
    std::optional<std::string> reason;
    std::optional<std::int64_t> seen_seq, number;
    Place place;
};

/// A budget year of the line: its own money and what it may bind for later years.
struct ScenarioBudget {
    std::string line;
    int year = 0;
    Money appropriation;
    std::map<int, Money> later;
    bool provisional = false;  ///< under provisional budget management in that year (vorläufige Haushaltsführung)
};

/// What all scenarios of a folder share; a scenario's `given` is the same thing with its own words in place.
struct ScenarioSetting {
    Date today{};
    Recipient recipient;
    std::string court_name, court_place;
    std::vector<ScenarioBudget> budget;
    std::map<std::string, ScenarioPerson> people;
    std::map<std::string, PlacesTaken, std::less<>> places_taken;  ///< call round → what other outlines hold
    std::vector<PaidCase> paid_cases;                              ///< of the same body
    BaseRates base_rates;                                          ///< each holds for its half-year
    Record application;
    std::vector<std::string> documents;
    std::map<std::string, ScenarioAct> given;                  ///< step → who takes it and with what
    std::map<std::string, std::vector<ScenarioAct>> prepared;  ///< name → steps from the draft on
};

struct Scenario {
    std::string name, source;
    Place place;
    ScenarioSetting setting;
    std::vector<ScenarioAct> before;
    ScenarioAct when;
    YamlNode then;
};

/// What surrounds the case, as far as the file says it: recipient, court, budget, places_taken, paid_cases.
void read_surroundings(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting);

/// Reads setting.yaml and every other file of the folder; mistakes are appended.
std::vector<Scenario> load_scenarios(const std::filesystem::path& folder, const Definition& definition,
                                     std::vector<LoadError>& errors);

/// A case, a ledger and a clock in memory. Every act goes through the engine; what it answers is folded and booked.
class ScenarioWorld {
public:
    ScenarioWorld(const Definition& definition, const Calendar& calendar, const ScenarioSetting& setting);

    /// Does it. The events are part of the case then; a refusal changes nothing.
    Result<NewEvents> play(const ScenarioAct& act);
    /// Opens the case with the application and the documents of the setting.
    Result<NewEvents> begin();

    const CaseFile& file() const { return file_; }
    const Balances& balances() const { return balances_; }
    const ScenarioSetting& setting() const { return setting_; }

private:
    Situation situation() const;
    Result<NewEvents> decided(const ScenarioAct& act) const;
    Result<NewEvents> expire_all();
    void turn_to(Date day);
    CaseFile as_opened() const;  ///< the file with what it holds for years whose budget was opened
    void keep(NewEvents& events);
    Actor actor_of(const std::string& name) const;
    MachineId machine_of(const std::string& name) const;

    const Definition& definition_;
    const Calendar& calendar_;
    const ScenarioSetting& setting_;
    Date today_;
    int minutes_ = 8 * 60;  ///< after midnight; every act takes one
    CaseFile file_;
    Balances balances_;
};

std::vector<std::string> refused_checks(const Refusal& refusal);
/// `blockers: separation, cosigned`, for the person who reads the finding.
std::string refusal_in_words(const Refusal& refusal);

/// What `then` says and what came, compared word by word.
std::vector<Message> differences(const Scenario& scenario, const Definition& definition, const ScenarioWorld& world,
                                 const Result<NewEvents>& outcome);

}  // namespace foerderlauf

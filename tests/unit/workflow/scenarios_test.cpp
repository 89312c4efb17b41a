#include "domain/load.hpp"
#include "workflow/bundle.hpp"
#include "workflow/load.hpp"
#include "workflow/scenario.hpp"

#include "unit/workflow/engine_words.hpp"

#include <fstream>
#include <set>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

const Calendar& calendar() {
    static const Calendar holidays{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
    return holidays;
}

const fs::path workflows = SOURCE_DIR "/workflows";

std::vector<std::string> programmes() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{workflows})
        if (fs::exists(entry.path() / "programme.yaml")) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

Definition definition_of(const std::string& programme) {
    return load_definition(read_bundle(workflows, programme)).value();
}

const ScenarioRun& run_of(const std::string& programme) {
    static std::map<std::string, ScenarioRun> runs;
    const auto found = runs.find(programme);
    if (found != runs.end()) return found->second;
    return runs[programme] = run_scenarios(definition_of(programme), calendar(), workflows / programme / "scenarios");
}

/// A folder with these files, gone at the end of the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("scenarios-" + std::to_string(std::rand()));
    explicit Folder(const std::map<std::string, std::string>& files) {
        fs::create_directories(path);
        for (const auto& [name, content] : files) std::ofstream{path / name} << content;
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

std::string shipped_setting() {
    std::ifstream stream{workflows / "thueregovrl/scenarios/setting.yaml"};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

ScenarioRun played(const std::string& scenarios) {
    const Folder folder{{{"setting.yaml", shipped_setting()}, {"one.yaml", scenarios}}};
    return run_scenarios(definition_of("thueregovrl"), calendar(), folder.path);
}

/// No funding object of the programme binds what was bought for a time.
bool binds_nothing(const Definition& definition) {
    return std::ranges::none_of(definition.funding_objects,
                                [](const FundingObject& object) { return object.dedicated_use_months.has_value(); });
}

}  // namespace

TEST_CASE("every scenario of every programme holds") {
    for (const auto& programme : programmes()) {
        const auto& run = run_of(programme);
        CAPTURE(programme);
        for (const auto& error : run.errors) UNSCOPED_INFO(sentence_of(error, words()));
        CHECK(run.errors.empty());
        CHECK(!run.outcomes.empty());
        for (const auto& outcome : run.outcomes)
            for (const auto& failure : outcome.failures)
                FAIL_CHECK(to_text(outcome.place)
                           << ": " << outcome.name << " (" << outcome.source << ")\n    " << words().sentence(failure));
        CHECK(run.holds());
    }
}

TEST_CASE("at least a third of the scenarios end in a refusal") {
    for (const auto& programme : programmes()) {
        const auto& run = run_of(programme);
        const auto refusals = std::ranges::count_if(run.outcomes, &ScenarioOutcome::refused);
        CAPTURE(programme, refusals, run.outcomes.size());
        CHECK(static_cast<std::size_t>(refusals) * 3 >= run.outcomes.size());
    }
}

TEST_CASE("scenarios take every step of the main machine from every state it leads out of") {
    for (const auto& programme : programmes()) {
        std::set<std::pair<std::string, std::string>> taken;
        for (const auto& outcome : run_of(programme).outcomes) taken.insert(outcome.taken.begin(), outcome.taken.end());
        const auto definition = definition_of(programme);
        for (const auto& step : definition.main().steps)
            for (const auto& state : step.from) {
                CAPTURE(programme, step.name, state);
                CHECK(taken.contains({step.name, state}));
            }
    }
}

TEST_CASE("scenarios refuse every step of the main machine at least once") {
    for (const auto& programme : programmes()) {
        std::set<std::string> refused;
        for (const auto& outcome : run_of(programme).outcomes)
            if (outcome.refused) refused.insert(outcome.step);
        const auto definition = definition_of(programme);
        for (const auto& step : definition.main().steps) {
            CAPTURE(programme, step.name);
            CHECK(refused.contains(step.name));
        }
    }
}

TEST_CASE("scenarios take every step of every child machine, and refuse every one that has a check") {
    for (const auto& programme : programmes()) {
        std::set<std::pair<std::string, std::string>> taken, refused;
        for (const auto& outcome : run_of(programme).outcomes) {
            taken.insert(outcome.taken_in_children.begin(), outcome.taken_in_children.end());
            if (outcome.refused) refused.insert({outcome.machine, outcome.step});
        }
        const auto definition = definition_of(programme);
        for (const auto& machine : definition.machines)
            for (const auto& step : machine.steps) {
                const bool never_opens = machine.name == "dedicated-use" && binds_nothing(definition);
                if (machine.inside.empty() || never_opens) continue;
                CAPTURE(programme, machine.name, step.name);
                CHECK(taken.contains({machine.name, step.name}));
                if (!step.checks.empty()) CHECK(refused.contains({machine.name, step.name}));
            }
    }
}

TEST_CASE("a programme without scenarios does not hold") {
    const Folder empty{{}};
    const auto run = run_scenarios(definition_of("thueregovrl"), calendar(), empty.path);
    REQUIRE(run.errors.size() == 1);
    CHECK(run.errors.front().message.key == "scenario.none");
    CHECK(words().knows("scenario.none"));
    CHECK_FALSE(run.holds());
}

TEST_CASE("a scenario that expects the wrong state, day or amount is found wanting") {
    const auto run = played(R"(scenarios:
  - name: falscher Stand
    source: Probe
    when: submit
    then: {state: granted, deadlines: {inaction: 1.2.2027}, money: {requested: "80.000,01"}}
)");
    REQUIRE(run.errors.empty());
    REQUIRE(run.outcomes.size() == 1);
    CHECK(run.outcomes[0].failures.size() == 3);
    CHECK(words().sentence(run.outcomes[0].failures[0]) ==
          "state: erwartet war „granted“, gekommen ist „formal_review“.");
    CHECK_FALSE(run.holds());
}

TEST_CASE("a scenario that expects a refusal is found wanting when the step succeeds, and the other way round") {
    const auto run = played(R"(scenarios:
  - {name: zu streng, source: Probe, when: submit, then: {blockers: [form_complete]}}
  - {name: zu mild, source: Probe, when: accept, then: {state: technical_review}}
  - {name: falscher Grund, source: Probe, when: accept, then: {blockers: [separation]}}
  - {name: nie so weit, source: Probe, given: {steps: [accept]}, when: submit, then: {state: formal_review}}
)");
    REQUIRE(run.outcomes.size() == 4);
    CHECK(run.outcomes[0].failures.at(0).key == "scenario.not_refused");
    CHECK(run.outcomes[1].failures.at(0).key == "scenario.refused");
    CHECK(run.outcomes[2].failures.at(0).key == "scenario.differs");
    CHECK(run.outcomes[3].failures.at(0).key == "scenario.before");
    for (const auto& outcome : run.outcomes) CHECK(words().knows(outcome.failures.at(0).key));
}

TEST_CASE("mistakes of a scenario file are told with file and line") {
    const auto run = played(R"(scenarios:
  - name: Tippfehler
    source: Probe
    given: {prepared: decision_redy}
    when: {step: approve, by: entscheidng}
    then: {stat: granted}
)");
    std::vector<std::string> told;
    for (const auto& error : run.errors) told.push_back(sentence_of(error, words()));
    REQUIRE(told.size() == 3);
    CHECK(
        told[0] ==
        "thueregovrl/scenarios/one.yaml:4: Die Vorbereitung „decision_redy“ gibt es nicht. Gemeint: „decision_ready“?");
    CHECK(told[1].starts_with("thueregovrl/scenarios/one.yaml:6: "));
    CHECK(told[2] ==
          "thueregovrl/scenarios/one.yaml:5: „entscheidng“ ist keine Person der Szenarien. Gemeint: „entscheidung“?");
}

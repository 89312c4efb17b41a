// Application × payment requests × amendments × proof × repayment, in every order anybody tries, over years.
#include "properties/life.hpp"

#include "casework/case_row.hpp"
#include "store/memory_store.hpp"
#include "workflow/programmes.hpp"

#include <cstdlib>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// FOERDERLAUF_RUNS=100000 tries longer.
int runs() {
    const char* asked = std::getenv("FOERDERLAUF_RUNS");
    return asked ? std::atoi(asked) : 10'000;
}

/// The newest events, machine by machine, for whoever looks for the fault.
std::string told(const Life& life) {
    std::string story;
    const auto& events = life.events();
    for (std::size_t i = events.size() - std::min<std::size_t>(events.size(), 12); i < events.size(); ++i)
        story += life.file().machine(events[i].machine)->name + "." + events[i].step + " ";
    return story;
}

Life lived(int number) {
    std::mt19937 dice{static_cast<unsigned>(number)};
    Life life = Life::running();
    const int moves = 40 + static_cast<int>(dice() % 80U);
    for (int i = 0; i < moves; ++i) {
        move(life, dice);
        if (const auto broken = life.broken(); !broken.empty())
            FAIL("run " << number << " after " << told(life) << ": " << broken);
    }
    return life;
}

}  // namespace

TEST_CASE("whatever follows a grant, money and separation hold, and the case can be ended") {
    std::map<std::string, int> met;  // what nobody tried proves nothing
    int longest = 0;
    for (int number = 1; number <= runs(); ++number) {
        Life life = lived(number);
        std::string story;
        const int steps = bring_to_an_end(life, 60, story);
        longest = std::max(longest, steps);
        if (steps > 60) FAIL("run " << number << " does not end: " << story);
        if (const auto broken = life.broken(); !broken.empty()) FAIL("run " << number << " at its end: " << broken);
        for (const auto& event : life.events()) ++met[life.file().machine(event.machine)->name + "." + event.step];
    }
    if (std::getenv("FOERDERLAUF_TELL"))
        for (const auto& [step, times] : met) WARN(step << " " << times);
    for (const auto& machine : egov().machines) {
        static const std::set<std::string> elsewhere = {"early-start", "dedicated-use", "condition"};
        if (machine.inside.empty() || elsewhere.contains(machine.name)) continue;
        for (const auto& step : machine.steps) {
            if (step.name == "call_remainder" || step.name == "claim_final") continue;  // instalments_test.cpp
            CAPTURE(machine.name, step.name, longest);
            CHECK(met[machine.name + "." + step.name] > 0);
        }
    }
}

TEST_CASE("the history of such a case is found whole by verify") {
    Programmes programmes;
    programmes.add(read_bundle(SOURCE_DIR "/workflows", "thueregovrl"));
    for (int number = 1; number <= 40; ++number) {
        Life life = lived(number);
        MemoryStore store{projector_of(programmes)};
        for (const auto& event : life.everything())
            store.run([&](Transaction& transaction) { transaction.append(event.case_id, {event}, {}); });
        for (const auto& difference : store.verify()) FAIL("run " << number << ": " << difference.message.key);
    }
}

#pragma once

#include "server/house.hpp"

#include <memory>
#include <vector>

namespace foerderlauf::bench {

/// The demonstration of 2 November 2026, 8 o'clock, for good.
DemoOptions demo_of_november();
Home source_home();
ServerConfig config_for(const std::filesystem::path& data);

/// A house on that folder, which it locks.
std::unique_ptr<House> open_house(const std::filesystem::path& data);

/// Applications played through the dispatcher to `budget_check`, each once to the waiting list and back.
std::vector<CaseId> file_applications(House& house, int count);

/// To the waiting list (`waits` is false) with a reason and a day, or back.
StepWish next_step(CaseId id, bool waits);
std::string next_step_as_json(bool waits);

/// Takes the steps of `next_step` in turn in its cases, by the account `haushalt`. Each caller has its own cases.
class BudgetOffice {
public:
    BudgetOffice(House& house, std::vector<CaseId> cases);
    /// The next step of the caller's next case. Throws when it is refused.
    void take(int caller, int callers);

private:
    House& house_;
    Envelope envelope_;
    std::vector<CaseId> cases_;
    std::vector<char> waits_;         ///< by case; each is touched by one caller only
    std::vector<std::size_t> turns_;  ///< by caller
};

}  // namespace foerderlauf::bench

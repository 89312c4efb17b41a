#pragma once

#include "casework/dispatcher.hpp"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>

namespace foerderlauf {

/// What one look at the clock did.
struct TimerRound {
    int fired = 0;
    int reminded = 0;
    int blocked = 0;  ///< due, but a check says no (a suit is pending): tried again at the next look
};

/// How this house reminds.
struct ReminderRules {
    int days_ahead = 0;         ///< of the last day of a period; 0: only when it has passed
    ReminderTelling tell = {};  ///< mails; empty: the case and the work list alone say it
};

/// Submits every due expiry (finality, lapse, end of a reservation) and gives every due reminder, over all cases the oldest
/// first, each dated on its own legal day; on one day expiries come first, since they may settle what would be reminded of.
/// After downtime nothing is skipped and nothing done twice: a step may start the next period, which takes its place in the
/// same round.
TimerRound fire_what_is_due(Store& store, Dispatcher& dispatcher, Date today, const ReminderRules& rules = {});

struct TimerSettings {
    ReminderRules reminders = {};
    std::filesystem::path seals_folder = {};  ///< where seals are written for somebody else to keep; empty: nowhere
};

/// Looks once at the start and then every minute, on a thread of its own: expiries and reminders, then the seals of the days
/// that have passed, so that what a day's periods brought about is under its seal. On a new day it also brings the cases of
/// bodies that have ended to their successors.
class Timer {
public:
    using Report = std::function<void(const std::string& sentence)>;
    Timer(Store& store, Dispatcher& dispatcher, const Clock& clock, TimerSettings settings, Report report);
    ~Timer();
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;

private:
    void run();
    void look();
    void follow_successors_on_a_new_day();
    void seal_days();
    void write_seals();
    Store& store_;
    Dispatcher& dispatcher_;
    const Clock& clock_;
    const TimerSettings settings_;
    Report report_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::optional<Date> followed_on_, sealed_on_;
    std::thread thread_;
};

}  // namespace foerderlauf

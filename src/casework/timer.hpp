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
    int blocked = 0;  ///< due, but a check says no (a suit is pending): tried again at the next look
};

/// Submits every due expiry (finality, lapse, end of a reservation), oldest first, each dated on its own legal day.
/// After downtime nothing is skipped: a step may start the next period, which is due in the same round.
TimerRound fire_due_expiries(Store& store, Dispatcher& dispatcher, Date today);

struct TimerSettings {
    std::filesystem::path seals_folder = {};  ///< where seals are written for somebody else to keep; empty: nowhere
};

/// Looks once at the start and then every minute, on a thread of its own: expiries, then the seals of the days that have
/// passed, so that what a day's periods brought about is under its seal. On a new day it also brings the cases of
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

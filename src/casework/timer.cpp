#include "casework/timer.hpp"

#include "casework/succession.hpp"
#include "store/seal_files.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace foerderlauf {

namespace {

struct DueExpiry {
    CaseId case_id;
    Expiry expiry;
};

/// Everything due, over all cases, oldest first.
std::vector<DueExpiry> all_due(Store& store, Date today) {
    std::vector<DueExpiry> due;
    store.read([&](Snapshot& snapshot) {
        for (const CaseId id : snapshot.cases_with_expiries(today))
            if (const auto file = snapshot.case_file(id))
                for (const auto& expiry : expiries(*file, today)) due.push_back({id, expiry});
    });
    std::ranges::stable_sort(due, {}, [](const DueExpiry& entry) { return entry.expiry.takes_effect; });
    return due;
}

}  // namespace

TimerRound fire_due_expiries(Store& store, Dispatcher& dispatcher, Date today) {
    TimerRound round;
    std::set<std::tuple<CaseId, std::string, Date>> refused;
    for (bool progress = true; progress;) {
        progress = false;
        for (const auto& [case_id, expiry] : all_due(store, today)) {
            const std::tuple key{case_id, expiry.deadline.name, expiry.deadline.due};
            if (refused.contains(key)) continue;
            if (dispatcher.expire(case_id, expiry)) {
                ++round.fired;
                progress = true;
            } else {
                refused.insert(key);
            }
        }
    }
    round.blocked = static_cast<int>(refused.size());
    return round;
}

Timer::Timer(Store& store, Dispatcher& dispatcher, const Clock& clock, TimerSettings settings, Report report)
    : store_{store}, dispatcher_{dispatcher}, clock_{clock}, settings_{std::move(settings)}, report_{std::move(report)},
      thread_{[this] { run(); }} {}

Timer::~Timer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

void Timer::follow_successors_on_a_new_day() {
    const Date today = clock_.today();
    if (followed_on_ == today) return;
    const auto round = follow_successors(store_, dispatcher_, Account::system(), today);
    followed_on_ = today;
    if (round.moved + round.shown > 0)
        report_(fmt::format("timer: {} drafts moved to a successor, {} cases show one", round.moved, round.shown));
}

void Timer::seal_days() {
    const Date today = clock_.today();
    if (sealed_on_ == today) return;
    const int made = seal_passed_days(store_, today, clock_.now());
    if (made > 0) report_(fmt::format("timer: {} days sealed", made));
    if (!settings_.seals_folder.empty()) write_seals();
    sealed_on_ = today;  // a fault before leaves it open: tried again at the next look
}

void Timer::write_seals() {
    store_.read([&](Snapshot& snapshot) {
        const auto written = write_seal_files(snapshot, settings_.seals_folder);
        if (!written)
            report_(fmt::format("timer: the seal in {} is not the one of this store; no seal is written",
                                text_of(written.error().message.values, "file")));
        else if (*written > 0)
            report_(fmt::format("timer: {} seals written to {}", *written, settings_.seals_folder.string()));
    });
}

void Timer::look() {
    const auto round = fire_due_expiries(store_, dispatcher_, clock_.today());
    if (round.fired > 0) report_(fmt::format("timer: {} expiries took effect, {} wait", round.fired, round.blocked));
    follow_successors_on_a_new_day();
    seal_days();
}

void Timer::run() {
    for (std::unique_lock lock{mutex_}; !stopping_;) {
        lock.unlock();
        try {
            look();
        } catch (const std::exception& fault) { report_(fmt::format("timer: {}", fault.what())); }
        lock.lock();
        wake_.wait_for(lock, std::chrono::minutes{1}, [this] { return stopping_; });
    }
}

}  // namespace foerderlauf

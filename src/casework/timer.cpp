#include "casework/timer.hpp"

#include "casework/succession.hpp"
#include "store/seal_files.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <variant>

namespace foerderlauf {

namespace {

using Deed = std::variant<Expiry, DueReminder>;

Date day_of(const Deed& deed) {
    return std::visit([](const auto& due) { return due.takes_effect; }, deed);
}

/// The place of something due among everything due, over all cases: by its day, expiries before reminders.
struct Place {
    Date day;
    std::size_t sort = 0;  ///< 0 expiry, 1 reminder
    CaseId case_id = 0;
    MachineId machine = 1;
    std::string deadline;
    auto operator<=>(const Place&) const = default;
};

Place place_of(CaseId id, const Deed& deed) {
    const auto& deadline = std::visit([](const auto& due) -> const RunningDeadline& { return due.deadline; }, deed);
    return {day_of(deed), deed.index(), id, deadline.machine, deadline.name};
}

/// Everything due in an order, kept true while cases go on.
class Agenda {
public:
    Agenda(Store& store, Date today, int days_ahead) : store_{store}, today_{today}, days_ahead_{days_ahead} {
        store_.read([&](Snapshot& snapshot) {
            auto ids = snapshot.cases_with_expiries(today_);
            std::ranges::copy(snapshot.cases_with_reminders(today_, days_ahead_), std::back_inserter(ids));
            for (const CaseId id : std::set<CaseId>{ids.begin(), ids.end()}) add(snapshot, id);
        });
    }
    /// Takes out the oldest.
    std::optional<std::pair<CaseId, Deed>> next() {
        if (due_.empty()) return {};
        auto taken = due_.extract(due_.begin());
        tried_.insert(taken.key());
        return std::pair{taken.key().case_id, std::move(taken.mapped())};
    }
    /// Looks at a case again that has gone on.
    void look_again(CaseId id) {
        std::erase_if(due_, [&](const auto& entry) { return entry.first.case_id == id; });
        store_.read([&](Snapshot& snapshot) { add(snapshot, id); });
    }

private:
    /// What was tried in this round is not tried again: it was refused, or it is done.
    void add(CaseId id, Deed deed) {
        auto place = place_of(id, deed);
        if (!tried_.contains(place)) due_.emplace(std::move(place), std::move(deed));
    }
    void add(Snapshot& snapshot, CaseId id) {
        const auto file = snapshot.case_file(id);
        if (!file) return;
        for (auto& expiry : expiries(*file, today_)) add(id, std::move(expiry));
        for (auto& reminder : due_reminders(*file, today_, days_ahead_)) add(id, std::move(reminder));
    }

    Store& store_;
    Date today_;
    int days_ahead_;
    std::map<Place, Deed> due_;
    std::set<Place> tried_;
};

}  // namespace

TimerRound fire_what_is_due(Store& store, Dispatcher& dispatcher, Date today, const ReminderRules& rules) {
    TimerRound round;
    Agenda agenda{store, today, rules.days_ahead};
    while (const auto deed = agenda.next()) {
        const auto id = deed->first;
        bool done = false;
        if (const auto* reminder = std::get_if<DueReminder>(&deed->second)) {
            done = dispatcher.remind(id, *reminder, rules.tell);
            round.reminded += done ? 1 : 0;
        } else {
            done = dispatcher.expire(id, std::get<Expiry>(deed->second)).has_value();
            ++(done ? round.fired : round.blocked);
        }
        if (done) agenda.look_again(id);
    }
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
    const auto round = fire_what_is_due(store_, dispatcher_, clock_.today(), settings_.reminders);
    if (round.fired > 0) report_(fmt::format("timer: {} expiries took effect, {} wait", round.fired, round.blocked));
    if (round.reminded > 0) report_(fmt::format("timer: {} reminders given", round.reminded));
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

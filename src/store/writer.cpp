#include "store/writer.hpp"

#include "store/fault.hpp"

#include <algorithm>

namespace foerderlauf {

/// A caller who waits, on its own stack. The writer touches it only until it says done.
struct Writer::Waiting {
    const Job* job = nullptr;
    const std::function<void(WriterDesk&)>* alone = nullptr;  ///< instead of a job
    std::exception_ptr fault = {};
    std::mutex mutex = {};
    std::condition_variable answered = {};
    bool done = false;  ///< guarded by mutex

    void answer() {
        const std::lock_guard lock{mutex};
        done = true;
        answered.notify_one();
    }
};

Writer::Writer(WriterDesk& desk, GroupLimits limits) : desk_{desk}, limits_{limits}, thread_{[this] { work(); }} {}

Writer::~Writer() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

void Writer::run(const Job& job) {
    Waiting waiting;
    waiting.job = &job;
    wait_for(waiting);
}

void Writer::run_alone(const std::function<void(WriterDesk&)>& work) {
    Waiting waiting;
    waiting.alone = &work;
    wait_for(waiting);
}

void Writer::wait_for(Waiting& waiting) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_) throw QueueFull{"the store is closing"};
        if (queue_.size() >= limits_.queue) throw QueueFull{"too many commands are waiting"};
        queue_.push_back(&waiting);
    }
    arrived_.notify_one();
    std::unique_lock lock{waiting.mutex};
    waiting.answered.wait(lock, [&] { return waiting.done; });
    if (waiting.fault) std::rethrow_exception(waiting.fault);
}

void Writer::note_attempt(const Attempt& attempt) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || attempts_.size() >= limits_.queue) return;
        attempts_.push_back(attempt);
    }
    arrived_.notify_one();
}

void Writer::work() {
    std::vector<Waiting*> group;
    std::vector<Attempt> attempts;
    while (take_group(group, attempts)) {
        if (group.size() == 1 && group.front()->alone) run_alone(*group.front());
        else run_group(group, attempts);
        for (auto* waiting : group) waiting->answer();
    }
}

bool Writer::take_group(std::vector<Waiting*>& group, std::vector<Attempt>& attempts) {
    group.clear();
    attempts.clear();
    std::unique_lock lock{mutex_};
    arrived_.wait(lock, [&] { return stopping_ || !queue_.empty() || !attempts_.empty(); });
    // What runs alone waits for its turn and then has the desk for itself.
    while (!queue_.empty() && group.size() < limits_.group) {
        const bool alone = queue_.front()->alone != nullptr;
        if (alone && !group.empty()) break;
        group.push_back(queue_.front());
        queue_.pop_front();
        if (alone) return true;
    }
    attempts.swap(attempts_);
    return !group.empty() || !attempts.empty();
}

void Writer::run_alone(Waiting& waiting) {
    try {
        (*waiting.alone)(desk_);
    } catch (...) { waiting.fault = std::current_exception(); }
}

void Writer::run_group(const std::vector<Waiting*>& group, const std::vector<Attempt>& attempts) {
    try {
        const bool sole = group.size() == 1 && attempts.empty();
        desk_.begin_group(sole ? WriterDesk::Size::One : WriterDesk::Size::Many);
        for (const auto& attempt : attempts) desk_.keep_attempt(attempt);
        for (auto* waiting : group) {
            waiting->fault = desk_.run(*waiting->job);
            if (!desk_.group_lives()) throw StoreFault{"the database gave up the transaction"};
        }
        desk_.commit_group();
    } catch (...) {
        // A job that failed by itself keeps its own fault; all others learn that their work is not on disk.
        const auto fault = std::current_exception();
        desk_.abandon_group();
        for (auto* waiting : group)
            if (!waiting->fault) waiting->fault = fault;
    }
}

}  // namespace foerderlauf

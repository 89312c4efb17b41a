#pragma once

#include "store/writer_desk.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace foerderlauf {

struct GroupLimits {
    std::size_t group = 128;   ///< jobs of one transaction at most
    std::size_t queue = 1024;  ///< jobs that may wait; more are refused
};

/// The only path into the database's writing connection.
///
/// Jobs run one after another on a single thread, many to a transaction (group commit). A job sees everything earlier jobs
/// did. If it throws, its own work is rolled back and its neighbours are untouched; if the commit fails, every job of
/// the group gets that fault. Thread-safe; `run` blocks until the commit is on disk.
class Writer {
public:
    explicit Writer(WriterDesk& desk, GroupLimits limits = {});
    ~Writer();  ///< finishes the jobs already accepted, then stops
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Throws what the job throws, QueueFull when overloaded. Must not be called from within a job.
    void run(const Job& job);
    /// Written with the next group, at most soon, never waited for. Dropped when too many wait.
    void note_attempt(const Attempt& attempt);
    /// Runs between two groups, outside any transaction: rebuild, backup.
    void run_alone(const std::function<void(WriterDesk&)>& work);

private:
    struct Waiting;
    void work();
    bool take_group(std::vector<Waiting*>& group, std::vector<Attempt>& attempts);
    void run_group(const std::vector<Waiting*>& group, const std::vector<Attempt>& attempts);
    void run_alone(Waiting& waiting);
    void wait_for(Waiting& waiting);

    WriterDesk& desk_;
    const GroupLimits limits_;
    std::mutex mutex_;  ///< guards the three below
    std::deque<Waiting*> queue_;
    std::vector<Attempt> attempts_;
    bool stopping_ = false;
    std::condition_variable arrived_;
    std::thread thread_;  ///< last: it uses all of the above
};

}  // namespace foerderlauf

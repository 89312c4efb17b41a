#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "domain/event.hpp"

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace foerderlauf {

/// How far a job is. `progress` is in percent.
struct JobView {
    enum class Status { Waiting, Running, Done, Failed } status = Status::Waiting;
    int progress = 0;
    std::string name;            ///< what was asked for: `grants`
    Message why;                 ///< of a failed one
    std::filesystem::path file;  ///< of one that is done
};
std::string to_text(JobView::Status status);  ///< waiting | running | done | failed

/// Long work that makes a file, one after another on a thread of its own; who asked comes back for the result. Results
/// live in a folder that goes with the queue, an hour at most. A restart forgets them: whoever needs one asks again.
/// Thread-safe.
class JobQueue {
public:
    /// Writes the file, which does not exist yet. An exception counts as a fault of the job.
    using Work = std::function<Result<void>(const std::filesystem::path& file)>;

    /// `suffix` is put behind the names of the files: `.xlsx`.
    JobQueue(const Clock& clock, std::string suffix);
    ~JobQueue();  ///< Ends behind the running job; waiting ones are dropped, files removed.
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// The job's id, hard to guess. Refusal TooMany (`api.job.too_many`, seconds) when too much is waiting.
    Result<std::string> submit(AccountId owner, std::string name, Work work);
    /// Nothing for a job that is unknown, gone, or somebody else's.
    std::optional<JobView> find(AccountId owner, const std::string& id);
    /// A fresh name in the queue's folder, for work that is done at once; the caller removes the file.
    std::filesystem::path fresh_file();

private:
    struct Job {
        AccountId owner = 0;
        Instant asked_at{};
        JobView view;
        Work work;
    };
    void work_on();
    void finish(const std::string& id, const Result<void>& result, const std::filesystem::path& file);
    void forget_old();

    const Clock& clock_;
    const std::string suffix_;
    std::filesystem::path folder_;
    std::mutex mutex_;  ///< guards what follows
    std::condition_variable wake_;
    std::map<std::string, Job> jobs_;
    std::deque<std::string> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace foerderlauf

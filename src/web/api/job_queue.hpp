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
#include <vector>

namespace foerderlauf {

/// What somebody asked for: plain values that outlive the program.
struct JobOrder {
    AccountId owner = 0;
    std::string name;  ///< `grants`
    Record what;       ///< how the work is to be done, and under which rights
};

/// How far a job is. `progress` is in percent.
struct JobView {
    enum class Status { Waiting, Running, Done, Failed } status = Status::Waiting;
    int progress = 0;
    JobOrder order;
    Instant asked_at{};
    Message why;                 ///< of a failed one
    std::filesystem::path file;  ///< of one that is done
    Record told;                 ///< what the work told of that file
};
std::string to_text(JobView::Status status);  ///< waiting | running | done | failed

/// Long work that makes a file, one after another on a thread of its own; who asked comes back for the result, an hour at
/// most. Orders and results lie in the queue's folder (`ID.json`, `ID.xlsx`): after a restart the results are still there, and
/// what was waiting or in work is begun anew, three times at most. Thread-safe.
class JobQueue {
public:
    /// Told how far the work is. Throws when the queue ends: the work shall end with it.
    using Progress = std::function<void(std::int64_t done, std::int64_t all)>;
    /// Writes the file, which does not exist yet, and tells what is in it. An exception counts as a fault of the job.
    using Work = std::function<Result<Record>(const JobOrder& order, const std::filesystem::path& file,
                                              const Progress& progress)>;

    /// `suffix` is put behind the names of the files: `.xlsx`. Without a folder the queue has one of its own that goes with it.
    JobQueue(const Clock& clock, std::string suffix, Work work, const std::filesystem::path& folder = {});
    ~JobQueue();  ///< Breaks off the running job; what is not done waits for the next queue on the folder.
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// The job's id, hard to guess. Refusal TooMany (`api.job.too_many`, seconds) when too much is waiting.
    Result<std::string> submit(JobOrder order);
    /// Nothing for a job that is unknown, gone, or somebody else's.
    std::optional<JobView> find(AccountId owner, const std::string& id);
    /// Everything this account asked for, the newest first.
    std::vector<std::pair<std::string, JobView>> of(AccountId owner);
    /// A fresh name in the queue's folder, for work that is done at once; the caller removes the file.
    std::filesystem::path fresh_file();

private:
    struct Job {
        JobView view;
        int tries = 0;  ///< how often it was begun
    };
    void take_up();
    void work_on();
    void finish(const std::string& id, const Result<Record>& result, const std::filesystem::path& file);
    void note_progress(const std::string& id, std::int64_t done, std::int64_t all);
    void keep(const std::string& id, const Job& job) const;
    void remove_files(const std::string& id) const;
    void forget_old();

    const Clock& clock_;
    const std::string suffix_;
    const Work work_;
    std::filesystem::path folder_;
    const bool own_folder_;
    std::mutex mutex_;  ///< guards what follows
    std::condition_variable wake_;
    std::map<std::string, Job> jobs_;
    std::deque<std::string> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace foerderlauf

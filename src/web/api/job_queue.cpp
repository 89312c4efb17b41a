#include "web/api/job_queue.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace foerderlauf {

namespace {

constexpr std::size_t most_waiting = 20, most_kept = 100;
constexpr auto kept_for = std::chrono::hours{1};

Result<void> run(const JobQueue::Work& work, const std::filesystem::path& file) {
    try {
        return work(file);
    } catch (const std::exception&) { return refuse("api.job.fault"); }
}

}  // namespace

std::string to_text(JobView::Status status) {
    switch (status) {
        case JobView::Status::Waiting: return "waiting";
        case JobView::Status::Running: return "running";
        case JobView::Status::Done: return "done";
        case JobView::Status::Failed: return "failed";
    }
    throw std::logic_error{"unknown status of a job"};
}

JobQueue::JobQueue(const Clock& clock, std::string suffix)
    : clock_{clock}, suffix_{std::move(suffix)}, folder_{std::filesystem::temp_directory_path() /
                                                         ("foerderlauf-jobs-" + to_hex(random_bytes(8)))} {
    std::filesystem::create_directory(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    thread_ = std::thread{[this] { work_on(); }};
}

JobQueue::~JobQueue() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
        waiting_.clear();
    }
    wake_.notify_all();
    thread_.join();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Result<std::string> JobQueue::submit(AccountId owner, std::string name, Work work) {
    const std::lock_guard lock{mutex_};
    forget_old();
    if (waiting_.size() >= most_waiting) return refuse(Refusal::Kind::TooMany, "api.job.too_many", {{"seconds", 60}});
    auto id = to_hex(random_bytes(16));
    Job job{owner, clock_.now(), {}, std::move(work)};
    job.view.name = std::move(name);
    jobs_.emplace(id, std::move(job));
    waiting_.push_back(id);
    wake_.notify_one();
    return id;
}

std::optional<JobView> JobQueue::find(AccountId owner, const std::string& id) {
    const std::lock_guard lock{mutex_};
    const auto found = jobs_.find(id);
    if (found == jobs_.end() || found->second.owner != owner) return {};
    return found->second.view;
}

std::filesystem::path JobQueue::fresh_file() { return folder_ / (to_hex(random_bytes(16)) + suffix_); }

/// Jobs that are done are forgotten after an hour, the oldest earlier when there are many. Holds the mutex.
void JobQueue::forget_old() {
    const auto ended = [](const Job& job) {
        return job.view.status == JobView::Status::Done || job.view.status == JobView::Status::Failed;
    };
    const auto forget = [&](auto job) {
        std::error_code ignored;
        if (!job->second.view.file.empty()) std::filesystem::remove(job->second.view.file, ignored);
        return jobs_.erase(job);
    };
    for (auto job = jobs_.begin(); job != jobs_.end();)
        job = ended(job->second) && clock_.now() - job->second.asked_at > kept_for ? forget(job) : std::next(job);
    while (jobs_.size() >= most_kept) {
        auto oldest = jobs_.end();
        for (auto job = jobs_.begin(); job != jobs_.end(); ++job)
            if (ended(job->second) && (oldest == jobs_.end() || job->second.asked_at < oldest->second.asked_at))
                oldest = job;
        if (oldest == jobs_.end()) return;
        forget(oldest);
    }
}

void JobQueue::work_on() {
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const auto id = waiting_.front();
        waiting_.pop_front();
        jobs_.at(id).view.status = JobView::Status::Running;
        const auto work = std::move(jobs_.at(id).work);
        lock.unlock();
        const auto file = fresh_file();
        const auto result = run(work, file);
        lock.lock();
        finish(id, result, file);
    }
}

void JobQueue::finish(const std::string& id, const Result<void>& result, const std::filesystem::path& file) {
    auto& view = jobs_.at(id).view;  // a running job is never forgotten
    if (result) {
        view.status = JobView::Status::Done;
        view.progress = 100;
        view.file = file;
        return;
    }
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    view.status = JobView::Status::Failed;
    view.why = result.error().message;
}

}  // namespace foerderlauf

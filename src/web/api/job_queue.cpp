#include "web/api/job_queue.hpp"

#include "base/sha256.hpp"
#include "web/api/job_record.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_waiting = 20, most_kept = 100;
constexpr auto kept_for = std::chrono::hours{1};
constexpr int most_tries = 3;

/// Ends the work of a queue that ends.
class QueueEnds : public std::exception {};

Result<Record> run(const JobQueue::Work& work, const JobOrder& order, const fs::path& file,
                   const JobQueue::Progress& progress) {
    try {
        return work(order, file, progress);
    } catch (const QueueEnds&) { return refuse("api.job.broken_off"); } catch (const std::exception&) {
        return refuse("api.job.fault");
    }
}

fs::path prepared(fs::path folder) {
    if (folder.empty()) folder = fs::temp_directory_path() / ("foerderlauf-jobs-" + to_hex(random_bytes(8)));
    fs::create_directories(folder);
    fs::permissions(folder, fs::perms::owner_all);
    return folder;
}

std::string content_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

bool has_ended(const JobView& view) {
    return view.status == JobView::Status::Done || view.status == JobView::Status::Failed;
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

JobQueue::JobQueue(const Clock& clock, std::string suffix, Work work, const fs::path& folder)
    : clock_{clock}, suffix_{std::move(suffix)}, work_{std::move(work)}, folder_{prepared(folder)},
      own_folder_{folder.empty()} {
    take_up();
    thread_ = std::thread{[this] { work_on(); }};
}

JobQueue::~JobQueue() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
    std::error_code ignored;
    if (own_folder_) fs::remove_all(folder_, ignored);
}

/// Jobs of the queue that had the folder before, in the order they were asked for; files that belong to none are removed.
void JobQueue::take_up() {
    for (const auto& entry : fs::directory_iterator{folder_}) {
        if (entry.path().extension() != ".json") continue;
        const auto id = entry.path().stem().string();
        auto kept = job_from(content_of(entry.path()));
        if (!kept) continue;
        const auto file = folder_ / (id + suffix_);
        if (kept->view.status == JobView::Status::Done && !fs::exists(file)) continue;
        if (kept->view.status == JobView::Status::Done) kept->view.file = file;
        if (!has_ended(kept->view) && kept->tries >= most_tries) {
            kept->view.status = JobView::Status::Failed;
            kept->view.why = {"api.job.fault", {}};
        }
        jobs_.emplace(id, Job{std::move(kept->view), kept->tries});
    }
    std::vector<fs::path> strays;
    for (const auto& entry : fs::directory_iterator{folder_}) {
        const auto job = jobs_.find(entry.path().stem().string());
        const bool result = entry.path().extension() == suffix_;
        if (job == jobs_.end() || (result && job->second.view.status != JobView::Status::Done))
            strays.push_back(entry.path());
    }
    for (const auto& stray : strays) fs::remove(stray);
    for (const auto& [id, job] : jobs_)
        if (!has_ended(job.view)) waiting_.push_back(id);
    std::ranges::sort(waiting_, {}, [this](const std::string& id) { return jobs_.at(id).view.asked_at; });
    forget_old();
}

Result<std::string> JobQueue::submit(JobOrder order) {
    const std::lock_guard lock{mutex_};
    forget_old();
    if (waiting_.size() >= most_waiting) return refuse(Refusal::Kind::TooMany, "api.job.too_many", {{"seconds", 60}});
    auto id = to_hex(random_bytes(16));
    Job job;
    job.view.order = std::move(order);
    job.view.asked_at = clock_.now();
    keep(id, job);
    jobs_.emplace(id, std::move(job));
    waiting_.push_back(id);
    wake_.notify_one();
    return id;
}

std::optional<JobView> JobQueue::find(AccountId owner, const std::string& id) {
    const std::lock_guard lock{mutex_};
    const auto found = jobs_.find(id);
    if (found == jobs_.end() || found->second.view.order.owner != owner) return {};
    return found->second.view;
}

std::vector<std::pair<std::string, JobView>> JobQueue::of(AccountId owner) {
    const std::lock_guard lock{mutex_};
    forget_old();
    std::vector<std::pair<std::string, JobView>> found;
    for (const auto& [id, job] : jobs_)
        if (job.view.order.owner == owner) found.emplace_back(id, job.view);
    std::ranges::sort(found, std::ranges::greater{}, [](const auto& entry) { return entry.second.asked_at; });
    return found;
}

fs::path JobQueue::fresh_file() { return folder_ / (to_hex(random_bytes(16)) + suffix_); }

/// Written beside and renamed, so that a power failure leaves the old text or the new one.
void JobQueue::keep(const std::string& id, const Job& job) const {
    const auto beside = folder_ / (id + ".new");
    {
        std::ofstream stream{beside, std::ios::binary};
        stream << job_text({job.view, job.tries});
        if (!stream.flush()) throw std::runtime_error{"the order of a job cannot be kept in " + folder_.string()};
    }
    fs::rename(beside, folder_ / (id + ".json"));
}

void JobQueue::remove_files(const std::string& id) const {
    std::error_code ignored;
    fs::remove(folder_ / (id + ".json"), ignored);
    fs::remove(folder_ / (id + suffix_), ignored);
}

/// Jobs that are done are forgotten after an hour, the oldest earlier when there are many. Holds the mutex.
void JobQueue::forget_old() {
    const auto forget = [&](auto job) {
        remove_files(job->first);
        return jobs_.erase(job);
    };
    for (auto job = jobs_.begin(); job != jobs_.end();) {
        const auto& view = job->second.view;
        job = has_ended(view) && clock_.now() - view.asked_at > kept_for ? forget(job) : std::next(job);
    }
    while (jobs_.size() >= most_kept) {
        auto oldest = jobs_.end();
        for (auto job = jobs_.begin(); job != jobs_.end(); ++job)
            if (has_ended(job->second.view) &&
                (oldest == jobs_.end() || job->second.view.asked_at < oldest->second.view.asked_at))
                oldest = job;
        if (oldest == jobs_.end()) return;
        forget(oldest);
    }
}

void JobQueue::note_progress(const std::string& id, std::int64_t done, std::int64_t all) {
    const std::lock_guard lock{mutex_};
    if (stopping_) throw QueueEnds{};
    constexpr std::int64_t whole = 100, not_yet_whole = 99;  // percent; the file itself is still to be closed
    auto& view = jobs_.at(id).view;
    if (all > 0) view.progress = static_cast<int>(std::clamp<std::int64_t>(done * whole / all, 0, not_yet_whole));
}

void JobQueue::work_on() {
    std::unique_lock lock{mutex_};
    for (;;) {
        wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const auto id = waiting_.front();
        waiting_.pop_front();
        auto& job = jobs_.at(id);  // a running job is never forgotten
        ++job.tries;
        keep(id, job);
        job.view.status = JobView::Status::Running;
        const auto order = job.view.order;
        lock.unlock();
        const auto file = folder_ / (id + suffix_);
        const auto result = run(work_, order, file,
                                [this, &id](std::int64_t done, std::int64_t all) { note_progress(id, done, all); });
        lock.lock();
        finish(id, result, file);
    }
}

void JobQueue::finish(const std::string& id, const Result<Record>& result, const fs::path& file) {
    auto& job = jobs_.at(id);
    if (result) {
        job.view.status = JobView::Status::Done;
        job.view.progress = 100;
        job.view.file = file;
        job.view.told = *result;
        return keep(id, job);
    }
    std::error_code ignored;
    fs::remove(file, ignored);
    if (result.error().message.key == "api.job.broken_off") {
        --job.tries;  // the queue ended, not the work
        job.view.status = JobView::Status::Waiting;
        return keep(id, job);
    }
    job.view.status = JobView::Status::Failed;
    job.view.why = result.error().message;
    keep(id, job);
}

}  // namespace foerderlauf

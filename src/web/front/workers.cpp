#include "web/front/workers.hpp"

#include <csignal>

namespace foerderlauf {

Workers::Workers(const Edge& edge, unsigned count, std::size_t queue_limit, std::function<void(std::list<Done>)> report)
    : edge_{edge}, queue_limit_{queue_limit}, report_{std::move(report)} {
    for (unsigned i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() { stop(); }

bool Workers::offer(Job& job) {
    {
        const std::lock_guard lock{mutex_};
        if (stopped_ || waiting_.size() >= queue_limit_) return false;
        waiting_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
}

void Workers::wind_down() {
    const std::lock_guard lock{mutex_};
    winding_down_ = true;
}

void Workers::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
        waiting_.clear();
    }
    arrived_.notify_all();
    for (auto& thread : threads_) thread.join();
    threads_.clear();
}

bool Workers::next(Job& job, bool& winding_down) {
    std::unique_lock lock{mutex_};
    arrived_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
    if (stopped_) return false;
    job = std::move(waiting_.front());
    waiting_.pop_front();
    winding_down = winding_down_;
    return true;
}

void Workers::work() {
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);

    Job job;
    bool winding_down = false;
    while (next(job, winding_down)) {
        Done& done = job.report.front();
        done.sending = Sending{edge_.answer(std::move(job.request), *job.peer, job.may_keep_alive && !winding_down)};
        done.progress = done.sending.push(job.socket);
        report_(std::move(job.report));
    }
}

}  // namespace foerderlauf

#pragma once

#include "web/front/edge.hpp"
#include "web/front/sending.hpp"

#include <condition_variable>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace foerderlauf {

/// A job's answer and how far it got.
struct Done {
    std::uint64_t connection = 0;
    Sending sending;
    Sending::Progress progress = Sending::Progress::Failed;
};

/// A whole request on its way to a worker. `socket` stays open until the job is reported done.
struct Job {
    int socket = -1;
    std::shared_ptr<const Poco::Net::IPAddress> peer;  ///< shared: moving an IPAddress copies it and may throw
    Arrived request;
    bool may_keep_alive = true;
    std::list<Done> report;  ///< one, made beforehand: reporting needs no memory and so cannot fail
};

/// A few threads that run handlers and send what the socket takes. They never wait for a client.
class Workers {
public:
    /// `report` is called from the workers for every job taken.
    Workers(const Edge& edge, unsigned count, std::size_t queue_limit, std::function<void(std::list<Done>)> report);
    ~Workers();

    /// Takes the job, or leaves it untouched and says false when the queue is full. Thread-safe, never blocks.
    [[nodiscard]] bool offer(Job& job);
    /// From now on every answer ends its connection. Thread-safe.
    void wind_down();
    /// Drops what waits, lets running handlers return and joins the threads. Safe to repeat.
    void stop();

private:
    void work();
    bool next(Job& job, bool& winding_down);

    const Edge& edge_;
    std::size_t queue_limit_;
    std::function<void(std::list<Done>)> report_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job> waiting_;
    bool winding_down_ = false;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace foerderlauf

#pragma once

#include "web/front/limits.hpp"
#include "web/front/workers.hpp"

#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace foerderlauf {

/// One client's connection, owned by the parking thread.
struct ParkedConnection {
    using Moment = std::chrono::steady_clock::time_point;
    enum class Stage {
        Reading,    ///< collects the next request
        Working,    ///< a worker has it; the parking thread keeps its hands off the socket
        Writing,    ///< the rest of an answer waits for the client
        Lingering,  ///< said its last, reads away what still comes: an early close would destroy the answer
    };
    /// What a reading connection waits for; decides deadline and counting.
    enum class Wait { Nothing, FirstHead, Head, Body, NextRequest };

    explicit ParkedConnection(const BodyCap& cap) : reader{cap} {}

    std::uint64_t id = 0;
    Descriptor socket;
    std::shared_ptr<const Poco::Net::IPAddress> peer;
    std::string counted_as;  ///< empty for trusted proxies
    RequestReader reader;
    Sending sending;
    Stage stage = Stage::Reading;
    Wait wait = Wait::Nothing;
    std::optional<Moment> deadline = {};
    std::list<std::uint64_t>::iterator idle_place = {};  ///< valid while wait == NextRequest
    unsigned requests = 0;
    std::size_t body_in_work = 0;
    std::size_t held = 0;  ///< this connection's share of the held bytes
    std::size_t lingered = 0;
    bool queued = false;  ///< stands in the list of those to be advanced
};

/// The parking place: one thread that accepts, collects requests until they are whole, hands them to the workers
/// and sends what clients are slow to read. Slow heads, slow bodies, slow readers and idle connections cost a
/// descriptor and some memory here, but never a worker. Lack of memory costs the connection that needed it, no more.
class Parking {
public:
    /// `listening` is a bound, listening, non-blocking socket. `capacity` = connections at the same time.
    Parking(int listening, std::size_t capacity, const FrontLimits& limits, const BodyCap& cap, const Edge& edge,
            FrontTally& tally);

    /// Serves until stop was asked for and every request in work is answered, or the bound is reached.
    void run(Workers& workers);
    void ask_to_stop();                          ///< thread-safe
    void done(std::list<Done> report) noexcept;  ///< a worker's report; thread-safe

private:
    using Moment = ParkedConnection::Moment;
    enum class Next { Again, Wait, Gone };

    void wake();
    void watch(int descriptor, std::uint64_t id, std::uint32_t events);
    int milliseconds_to_wait() const;
    void take_events(int count);
    bool is_over() const;
    void begin_stopping();
    void take_reports();
    void continue_ready();
    void enqueue(ParkedConnection& connection) noexcept;
    template <typename Step>
    void guarded(ParkedConnection& connection, Step step) noexcept;
    void end_overdue();

    void accept_waiting();
    bool make_room();
    void pause_accepting();
    void resume_accepting();
    void welcome(Descriptor socket, const Poco::Net::IPAddress& peer);

    void advance(ParkedConnection& connection);
    Next read(ParkedConnection& connection);
    Next hand_over(ParkedConnection& connection);
    Next say(ParkedConnection& connection, Outgoing answer);
    Next refuse(ParkedConnection& connection, Outgoing answer);
    Next write(ParkedConnection& connection);
    Next after_push(ParkedConnection& connection, Sending::Progress progress);
    Next finish_answer(ParkedConnection& connection);
    Next linger(ParkedConnection& connection);
    Next close(ParkedConnection& connection) noexcept;

    Next wait_for_more(ParkedConnection& connection);
    bool set_wait(ParkedConnection& connection, ParkedConnection::Wait wait);  ///< false: too many unfinished heads
    void set_deadline(ParkedConnection& connection, std::optional<Moment> deadline);
    Moment transfer_deadline(std::uint64_t bytes) const;
    void account(ParkedConnection& connection);

    int listening_;
    std::size_t capacity_;
    const FrontLimits& limits_;
    const BodyCap& cap_;
    const Edge& edge_;
    FrontTally& tally_;
    Workers* workers_ = nullptr;
    Descriptor epoll_;
    Descriptor alarm_;  ///< eventfd: a report or the wish to stop

    std::unordered_map<std::uint64_t, std::unique_ptr<ParkedConnection>> connections_;
    std::unordered_map<std::string, unsigned> unfinished_;  ///< heads by address
    std::set<std::pair<Moment, std::uint64_t>> deadlines_;
    std::list<std::uint64_t> idle_;     ///< longest idle first
    std::vector<std::uint64_t> ready_;  ///< to be advanced; both always have room for all
    std::vector<std::uint64_t> turn_;
    std::vector<char> buffer_;
    std::uint64_t next_id_;
    std::size_t held_ = 0;
    bool accept_ready_ = false;
    std::optional<Moment> accept_again_;
    bool stopping_ = false;
    Moment stop_by_;

    std::atomic<bool> stop_asked_{false};
    std::mutex reports_mutex_;
    std::list<Done> reports_;
};

}  // namespace foerderlauf

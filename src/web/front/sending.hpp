#pragma once

#include "web/front/edge.hpp"

namespace foerderlauf {

/// An answer on its way through a non-blocking socket. A worker sends what the kernel takes at once; the parking
/// thread sends the rest whenever the client has read some, so a slow reader never holds a worker.
class Sending {
public:
    enum class Progress {
        Finished,
        Blocked,      ///< the socket is full: an edge of EPOLLOUT will come
        Interrupted,  ///< much was sent, others' turn; call push() again, no edge will come
        Failed,       ///< the client is gone or the file became shorter
    };

    Sending() = default;
    explicit Sending(Outgoing answer) : answer_{std::move(answer)} {}

    /// Never blocks on the network. SIGPIPE must be blocked in the calling thread (sendfile knows no MSG_NOSIGNAL).
    Progress push(int socket);
    int status() const { return answer_.status; }
    bool keep_alive() const { return answer_.keep_alive; }
    std::uint64_t left() const;  ///< bytes still to be sent

private:
    Progress push_text(int socket);
    Progress push_file(int socket);
    Outgoing answer_;
    std::uint64_t text_sent_ = 0;
    std::uint64_t file_sent_ = 0;
};

}  // namespace foerderlauf

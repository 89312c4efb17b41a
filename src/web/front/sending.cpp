#include "web/front/sending.hpp"

#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace foerderlauf {

namespace {

/// What one call sends at most of a file: a fast client with a big file must not keep the thread to itself.
constexpr std::uint64_t one_turn = 4U << 20U;

bool is_full(int error) { return error == EAGAIN || error == EWOULDBLOCK; }

}  // namespace

std::uint64_t Sending::left() const {
    return answer_.head.size() + answer_.body.size() - text_sent_ + answer_.file_size - file_sent_;
}

Sending::Progress Sending::push(int socket) {
    const auto progress = push_text(socket);
    return progress == Progress::Finished ? push_file(socket) : progress;
}

Sending::Progress Sending::push_text(int socket) {
    const std::uint64_t head = answer_.head.size();
    const std::uint64_t total = head + answer_.body.size();
    while (text_sent_ < total) {
        const auto head_from = std::min(text_sent_, head);
        const auto body_from = text_sent_ - head_from;
        std::array<iovec, 2> pieces = {{{answer_.head.data() + head_from, head - head_from},
                                        {answer_.body.data() + body_from, answer_.body.size() - body_from}}};
        msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = pieces.size();
        const int more = answer_.file_size > 0 ? MSG_MORE : 0;  // head and begin of the file in one packet
        const auto count = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT | more);
        if (count >= 0) text_sent_ += static_cast<std::uint64_t>(count);
        else if (is_full(errno)) return Progress::Blocked;
        else if (errno != EINTR) return Progress::Failed;
    }
    return Progress::Finished;
}

Sending::Progress Sending::push_file(int socket) {
    std::uint64_t turn = 0;
    while (file_sent_ < answer_.file_size) {
        if (turn >= one_turn) return Progress::Interrupted;
        auto offset = static_cast<off_t>(file_sent_);
        const auto wanted = std::min(answer_.file_size - file_sent_, one_turn);
        const auto count = ::sendfile(socket, answer_.file.number(), &offset, wanted);
        if (count > 0) {
            file_sent_ += static_cast<std::uint64_t>(count);
            turn += static_cast<std::uint64_t>(count);
        } else if (count == 0) {
            return Progress::Failed;
        } else if (is_full(errno)) {
            return Progress::Blocked;
        } else if (errno != EINTR) {
            return Progress::Failed;
        }
    }
    return Progress::Finished;
}

}  // namespace foerderlauf

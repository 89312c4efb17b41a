#pragma once

#include "domain/mail.hpp"
#include "store/outbox.hpp"
#include "store/store.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace foerderlauf {

using ComposeMail = std::function<std::optional<Mail>(const ClaimedMail&)>;
using SendMail = std::function<Delivery(const Mail&)>;

struct CourierRound {
    int sent = 0, refused = 0, postponed = 0, dropped = 0;
    bool operator==(const CourierRound&) const = default;
};

/// Works off what may be tried now, one after the other; ends at the first mail that has to wait, since the server may be away.
/// Each is claimed on disk before it is sent and recorded after: what was recorded is never sent again. Only a crash, or a
/// connection that breaks, between the server's taking it and the record sends it once more, under the same Message-ID.
/// What has to wait is tried again after a minute, then after longer and longer pauses, and given up after five days.
CourierRound deliver_outbox(Store& store, const Clock& clock, const ComposeMail& compose, const SendMail& send);

/// The pause after so many attempts; nothing when it is given up.
std::optional<std::chrono::minutes> pause_after(int attempts);

/// Does so at the start and twice a minute, on a thread of its own. What an earlier life had claimed waits again.
class Courier {
public:
    using Report = std::function<void(const std::string& sentence)>;
    Courier(Store& store, const Clock& clock, ComposeMail compose, SendMail send, Report report);
    ~Courier();  ///< after the mail in work
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

private:
    void run();
    Store& store_;
    const Clock& clock_;
    ComposeMail compose_;
    SendMail send_;
    Report report_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;  ///< guarded by mutex_
    std::thread thread_;
};

}  // namespace foerderlauf

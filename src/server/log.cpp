#include "server/log.hpp"

#include "base/clock.hpp"

namespace foerderlauf {

void Log::line(const std::string& sentence) {
    const auto now = to_rfc3339(SystemClock{}.now());
    const std::lock_guard lock{mutex_};
    out_ << now << ' ' << sentence << '\n' << std::flush;
}

}  // namespace foerderlauf

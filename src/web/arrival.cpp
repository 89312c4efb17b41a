#include "web/site.hpp"

namespace foerderlauf {

Instant arrival_of(const Request& request, const Clock& clock) {
    const Instant now = clock.now();
    if (request.arrived == std::chrono::steady_clock::time_point{}) return now;
    const auto waited = std::chrono::steady_clock::now() - request.arrived;
    return now - std::chrono::duration_cast<std::chrono::microseconds>(waited);
}

}  // namespace foerderlauf

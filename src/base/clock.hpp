#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

namespace foerderlauf {

/// A civil day without a time or a zone, as legal periods count them.
using Date = std::chrono::year_month_day;

/// A moment in UTC with the microseconds the history stores.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Where the time comes from. Nothing below the server reads the machine's clock: a ten-year case runs in milliseconds.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    virtual Instant now() const = 0;  ///< UTC; thread-safe
    Date today() const;               ///< the civil day in Europe/Berlin
};

class SystemClock : public Clock {
public:
    Instant now() const override;
};

/// Starts at a given moment and runs on from there (`--today`), or stands still until it is set (tests).
class SimulatedClock : public Clock {
public:
    enum class Pace { Running, Standing };
    SimulatedClock(Instant start, Pace pace);
    Instant now() const override;
    void set(Instant now);  ///< thread-safe

private:
    Instant machine_now() const;
    Pace pace_;
    std::atomic<std::int64_t> offset_or_now_;
};

/// The civil day in Europe/Berlin at that moment, and the moment of a civil time there.
Date berlin_day(Instant moment);
Instant berlin_time(Date day, std::chrono::minutes after_midnight);
/// Hours and minutes after midnight in Berlin.
std::chrono::minutes berlin_minutes(Instant moment);

/// RFC 3339 in UTC with exactly six decimals: `2026-11-21T20:55:14.000000Z`, and back (nullptr-like `false` when not well-formed).
std::string to_rfc3339(Instant moment);
bool from_rfc3339(std::string_view text, Instant& moment);

}  // namespace foerderlauf

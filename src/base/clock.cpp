#include "base/clock.hpp"

#include <date/tz.h>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;

const date::time_zone& berlin() {
    static const auto* zone = date::locate_zone("Europe/Berlin");
    return *zone;
}

date::local_time<microseconds> local(Instant moment) {
    return berlin().to_local(date::sys_time<microseconds>{moment.time_since_epoch()});
}

bool digits(std::string_view text, std::size_t from, std::size_t count, int& number) {
    number = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
        number = number * 10 + (text[i] - '0');
    }
    return true;
}

}  // namespace

Date Clock::today() const { return berlin_day(now()); }

Instant SystemClock::now() const {
    return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
}

SimulatedClock::SimulatedClock(Instant start, Pace pace) : pace_{pace}, offset_or_now_{0} { set(start); }

Instant SimulatedClock::machine_now() const { return SystemClock{}.now(); }

Instant SimulatedClock::now() const {
    const Instant stored{microseconds{offset_or_now_.load()}};
    return pace_ == Pace::Standing ? stored : machine_now() + stored.time_since_epoch();
}

void SimulatedClock::set(Instant now) {
    const auto value = pace_ == Pace::Standing ? now.time_since_epoch() : now - machine_now();
    offset_or_now_.store(value.count());
}

Date berlin_day(Instant moment) {
    const auto day = date::floor<date::days>(local(moment));
    return Date{sys_days{std::chrono::days{day.time_since_epoch().count()}}};
}

std::chrono::minutes berlin_minutes(Instant moment) {
    const auto here = local(moment);
    return std::chrono::duration_cast<std::chrono::minutes>(here - date::floor<date::days>(here));
}

Instant berlin_time(Date day, std::chrono::minutes after_midnight) {
    const date::local_time<microseconds> here{sys_days{day}.time_since_epoch() + after_midnight};
    const auto utc = berlin().to_sys(here, date::choose::earliest);
    return Instant{utc.time_since_epoch()};
}

std::string to_rfc3339(Instant moment) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const Date date{day};
    const auto micros = (moment - day).count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), micros / 3'600'000'000,
                       micros / 60'000'000 % 60, micros / 1'000'000 % 60, micros % 1'000'000);
}

bool from_rfc3339(std::string_view text, Instant& moment) {
    if (text.size() != 27 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' ||
        text[16] != ':' || text[19] != '.' || text[26] != 'Z')
        return false;
    int year{}, month{}, day{}, hour{}, minute{}, second{}, micro{};
    if (!digits(text, 0, 4, year) || !digits(text, 5, 2, month) || !digits(text, 8, 2, day) ||
        !digits(text, 11, 2, hour) || !digits(text, 14, 2, minute) || !digits(text, 17, 2, second) ||
        !digits(text, 20, 6, micro))
        return false;
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok() || hour > 23 || minute > 59 || second > 59) return false;
    moment = sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
             microseconds{micro};
    return true;
}

}  // namespace foerderlauf

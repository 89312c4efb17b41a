#pragma once

#include <mutex>
#include <ostream>
#include <string>

namespace foerderlauf {

/// Lines for the operator, each with its time; thread-safe. What they say was checked by who says it: no request header
/// and no text of a user ever gets here unread.
class Log {
public:
    explicit Log(std::ostream& out) : out_{out} {}
    void line(const std::string& sentence);

private:
    std::mutex mutex_;
    std::ostream& out_;
};

}  // namespace foerderlauf

#pragma once

#include "base/clock.hpp"

#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

/// Days from the first submission to the decision of a programme's cases that were decided up to that day: the newest, at most
/// `most`, newest decision first.
std::vector<int> days_to_decision(Poco::Data::Session& session, const std::string& programme, Date until, int most);

}  // namespace foerderlauf

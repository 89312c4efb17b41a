#pragma once

#include "domain/event.hpp"

#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

/// The cases of a programme whose main machine stands in one of these states, by id. Inside a job it sees the job's own appends.
std::vector<CaseId> cases_in_states(Poco::Data::Session& session, const std::string& programme,
                                    const std::vector<std::string>& states);

/// The cases of a programme that the body's people may read: its own, those of a body it succeeded, and those it is a partner
/// in; by id. Inside a job it sees the job's own appends.
std::vector<CaseId> cases_of_programme_read_by(Poco::Data::Session& session, const std::string& programme,
                                               const std::string& body);

}  // namespace foerderlauf

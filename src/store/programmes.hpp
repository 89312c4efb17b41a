#pragma once

#include "base/clock.hpp"

#include <map>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// The programmes as they were published: their files, never changed, named by the hash of their content.
namespace foerderlauf {

struct ProgrammeVersion {
    std::string programme;
    std::string version;  ///< `sha256:…`
    std::string title;
    std::map<std::string, std::string> files;  ///< path → content
    Instant published_at{};                    ///< for the first time
};

/// Keeps a version; one that is kept already stays as it is. Inside a job.
void add_programme_version(Poco::Data::Session& session, const ProgrammeVersion& version);
/// Every version, in the order they were first published.
std::vector<ProgrammeVersion> programme_versions(Poco::Data::Session& session);

}  // namespace foerderlauf

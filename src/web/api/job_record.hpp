#pragma once

#include "web/api/job_queue.hpp"

#include <optional>
#include <string>

namespace foerderlauf {

/// A job as its file keeps it.
struct KeptJob {
    JobView view;
    int tries = 0;
};

/// The text of `ID.json`, and back; nothing for a text that is none.
std::string job_text(const KeptJob& job);
std::optional<KeptJob> job_from(const std::string& text);

}  // namespace foerderlauf

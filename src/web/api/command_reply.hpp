#pragma once

#include "web/api/call.hpp"
#include "web/api/case_json.hpp"

#include <functional>
#include <map>

namespace foerderlauf {

/// Makes the answer to a command out of the case after it; pure, it may run inside the writer's job.
using Telling = std::function<Remembered(const CaseView&, const Texts&)>;

/// The case itself. A 201 names its address.
Telling tell_case(int status);

/// Submits a command and answers it: the first answer again for a repeated key, else the case as this command left it, with
/// its ETag. `wrong` is what could not be read in the body; the wish must then be one that the engine refuses.
Result<Reply> command_reply(const Call& call, const std::map<std::string, Message>& wrong, const Telling& tell,
                            const std::function<Result<Outcome>(const Answering&)>& submit);

/// `"17"`
std::string etag_of(const CaseFile& file);
std::string case_path(CaseId id);

}  // namespace foerderlauf

#pragma once

#include "casework/disclosure.hpp"
#include "web/api/call.hpp"

namespace foerderlauf {

/// Events of a case as the API shows them: `{seq, at, actor: {account, name}, duty, in_place_of, machine, step, from, to, reason, facts,
/// hash, prev_hash}` and the number of the machine. Facts as they are stored, with their texts; null where a text was erased.
/// Facts and reason stand there as far as they are disclosed to the reader.
List printed_events(const std::vector<Event>& events, const CaseFile& file,
                    const std::function<Disclosure(const Event&)>& disclosure,
                    const std::function<std::string(AccountId)>& name_of);

/// The same for the reader of a call, after a sequence number; not beyond the day of a reading as of a past day.
List history_items(const Call& call, const CaseReading& reading, std::int64_t after_seq);

}  // namespace foerderlauf

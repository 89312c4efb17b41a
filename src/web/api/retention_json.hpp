#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// `retention` of a case: `{ended_on, until, years, source, unverified, offered_on, answered_on, answer, archive_reference,
/// disposal_proposed, erasure_proposed, disposed_on}`; null where something has not happened.
Record retention_record(const Definition& definition, const CaseFile& file, const RetentionRules& rules);

/// Adds `retention` and `retention_until` to the JSON of a case.
void add_retention(Record& record, const Definition& definition, const CaseFile& file, const RetentionRules& rules);

}  // namespace foerderlauf

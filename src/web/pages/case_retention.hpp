#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// What the status band says once a case has ended: kept until, offered, answered, deleted. Nothing while it is open.
void add_retention_facts(const Visit& visit, const CaseReading& reading, View::Views& facts);

/// The panel of the authority: the next step on the way out of the house for whom it is, and the erasure of single texts.
View retention_view(const Visit& visit, const CaseReading& reading);

/// POST /cases/{id}/retention/{step}
Reply take_retention_step(const Visit& visit);

}  // namespace foerderlauf

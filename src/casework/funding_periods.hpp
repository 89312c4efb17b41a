#pragma once

#include "store/store.hpp"
#include "workflow/account.hpp"
#include "workflow/programmes.hpp"

namespace foerderlauf {

/// Lays a period over the published practice of a funding object: an event of the installation's own record (who, reason,
/// source), known to every decision from then on. Running cases keep their version; what a decision used stands in its event.
///
/// Refusals in this order: NotAllowed for whoever is not `admin` (an auditor is not), NotFound for an unknown programme, BadInput with
/// the field (`object`, else as may_add of practice.hpp). Thread-safe; two wishes at once are judged one after the other.
Result<void> add_funding_period(Store& store, Programmes& programmes, const Account& by, const AddedPeriod& wish,
                                Instant now);

/// The period an event of the installation's own record added; nothing for other events.
std::optional<AddedPeriod> funding_period_of(const Event& event);

}  // namespace foerderlauf

#pragma once

#include "base/result.hpp"
#include "workflow/definition.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// A period that the administration laid over the published practice of a funding object: data of this installation, kept in
/// its own record. `from` is always there. It speaks to whether the object is open, to nothing else.
struct AddedPeriod : Validity {
    std::string programme, object;
    bool opens = true;  ///< false: closed in that time
    std::string reason;
    bool operator==(const AddedPeriod&) const = default;
};

/// What a day is for an object, and the period that says so.
struct Practice {
    bool open = false;
    Validity period;     ///< the open period, or the added closing; empty where no period contains the day
    bool added = false;  ///< by the administration of this installation
};

/// The practice of a day: of the added periods that contain it the newest counts, else the programme's own.
Practice practice_on(const FundingObject& object, const std::vector<AddedPeriod>& added, Date day);

/// Every stretch of days on which the object is open or was closed by an added period, for display: those of the
/// programme in the order of the file, then the added ones in the order they came.
std::vector<Practice> periods_of(const FundingObject& object, const std::vector<AddedPeriod>& added);

/// Whether a period may be added. BadInput with the field: end before begin (`to`); an opening that shares a day with an
/// open period, a closing that shares one with an added closing (`from`); a closing that begins before tomorrow (`from`):
/// who applied in time must not be overtaken by it. Blank source or reason (`source`, `reason`).
Result<void> may_add(const FundingObject& object, const std::vector<AddedPeriod>& added, const AddedPeriod& wish,
                     Date today);

/// The period as facts of an event.
Record record_of(const Practice& practice);

}  // namespace foerderlauf

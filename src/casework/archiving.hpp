#pragma once

#include "store/store.hpp"
#include "workflow/programmes.hpp"
#include "workflow/retention.hpp"

#include <vector>

namespace foerderlauf {

/// Where an ended case whose records need no longer be kept stands on its way to the archive (workflow/retention.hpp).
enum class ArchivingStage {
    Due,       ///< kept long enough: may be offered (Anbietung)
    Offered,   ///< the archive has not answered yet
    Answered,  ///< may be proposed for deletion (Aussonderung)
    Proposed,  ///< waits for a second person
};

struct ArchivingCase {
    CaseRow row;
    Date ended_on, until;  ///< last day of the retention period
    ArchivingStage stage = ArchivingStage::Due;
    std::string answer, archive_reference;  ///< of the archive: taken_over | no_lasting_value
};

/// The cases this reader sees whose retention period is over and that were not deleted yet, the longest kept first.
/// Reads every closed case that ended at least the shortest period ago.
std::vector<ArchivingCase> cases_to_archive(Snapshot& snapshot, const Programmes& programmes,
                                            const RetentionRules& rules, const Visibility& visibility, Date today);

}  // namespace foerderlauf

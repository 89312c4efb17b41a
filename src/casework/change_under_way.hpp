#pragma once

#include "casework/dispatcher.hpp"

namespace foerderlauf {

/// One change under way, inside the writer's job: what the dispatcher's own files decide on.
struct Dispatcher::Change {
    Transaction& transaction;
    const Envelope& envelope;
    const CaseFile& file;
    std::shared_ptr<const Definition> definition;
    const Situation& situation;
    const Actor& actor;
    MachineId machine = 1;  ///< a refused attempt is noted there
};

}  // namespace foerderlauf

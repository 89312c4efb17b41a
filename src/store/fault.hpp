#pragma once

#include <stdexcept>

namespace foerderlauf {

/// Something went wrong that no user can put right: the disk, the database, or a state of the store that cannot be.
/// Caught at the HTTP edge and in the writer's loop; the text is for the log.
class StoreFault : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace foerderlauf

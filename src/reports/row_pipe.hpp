#pragma once

#include "reports/query.hpp"

namespace foerderlauf {

/// Runs `reading` on a thread of its own and hands the rows it emits to `take` on the calling thread, in the order they were
/// emitted over all queries: reading the history and writing cells go on beside each other. No more than some thousand rows wait.
/// The reading alone uses the snapshot until this returns. Its progress is told on the calling thread. What either of the two
/// throws ends both and reaches the caller.
///
/// `names` are the queries' names; `take` gets the place of the query among them.
void read_beside(const Asking& asking, const std::vector<std::string>& names,
                 const std::function<void(const Asking&, const Emits&)>& reading,
                 const std::function<void(std::size_t query, Cells&&)>& take);

}  // namespace foerderlauf

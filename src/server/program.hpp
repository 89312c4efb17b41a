#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace foerderlauf {

/// The whole program (contract § 2). Exit status: 0 done, 1 findings or refusal, 2 wrong usage, 3 fault.
/// Diagnostics go to `err`, results to `out`.
int run_program(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace foerderlauf

#pragma once

#include "workflow/checks/check.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// The checks a workflow file may name. Adding one: a function in a file of this folder, a line in catalogue.cpp, a test.
Check find_check(std::string_view name);  ///< null when unknown
const std::vector<std::string>& check_names();

}  // namespace foerderlauf

#pragma once

#include "domain/load.hpp"
#include "domain/recipient.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// True when the first line is the header of a list of successors: it has a column `successor_ags`.
bool looks_like_successors_csv(std::string_view bytes);

/// Reads the list of successors: CSV in UTF-8 with the columns `ags, valid_to, successor_ags` in any order; `valid_to` is the
/// last day, `2026-12-31`. All of it or nothing: every mistake with its line (keys `successors_csv.…`, `recipients_csv.…`
/// for the spelling of CSV).
tl::expected<std::vector<BodyEnd>, std::vector<LoadError>> parse_successors_csv(std::string_view bytes,
                                                                                const std::string& file_name);

}  // namespace foerderlauf

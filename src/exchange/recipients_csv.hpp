#pragma once

#include "domain/load.hpp"
#include "exchange/recipient_register.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// Reads the recipients CSV: comma, UTF-8, header by name, columns `level, ags, ars, name, type, district_ags, district_name,
/// association_code, association_name, association_type, seat, population, area_ha, postal_code` in any order.
/// All of it or nothing: every mistake of the file comes back with its line (keys `recipients_csv.…`): columns, keys that are
/// not eight or twelve digits, that do not belong together, lie outside Thüringen or come twice, negative population, bytes
/// that are not UTF-8.
///
/// Source of what the repository ships (config/recipients.csv): GV100AD of the Statistisches Bundesamt (Destatis), as of
/// 31 August 2025; the population of a Landkreis is the sum of its municipalities.
tl::expected<RecipientsFile, std::vector<LoadError>> parse_recipients_csv(std::string_view bytes,
                                                                          const std::string& file_name);

}  // namespace foerderlauf

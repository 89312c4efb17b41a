#pragma once

#include "forms/yaml_reader.hpp"
#include "reports/description.hpp"

namespace foerderlauf {

/// Reads `checks:` and `charts:`; they name sheets and columns, so these must be read already.
void read_checks(const YamlNode& root, ReportDescription& report, YamlReader& reader);
void read_charts(const YamlNode& root, ReportDescription& report, YamlReader& reader);

/// Place of the sheet with this technical name; -1 when there is none.
int sheet_of(const ReportDescription& report, std::string_view name);

}  // namespace foerderlauf

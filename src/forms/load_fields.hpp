#pragma once

#include "forms/form.hpp"
#include "forms/yaml_reader.hpp"

namespace foerderlauf {

/// Fields from a map `{name: {kind, label, …}}` as it stands in a form file or inside a machine's `fields:`.
/// `owner` names the form or step; the reader keeps the errors. The Form's name is `owner`.
Form load_fields(const YamlNode& fields, const std::string& owner, YamlReader& reader, const OptionLists& lists);

}  // namespace foerderlauf

#pragma once

#include "forms/form.hpp"

namespace foerderlauf {

/// One value, not rows, as its field takes it. `raw` is not empty. The refusal's message is a key of texts.de.forms.yaml
/// (`field.…`) with `label` and what was given; its name is for the caller to put.
Result<Value> decode_value(const Field& field, const Value& raw, Spelling spelling);

/// The beginning of what was given, for a message: at most 100 characters, empty when it is not UTF-8.
FreeText shown(std::string_view given);

/// The text with line ends as `\n`; refuses what is not UTF-8, control characters, and more than the field's length.
Result<std::string> clean_text(const Field& field, std::string_view text);

/// The IBAN without blanks in capitals when its shape and its check digits are right (ISO 13616, ISO 7064 mod 97-10).
Result<std::string> parse_iban(std::string_view text);

}  // namespace foerderlauf

#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// One text field of a form that is no form of a case.
struct Input {
    std::string name;
    std::string value = {};
    std::string type = "text";         ///< of HTML
    std::string autocomplete = "off";  ///< WCAG 1.3.5
};

/// What the partial `input` prints: label `<keys>.<name>`, hint `<keys>.<name>_hint` where there is one, and what the refusal
/// says of this field.
View input_view(const Words& words, std::string_view keys, const Refusal* refusal, const Input& input);

/// What the refusal says of a field that is no text field; false for nothing.
View error_of_field(const Words& words, const Refusal* refusal, std::string_view name);

}  // namespace foerderlauf

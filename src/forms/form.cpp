#include "forms/form.hpp"

#include <algorithm>

namespace foerderlauf {

const Field* Form::find(std::string_view field) const {
    const auto found = std::ranges::find(fields, field, &Field::name);
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace foerderlauf

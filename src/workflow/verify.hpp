#pragma once

#include "workflow/definition.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// Why a definition must not be published: where, what (key of config/texts.de.loader.yaml), and a way that leads there as
/// a person would tell it: titles of states and steps, first to last. The story is empty where the place says enough.
struct Finding {
    Place place;
    Message message;
    std::vector<std::string> story = {};
};

/// Every finding in the order of the files; none means the definition may be used. Looked at are: names; unreachable states
/// and states without an end; waiting without a clock; deadlines that fire where nobody may take the step; steps nobody can
/// take; separation; grants without reservation and co-signature; money left over, reserved twice or committed unreserved;
/// decisions without letter, service and remedy, refusals without reasons.
std::vector<Finding> verify(const Definition& definition);

}  // namespace foerderlauf

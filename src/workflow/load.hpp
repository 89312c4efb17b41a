#pragma once

#include "workflow/bundle.hpp"
#include "workflow/definition.hpp"

#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// The definition a bundle describes, with its version, or every mistake of all its files at once: file, line, key of
/// config/texts.de.loader.yaml (or of the forms room) and the name that may have been meant.
/// What loads is well-formed; whether it makes sense (names, ways, money) is asked by `verify` (verify.hpp).
tl::expected<Definition, std::vector<LoadError>> load_definition(const Bundle& bundle);

/// The same with another catalogue of checks than the product's.
tl::expected<Definition, std::vector<LoadError>> load_definition(const Bundle& bundle,
                                                                 const std::vector<std::string>& known_checks);

/// What steps may do besides changing the state.
const std::vector<std::string>& effect_names();

}  // namespace foerderlauf

#include "workflow/checks/catalogue.hpp"
#include "workflow/load.hpp"

namespace foerderlauf {

tl::expected<Definition, std::vector<LoadError>> load_definition(const Bundle& bundle) {
    return load_definition(bundle, check_names());
}

}  // namespace foerderlauf

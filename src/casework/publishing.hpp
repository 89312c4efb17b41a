#pragma once

#include "store/store.hpp"
#include "workflow/bundle.hpp"
#include "workflow/programmes.hpp"
#include "workflow/verify.hpp"

#include <tl/expected.hpp>

namespace foerderlauf {

/// Why a bundle cannot be published: mistakes of its files, or findings of the verifier.
struct Unpublishable {
    std::vector<LoadError> errors;
    std::vector<Finding> findings;
};

struct Published {
    std::string programme, version;
    bool is_new = false;       ///< false: this very version was published before
    std::int64_t running = 0;  ///< open cases that stay pinned to their versions
};

/// Verifies a bundle and stores it as a new version of its programme, with an event of the installation's own record in
/// the same transaction; then it is the version new cases are pinned to. With `dry_run` nothing is stored.
tl::expected<Published, Unpublishable> publish(Store& store, Programmes& programmes, const Bundle& bundle, AccountId by,
                                               PersonId person, Instant at, bool dry_run);

/// Loads every published version from the store, oldest first, and the periods laid over them.
void load_published(Store& store, Programmes& programmes);

}  // namespace foerderlauf

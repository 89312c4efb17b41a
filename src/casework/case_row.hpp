#pragma once

#include "store/store.hpp"
#include "workflow/definition.hpp"
#include "workflow/programmes.hpp"

namespace foerderlauf {

/// The list row of a case file: what work lists, search and reports show without folding the case again. Pure.
CaseRow row_of(const Definition& definition, const CaseFile& file);

/// The projector a store needs: looks the definition up by the version the case is pinned to.
/// `programmes` must outlive it.
Projector projector_of(const Programmes& programmes);

}  // namespace foerderlauf

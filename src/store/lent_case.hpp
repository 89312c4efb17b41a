#pragma once

#include "workflow/case_file.hpp"

#include <atomic>
#include <memory>

namespace foerderlauf {

/// A case file that one thread changes and lends to others as it stands. Lending copies nothing; the next change copies the
/// file first only if somebody still holds what was lent, so that nobody sees it change. Everything here belongs to the one
/// thread; what was lent may be read and let go by any.
class LentCase {
public:
    explicit LentCase(CaseFile file) : held_{std::make_shared<Held>(std::move(file))} {}

    const CaseFile& file() const { return held_->file; }
    std::shared_ptr<const CaseFile> lend() const {
        held_->lent.fetch_add(1, std::memory_order_relaxed);
        // Released after its last reading, acquired before the next change: that a borrower is done can be relied upon.
        return {&held_->file, [held = held_](const CaseFile*) { held->lent.fetch_sub(1, std::memory_order_release); }};
    }
    /// The file to change. What `file` gave before may be gone.
    CaseFile& changing() {
        if (held_->lent.load(std::memory_order_acquire) != 0) held_ = std::make_shared<Held>(held_->file);
        return held_->file;
    }

private:
    struct Held {
        explicit Held(CaseFile kept) : file{std::move(kept)} {}
        CaseFile file;
        std::atomic<int> lent{0};
    };
    std::shared_ptr<Held> held_;
};

}  // namespace foerderlauf

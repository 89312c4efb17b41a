#pragma once

#include "reports/query.hpp"

#include <functional>
#include <memory>

namespace foerderlauf {

/// Rows put in order without holding them all: some thousand at a time are sorted and written to a nameless temporary file,
/// and at the end the files are merged. Equal rows keep the order they came in. Not thread-safe.
/// Throws std::runtime_error when a file cannot be written or read.
class OrderedRows {
public:
    using Before = std::function<bool(const Cells&, const Cells&)>;
    static constexpr std::size_t rows_in_memory = 8'192;

    /// `most_held` rows at a time.
    explicit OrderedRows(Before before, std::size_t most_held = rows_in_memory);
    ~OrderedRows();
    OrderedRows(OrderedRows&&) noexcept;

    void add(Cells&& row);
    /// Every row once, in order; then there are none.
    void drain(const std::function<void(const Cells&)>& visit);

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace foerderlauf

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf::bench {

/// Every cell of a workbook as its file says it: what a bare loop over libxlsxwriter has to write to give the same.
class RecordedCells {
public:
    explicit RecordedCells(const std::filesystem::path& workbook);

    /// The same cells by libxlsxwriter in constant memory, one after the other on this thread.
    void write_to(const std::filesystem::path& file) const;
    std::size_t count() const;

private:
    struct Sheet {
        std::string cells;  ///< one behind the other, as Cell and the texts that follow it
        std::size_t count = 0;
    };
    friend class SheetReader;
    std::vector<Sheet> sheets_;
    unsigned styles_ = 0;
};

}  // namespace foerderlauf::bench

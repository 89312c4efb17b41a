#pragma once

#include "workflow/programmes.hpp"
#include "domain/texts.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a workbook is asked for. The same options and the same history give the same content (but for the creation stamp).
struct ReportOptions {
    std::string programme;  ///< empty: all
    std::optional<int> year;
    std::optional<Date> as_of;  ///< state at the end of that day; absent: now
    Visibility visibility;      ///< what the one who asks may see
    std::string asked_by;       ///< name on the stamp
};

/// Told while a workbook is written: `done` of `all` parts of the work. May be empty. An exception of it ends the writing.
using WritingProgress = std::function<void(std::int64_t done, std::int64_t all)>;

/// What a workbook that was written says of itself.
struct ReportWritten {
    std::int64_t rows = 0;  ///< of all its sheets
    int checks = 0;         ///< its sums beside ledger and history; none where its description asks for none
    int differing = 0;      ///< of these, how many do not agree to the cent
};

struct ReportInfo {
    std::string name;  ///< `budget-overview`
    std::string title;
    std::string description;
    std::vector<std::string> options;  ///< which of programme, year, as_of it takes
};

/// The workbooks that reports/*.yaml describe. Immutable after loading, thread-safe.
class ReportCatalogue {
public:
    /// Throws BadFile with every error of every file.
    explicit ReportCatalogue(const std::filesystem::path& reports_folder);
    ~ReportCatalogue();
    ReportCatalogue(ReportCatalogue&&) noexcept;

    std::vector<ReportInfo> list() const;
    bool knows(const std::string& name) const;
    /// Writes the workbook to `file` (which must not exist). Refusal `report.unknown`, `report.no_such_year`, …
    Result<ReportWritten> write(const std::string& name, const ReportOptions& options, Store& store,
                                const Programmes& programmes, const Texts& texts, const Clock& clock,
                                const std::filesystem::path& file, const WritingProgress& progress = {}) const;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace foerderlauf

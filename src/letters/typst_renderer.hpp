#pragma once

#include "letters/helper_process.hpp"
#include "letters/renderer.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>

namespace foerderlauf {

/// Letters by Typst, as PDF/A-2a. Its compiler runs as a helper process (`src/letters/typst/press.mjs`). The process is started with the
/// first letter, kept, and started anew when it died or was too slow; a letter it dies of is tried twice.
class TypstRenderer : public LetterRenderer {
public:
    using Report = std::function<void(const std::string& line)>;  ///< what the operator is told; thread-safe
    struct Parts {
        std::filesystem::path script;    ///< press.mjs
        std::filesystem::path packages;  ///< node_modules with compiler and typeface
        std::string node = "node";
        std::chrono::milliseconds limit{
            5000};  ///< for one letter, the wait for others and the start of the process included
        HelperProcess::Limits limits = {};
    };
    TypstRenderer(Parts parts, Report report);
    ~TypstRenderer() override;

    Result<std::string> pdf(const LetterLook& look, const Record& letter) override;

    bool installed() const override;

    /// The process that works now, for tests that end it; nothing before the first letter.
    std::optional<pid_t> process() const;

private:
    std::optional<HelperProcess::Answer> ask(const std::string& request, HelperProcess::Until until);
    const Parts parts_;
    const Report report_;
    mutable std::timed_mutex mutex_;          ///< guards the two below; one letter at a time
    std::unique_ptr<HelperProcess> process_;  ///< none before the first letter and after it died
    std::filesystem::path workspace_;         ///< an empty folder: all a look could read from a disk
};

/// Where the parts lie below the product's root: in a source tree `src/letters/typst/` and `build/npm/letters/`, in an
/// installation `letters/`.
TypstRenderer::Parts typst_parts(const std::filesystem::path& root);

}  // namespace foerderlauf

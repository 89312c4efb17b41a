#pragma once

#include "letters/bounded_run.hpp"
#include "letters/renderer.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>

namespace foerderlauf {

/// Letters by LibreOffice, as PDF/A-2b and PDF/UA-1 in one file, for houses that must name both. Every programme gets the same
/// sheet (`src/letters/libreoffice/letter.fodt`): a look is Typst's and not read. One run of a second or more a letter, each
/// bounded in time, memory and files, without a network, with a profile and typefaces of its own.
class LibreOfficeRenderer : public LetterRenderer {
public:
    using Report = std::function<void(const std::string& line)>;  ///< what the operator is told; thread-safe
    struct Parts {
        std::filesystem::path form;       ///< letter.fodt
        std::filesystem::path typefaces;  ///< folder of Fira Sans; no other is found
        std::filesystem::path office = "/usr/bin/soffice";
        std::chrono::milliseconds limit{60'000};  ///< for one letter, the wait for others included
        Confinement bounds{.memory_bytes = 2ULL << 30, .file_bytes = 64ULL << 20, .open_files = 256};
    };
    LibreOfficeRenderer(Parts parts, Report report);
    ~LibreOfficeRenderer() override;

    /// Weaker than promised above: equal words are equal pages, but LibreOffice writes the typefaces in any order, stamps its moment
    /// into the colour profile, and so the identifier is another. The moment the file was made is replaced by the letter's day (`without_moment`).
    Result<std::string> pdf(const LetterLook& look, const Record& letter) override;

    bool installed() const override;

private:
    RunEnd convert(const std::string& document, std::chrono::steady_clock::time_point until);
    const Parts parts_;
    const Report report_;
    std::timed_mutex mutex_;           ///< guards the folder; one letter at a time
    std::filesystem::path workspace_;  ///< profile, document and PDF; none before the first letter
};

/// Where the parts lie below the product's root: in a source tree `src/letters/libreoffice/` and `build/npm/letters/`, in an
/// installation `letters/`.
LibreOfficeRenderer::Parts libreoffice_parts(const std::filesystem::path& root);

/// The PDF with a fixed day (`DD.MM.YYYY`; another text: 1 January 1970) where it said when it was made, in its information and
/// its metadata, and its identifier and sum drawn from the content. Nothing moves: what replaces is as long. Pure.
std::string without_moment(std::string pdf, const std::string& day);

}  // namespace foerderlauf

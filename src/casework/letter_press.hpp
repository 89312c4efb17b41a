#pragma once

#include "letters/compose.hpp"
#include "letters/letter_signer.hpp"
#include "letters/renderer.hpp"
#include "store/letter_pdfs.hpp"
#include "store/store.hpp"
#include "workflow/programmes.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace foerderlauf {

/// Gives letters as PDF. A frozen letter's is made once, from its frozen words alone and the look of the version its case is
/// pinned to, and kept: whoever asks later gets the same bytes. Never waits inside the writer's job. Thread-safe.
class LetterPress {
public:
    struct Makers {
        LetterRenderer& letters;
        LetterRenderer& papers;                ///< of other sheets, whose looks are Typst's
        const LetterSigner* signer = nullptr;  ///< of letters that are kept, never of drafts; none: they stay unsigned
    };
    /// `base_address`: where the pages are reached from outside (`https://foerderlauf.example`); empty: letters carry their
    /// code without an address.
    LetterPress(Store& store, const Programmes& programmes, Makers makers, const Clock& clock,
                std::string base_address);

    /// The PDF that is kept, or made, signed where a signer is set, and kept: its SHA-256 is that of the signed file. Refusals:
    /// those of the renderer and the signer, and nothing is kept then; `letter.no_look` for a programme without
    /// one; NotFound `letter.erased` where the words are gone.
    Result<LetterPdf> of(const Definition& definition, CaseId case_id, const FrozenLetter& letter);

    /// The document that would be frozen now, marked as a draft; it is not kept and has no code.
    Result<std::string> draft(const Definition& definition, const ComposedLetter& letter);

    /// Any other sheet on paper: not kept, without a code. Refusals: those of the renderer.
    Result<std::string> on_paper(const LetterLook& look, const Record& words) {
        return makers_.papers.pdf(look, words);
    }

    /// Makes what is missing among the events after `position`, at most `limit` letters, and moves it on; the number made.
    /// A letter that cannot be made is left for whoever asks for it, and for the next start.
    int make_missing(std::int64_t& position, int limit);

private:
    Result<std::string> made(const Definition& definition, const Record& sheet);

    Store& store_;
    const Programmes& programmes_;
    const Makers makers_;
    const Clock& clock_;
    const std::string base_address_;
};

/// Makes the PDFs of new letters, on a thread of its own and a few at a time, so that nobody waits for the first download.
class LetterMaker {
public:
    using Report = std::function<void(const std::string& line)>;  ///< for the operator; thread-safe
    LetterMaker(LetterPress& press, Report report);
    ~LetterMaker();  ///< after the letter in work
    LetterMaker(const LetterMaker&) = delete;
    LetterMaker& operator=(const LetterMaker&) = delete;

private:
    void run();

    LetterPress& press_;
    Report report_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;  ///< guarded by mutex_
    std::thread thread_;
};

}  // namespace foerderlauf

#pragma once

#include "base/result.hpp"

#include <map>
#include <string>

namespace foerderlauf {

/// How the letters of a programme look: file name → source. `letter.typ` is where it begins; it names the others.
using LetterLook = std::map<std::string, std::string>;

/// Makes the PDF of a letter from its words and its look: tagged, archivable (PDF/A-2), in German, typeface embedded.
///
/// Equal words and looks give equal bytes, whenever and wherever they are made: the only day in it is the letter's own.
/// What it can promise it promises for a hostile look too: no file but the look's own is read, no address is asked, and
/// the call ends within the limit the renderer was given. Thread-safe; letters are made one after the other.
class LetterRenderer {
public:
    LetterRenderer() = default;
    LetterRenderer(const LetterRenderer&) = delete;
    LetterRenderer& operator=(const LetterRenderer&) = delete;
    virtual ~LetterRenderer() = default;

    /// `letter`: the sheet as `record_of` makes it, with `draft`, `code`, `address`, `sha256` and `squares`.
    /// Refusals of the kind TooMany, since the words themselves stay readable: `letter.pdf_not_installed` where there is
    /// nothing to make it with, `letter.pdf_late` when the limit passed, `letter.pdf_failed` when the look or its maker
    /// gave up; why, in the maker's words, goes to the operator.
    virtual Result<std::string> pdf(const LetterLook& look, const Record& letter) = 0;

    virtual bool installed() const = 0;  ///< whether there is anything to make it with
};

}  // namespace foerderlauf

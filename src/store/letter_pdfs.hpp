#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// PDFs of frozen letters (table `letter_pdf`): kept once, never changed, erased with the letter.
namespace foerderlauf {

/// Which frozen letter: the event it was frozen with and its name.
struct LetterKey {
    CaseId case_id = 0;
    std::int64_t seq = 0;
    std::string name;
    bool operator==(const LetterKey&) const = default;
};

struct LetterPdf {
    std::string code;    ///< 16 signs, see letters/verification.hpp
    std::string sha256;  ///< of the bytes
    std::string bytes;   ///< empty once erased
};

/// The PDF that was kept; nothing before it was made.
std::optional<LetterPdf> letter_pdf(Poco::Data::Session& session, const LetterKey& key);

/// Keeps it, inside a job. Where one is kept already, that one stays; none is kept for a letter that was erased meanwhile.
void keep_letter_pdf(Poco::Data::Session& session, const LetterKey& key, const LetterPdf& pdf, Instant made_at);

/// Letters whose words stand and that have no PDF yet, the oldest first.
struct LettersToMake {
    std::vector<LetterKey> keys;
    std::int64_t position = 0;  ///< every event up to here was looked at
};
/// At most `limit` of them, among events after that position.
LettersToMake letters_without_pdf(Poco::Data::Session& session, std::int64_t after_position, int limit);

/// What the page of a code may say of the letter it is printed on: nothing of the case and nobody's name.
struct KnownLetter {
    LetterKey key;
    Instant frozen_at{};
    std::string sha256;  ///< of the words
};
std::optional<KnownLetter> letter_with_code(Poco::Data::Session& session, const std::string& code);

}  // namespace foerderlauf

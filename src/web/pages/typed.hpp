#pragma once

#include "web/pages/form_view.hpp"
#include "web/pages/visit.hpp"

// What is typed into the forms of a case is kept on the server while it is typed, so that neither a crash nor the end of a
// session loses a word. It is shown to nobody but the account that typed it.
namespace foerderlauf {

/// Words that were typed into a form on an earlier visit and not sent.
struct KeptWords {
    std::vector<std::pair<std::string, std::string>> fields;
    std::int64_t seen_seq =
        0;      ///< to send them with: old when others changed the case since, so that this is found out
    View note;  ///< for `_kept`
    std::string value(std::string_view name) const;  ///< the first field of that name, or empty
};

/// The words kept for the form that is sent to `page`; nothing on a past day.
std::optional<KeptWords> kept_words(const Visit& visit, const CaseReading& reading, const std::string& page);
/// The same for fields that hold `present`; nothing when they would change nothing.
std::optional<KeptWords> kept_words(const Visit& visit, const CaseReading& reading, const std::string& page,
                                    const std::vector<Field>& fields, const Record& present);

/// The visitor's form was accepted: what was kept for it goes, but for words of a window opened later.
void forget_typed(const Visit& visit, const std::string& page);

/// POST /typed (`csrf`, `typed_page`, `opened`, `seen_seq` and the form's fields), sent by script: keeps the words and answers
/// with a sentence. 401 without session, 403 without token, 400 for no form of a case, 404 for a case that is not the
/// reader's, 409 when a window opened later keeps them, 413 for more than 256 KB, 503 when the server is overloaded.
Reply keep_typed(const PageHouse& house, const Request& request);
/// POST /typed/discard (`typed_page`): back to the form, empty of them.
Reply discard_typed(const Visit& visit);

}  // namespace foerderlauf

#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace Poco::Data {
class Session;
}

// Words that were typed into a form of a case and not sent yet; only the account that typed them is given them.
namespace foerderlauf {

/// How long nobody comes back until they are deleted.
inline constexpr auto typed_texts_are_kept = std::chrono::days{30};
/// Forms of one account with words not sent; beyond it the oldest go.
inline constexpr int most_typed_texts = 200;

struct TypedText {
    std::string page;  ///< path the form is sent to
    CaseId case_id = 0;
    Instant opened{};  ///< when the page was made
    std::int64_t seen_seq = 0;
    std::vector<std::pair<std::string, std::string>> fields;
    Instant at{};
};

/// Inside a job. False: a page that was opened later keeps its words, these are not kept.
bool keep_typed_text(Poco::Data::Session& session, AccountId account, const TypedText& typed);
/// Words typed since `not_before`; a row older than that counts as gone.
std::optional<TypedText> find_typed_text(Poco::Data::Session& session, AccountId account, const std::string& page,
                                         Instant not_before);
/// The form was accepted, or the words are not wanted: those of pages opened up to that moment are deleted.
void delete_typed_text(Poco::Data::Session& session, AccountId account, const std::string& page, Instant opened);
void delete_old_typed_texts(Poco::Data::Session& session, Instant now);

}  // namespace foerderlauf

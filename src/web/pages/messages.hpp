#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// What stands in the form and why it was not sent; empty on the first look.
struct MessageDraft {
    std::string text;
    std::string error;
};

/// The newest messages of a case, newest first, for `_messages`: with the form where the reader may write, else with the reason.
/// `most` negative: all of them.
View messages_view(const Visit& visit, const CaseReading& reading, int most, const MessageDraft& draft = {});

/// Whoever looks at the messages of a case has read them; of a past day nothing is noted.
void note_seen_messages(const Visit& visit, const CaseReading& reading);

/// Cases of the work list in which a message of the municipality waits to be read; false where none does.
View unread_messages_view(const Visit& visit);

Reply show_messages(const Visit& visit);  ///< GET /cases/{id}/messages: all of them
Reply send_message(
    const Visit& visit);  ///< POST of the same (`text`): back to the case, or the page again with what was typed

}  // namespace foerderlauf

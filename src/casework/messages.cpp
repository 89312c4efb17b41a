#include "workflow/messages.hpp"

#include "casework/change_under_way.hpp"

namespace foerderlauf {

Result<Outcome> Dispatcher::write_message(const Envelope& envelope, const MessageWish& wish, const MessageTelling& also,
                                          const Answering& answering) {
    const auto deciding = [&](const Change& now) {
        auto events = foerderlauf::write_message(*now.definition, now.file, now.situation, now.actor, wish.text,
                                                 envelope.seen_seq);
        if (!events) events.error().message.values["step"] = "write_message";
        return events;
    };
    return change(envelope, wish.case_id, answering, deciding, 1, also);
}

}  // namespace foerderlauf

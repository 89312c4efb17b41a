#pragma once

#include "casework/reminder_mail.hpp"

namespace foerderlauf {

/// Puts a mail for everybody of the body the newest message is addressed to (`is_addressed`) into the outbox, in the job that
/// wrote it; the authority finds its messages in the work list and gets no mail.
MessageTelling messages_by_mail(FindAddressees addressees, const Programmes& programmes, const Clock& clock);

/// The mail for a row of the outbox that tells of a message: that there is one and where, nothing of its text. Nothing for a row
/// that tells of something else, and when it was read meanwhile or the account is no longer meant: that row is dropped.
std::optional<Mail> compose_message_mail(Snapshot& snapshot, const Programmes& programmes, const Texts& texts,
                                         const ReminderLetterhead& letterhead, const ClaimedMail& row,
                                         const Addressee& to);

}  // namespace foerderlauf

#pragma once

#include "casework/courier.hpp"
#include "casework/message_mail.hpp"
#include "server/house.hpp"

namespace foerderlauf {

/// How this house reminds: its days ahead, and mails for accounts with an address. The house must live longer.
ReminderRules reminder_rules(House& house);
/// Makes the mail of a row in the outbox as things stand now.
ComposeMail mail_composer(House& house);
/// Mails of messages of the authority, for accounts with an address.
MessageTelling message_telling(House& house);
SendMail smtp_sender(SmtpSettings settings);

}  // namespace foerderlauf

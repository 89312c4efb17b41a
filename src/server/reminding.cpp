#include "server/reminding.hpp"

namespace foerderlauf {

ReminderRules reminder_rules(House& house) {
    auto addressees = [&house](Transaction& transaction) { return house.identity.with_mail(transaction.session()); };
    return {house.config.remind_days_ahead, reminders_by_mail(std::move(addressees), *house.clock)};
}

ComposeMail mail_composer(House& house) {
    const auto& from = house.config.mail.from;
    const ReminderLetterhead letterhead{from.substr(from.rfind('@') + 1), house.config.base_address};
    return [&house, letterhead](const ClaimedMail& row) -> std::optional<Mail> {
        const auto to = house.identity.with_mail(row.account);
        if (!to) return {};
        std::optional<Mail> mail;
        house.store.read([&](Snapshot& snapshot) {
            const auto& texts = house.installation->texts;
            mail = compose_message_mail(snapshot, house.programmes, texts, letterhead, row, *to);
            if (!mail) mail = compose_reminder(snapshot, house.programmes, texts, letterhead, row, *to);
        });
        return mail;
    };
}

MessageTelling message_telling(House& house) {
    auto addressees = [&house](Transaction& transaction) { return house.identity.with_mail(transaction.session()); };
    return messages_by_mail(std::move(addressees), house.programmes, *house.clock);
}

SendMail smtp_sender(SmtpSettings settings) {
    return [settings = std::move(settings)](const Mail& mail) { return send_by_smtp(settings, mail); };
}

}  // namespace foerderlauf

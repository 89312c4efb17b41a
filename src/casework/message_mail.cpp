#include "casework/message_mail.hpp"

#include "base/sha256.hpp"
#include "store/message_table.hpp"
#include "workflow/messages.hpp"

#include <algorithm>

namespace foerderlauf {

MessageTelling messages_by_mail(FindAddressees addressees, const Programmes& programmes, const Clock& clock) {
    return [addressees = std::move(addressees), &programmes, &clock](Transaction& transaction, const CaseFile& file) {
        const auto& message = file.messages.back();
        if (is_applicant_duty(message.duty)) return;
        const auto definition = programmes.of(file.version);
        for (const auto& [account, address] : addressees(transaction))
            if (is_addressed(account, *definition, file, message))
                put_in_outbox(transaction.session(), file.id, message.seq, account.id, clock.now());
    };
}

std::optional<Mail> compose_message_mail(Snapshot& snapshot, const Programmes& programmes, const Texts& texts,
                                         const ReminderLetterhead& letterhead, const ClaimedMail& row,
                                         const Addressee& to) {
    const auto file = snapshot.case_file(row.case_id);
    if (!file) return {};
    const auto message = std::ranges::find(file->messages, row.seq, &CaseMessage::seq);
    if (message == file->messages.end() || message->text.erased) return {};
    const auto definition = programmes.of(file->version);
    const bool read = messages_read(snapshot, to.first.id, file->id) >= message->seq;
    if (read || !is_addressed(to.first, *definition, *file, *message)) return {};
    const Record values{{"file_number", file->file_number.empty() ? file->recipient.name : file->file_number},
                        {"title", mail_title_of(*definition, *file)},
                        {"link", letterhead.base_address + "/cases/" + std::to_string(file->id) + "#nachrichten"}};
    auto body = texts.sentence("mail.message.body", values) + "\n\n";
    if (!letterhead.base_address.empty()) body += texts.sentence("mail.message.link", values) + "\n\n";
    body += texts.sentence("mail.reminder.foot") + "\n";
    const auto events = snapshot.events(file->id, message->seq - 1);
    const auto id = sha256_hex(events.front().hash + ":" + std::to_string(row.account)).substr(0, 40);
    return Mail{to.second, one_line(texts.sentence("mail.message.subject", values)), body,
                "<" + id + "@" + letterhead.from_domain + ">"};
}

}  // namespace foerderlauf

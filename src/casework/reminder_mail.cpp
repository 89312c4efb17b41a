#include "casework/reminder_mail.hpp"

#include "base/sha256.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The part of a title that fits into a line of a mail.
constexpr std::size_t longest_title = 200;

std::optional<Event> event_of(Snapshot& snapshot, const ClaimedMail& row) {
    const auto events = snapshot.events(row.case_id, row.seq - 1);
    return events.empty() ? std::nullopt : std::optional{events.front()};
}

/// The period a reminder is about, if it still runs to that day.
const RunningDeadline* still_running(const CaseFile& file, const Event& event) {
    const auto* reminder = member(event.facts.values, "reminder").as_record();
    if (!reminder) return nullptr;
    const auto found = std::ranges::find_if(file.deadlines, [&](const RunningDeadline& running) {
        return running.machine == event.machine && running.name == text_of(*reminder, "deadline") &&
               to_iso(running.due) == text_of(*reminder, "due");
    });
    return found == file.deadlines.end() ? nullptr : &*found;
}

}  // namespace

std::string mail_title_of(const Definition& definition, const CaseFile& file) {
    const auto* title = file.at(definition.title_field).as_text();
    return title ? one_line(std::string_view{*title}.substr(0, longest_title)) : std::string{};
}

ReminderTelling reminders_by_mail(FindAddressees addressees, const Clock& clock) {
    return [addressees = std::move(addressees), &clock](Transaction& transaction, const CaseFile& file,
                                                        const DueReminder& reminder) {
        if (reminder.kind == ReminderKind::Ahead && reminder.deadline.due < clock.today()) return;
        for (const auto& [account, address] : addressees(transaction))
            if (is_reminded(account, file, reminder.deadline.then_remind))
                put_in_outbox(transaction.session(), file.id, file.seq, account.id, clock.now());
    };
}

std::optional<Mail> compose_reminder(Snapshot& snapshot, const Programmes& programmes, const Texts& texts,
                                     const ReminderLetterhead& letterhead, const ClaimedMail& row,
                                     const Addressee& to) {
    const auto file = snapshot.case_file(row.case_id);
    const auto event = event_of(snapshot, row);
    if (!file || !event) return {};
    const auto* deadline = still_running(*file, *event);
    if (!deadline || !is_reminded(to.first, *file, deadline->then_remind)) return {};
    const auto name_key = "pages.deadline." + deadline->name;
    const bool ahead = text_of(*member(event->facts.values, "reminder").as_record(), "kind") == "ahead";
    const Record values{{"file_number", file->file_number},
                        {"title", mail_title_of(*programmes.of(file->version), *file)},
                        {"deadline", texts.knows(name_key) ? texts.sentence(name_key) : deadline->name},
                        {"due", to_iso(deadline->due)},
                        {"link", letterhead.base_address + "/cases/" + std::to_string(file->id)}};
    auto body = texts.sentence(ahead ? "mail.reminder.ahead" : "mail.reminder.passed", values) + "\n\n";
    if (!letterhead.base_address.empty()) body += texts.sentence("mail.reminder.link", values) + "\n\n";
    body += texts.sentence("mail.reminder.foot") + "\n";
    const auto id = sha256_hex(event->hash + ":" + std::to_string(row.account)).substr(0, 40);
    return Mail{to.second, one_line(texts.sentence("mail.reminder.subject", values)), body,
                "<" + id + "@" + letterhead.from_domain + ">"};
}

}  // namespace foerderlauf

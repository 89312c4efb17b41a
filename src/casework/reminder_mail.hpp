#pragma once

#include "casework/timer.hpp"
#include "domain/mail.hpp"
#include "domain/texts.hpp"
#include "store/outbox.hpp"

namespace foerderlauf {

/// An account with the address it is told at.
using Addressee = std::pair<Account, std::string>;
/// Everybody with an address, as the job sees it.
using FindAddressees = std::function<std::vector<Addressee>(Transaction&)>;

/// Puts a mail for everybody who is meant (`is_reminded`, substitutes too) into the outbox, in the job of the reminder. A
/// reminder ahead that comes only after its period has passed (the server stood still) is told by the one that follows.
ReminderTelling reminders_by_mail(FindAddressees addressees, const Clock& clock);

/// What a mail of a reminder is made of.
struct ReminderLetterhead {
    std::string from_domain;   ///< right side of Message-ID
    std::string base_address;  ///< `https://foerderlauf.example`; empty: without a link
};

/// The project's title in one line, as much of it as fits into a mail.
std::string mail_title_of(const Definition& definition, const CaseFile& file);

/// The mail for one row of the outbox: file number, title, deadline and link, nothing else of the case. Nothing when the period
/// was met meanwhile or the account is no longer meant: the row is dropped.
/// The Message-ID follows from the event's hash and the account, and so is the same at every attempt.
std::optional<Mail> compose_reminder(Snapshot& snapshot, const Programmes& programmes, const Texts& texts,
                                     const ReminderLetterhead& letterhead, const ClaimedMail& row, const Addressee& to);

}  // namespace foerderlauf

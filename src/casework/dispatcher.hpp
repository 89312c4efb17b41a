#pragma once

#include "workflow/account.hpp"
#include "casework/budget_lines.hpp"
#include "casework/installation.hpp"
#include "workflow/programmes.hpp"
#include "workflow/reminders.hpp"
#include "store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a command brings besides its content.
struct Envelope {
    Account account;
    std::optional<std::int64_t> seen_seq;  ///< If-Match, or the hidden field of a page
    std::string route;                     ///< of the idempotency key
    std::string idempotency_key;           ///< empty: none
    std::string body_hash;
    std::optional<Instant> arrived = {};  ///< when the request was here; a closing call asks for it
};

/// What came of a command: the case after it, or (`replayed`) the first answer to the same key.
struct Outcome {
    CaseId case_id = 0;
    std::shared_ptr<const CaseFile> file;  ///< never null
    std::shared_ptr<const Definition> definition;
    std::optional<Remembered> replayed;
};

/// Makes the answer that is kept for a repeated request; runs inside the transaction, must be pure.
using Answering = std::function<Remembered(const CaseFile&, const Definition&, const Situation&, const Actor&)>;

struct StepWish {
    CaseId case_id = 0;
    MachineId machine = 1;
    std::string step;
    Record fields;
    Spelling spelling = Spelling::Json;
    std::optional<std::string> reason;
};
struct OpenWish {
    std::string programme;
    std::string recipient;  ///< AGS or ARS
    Record answers;
    Spelling spelling = Spelling::Json;
};
struct EditWish {
    CaseId case_id = 0;
    std::string form;
    Record patch;
    Spelling spelling = Spelling::Json;
};
struct MachineWish {
    CaseId case_id = 0;
    std::string machine;
    Record fields;
    Spelling spelling = Spelling::Json;
};
struct PartnerWish {
    CaseId case_id = 0;
    std::string recipient;
    std::string answer;  ///< confirm | decline
    Money share;
    std::string reason;
};
struct ConflictWish {
    CaseId case_id = 0;
    std::string kind;  ///< excluded | concern
    std::string reason;
    std::optional<PersonId> person;  ///< the actor's own when absent
};

struct MessageWish {
    CaseId case_id = 0;
    std::string text;
};
struct AssignWish {
    CaseId case_id = 0;
    std::string duty;  ///< empty: the one that holds the case, else the first in turn that the officer holds
    Account officer;
    std::string reason;
};

class DocumentFolder;

/// The case with what it holds for later years standing where it stands once those budget years were opened (budget/ledger.hpp).
CaseFile with_opened_years(CaseFile file, const Balances& balances);
/// The same for its holdings alone; nothing where the case holds nothing for later years.
std::optional<Balances> held_after_openings(const CaseFile& file, const Balances& balances);

/// What else is done when a reminder was given: mails for those who are reminded. Runs inside the transaction, with the case
/// as it is after the event.
using ReminderTelling = std::function<void(Transaction&, const CaseFile&, const DueReminder&)>;

/// What else is done when a message was written: the case as it is after it. Runs inside the transaction.
using MessageTelling = std::function<void(Transaction&, const CaseFile&)>;

/// Finds a body by AGS or ARS; null-like when unknown. Runs inside the transaction.
using FindRecipient = std::function<std::optional<Recipient>(Transaction&, const std::string& key)>;

/// The only door to change anything in a case: pages, API, timer and imports pass through it.
///
/// Every call runs as one job of the writer: load, check, decide, append, remember; it returns when the commit is on disk.
/// Refusals come back as values in the order of contract § 3; a refused attempt (409) is noted. Thread-safe.
class Dispatcher {
public:
    Dispatcher(Store& store, const Programmes& programmes, const InstallationInForce& installation,
               const BudgetLineRegister& budget_lines, const Clock& clock, FindRecipient find_recipient);

    Result<Outcome> open(const Envelope& envelope, const OpenWish& wish, const Answering& answering = {});
    Result<Outcome> edit(const Envelope& envelope, const EditWish& wish, const Answering& answering = {});
    Result<Outcome> take(const Envelope& envelope, const StepWish& wish, const Answering& answering = {});
    Result<Outcome> open_machine(const Envelope& envelope, const MachineWish& wish, const Answering& answering = {});
    Result<Outcome> answer_partner(const Envelope& envelope, const PartnerWish& wish, const Answering& answering = {});
    Result<Outcome> declare_conflict(const Envelope& envelope, const ConflictWish& wish,
                                     const Answering& answering = {});
    Result<Outcome> lift_conflict(const Envelope& envelope, CaseId case_id, std::int64_t number,
                                  const std::string& reason, const Answering& answering = {});
    Result<Outcome> assign(const Envelope& envelope, const AssignWish& wish, const Answering& answering = {});
    /// The bytes are stored already; `document.id` is given here.
    Result<Outcome> add_document(const Envelope& envelope, CaseId case_id, Document document,
                                 const Answering& answering = {});

    /// What one side writes to the other (workflow/messages.hpp); `also` tells whom it is for.
    Result<Outcome> write_message(const Envelope& envelope, const MessageWish& wish, const MessageTelling& also = {},
                                  const Answering& answering = {});

    /// A step on the way out of the house (workflow/retention.hpp). Files of documents it erases are deleted once it is on disk;
    /// a crash between the two leaves a file that no case names any more.
    Result<Outcome> retain(const Envelope& envelope, CaseId case_id, const RetentionWish& wish,
                           DocumentFolder& documents, const Answering& answering = {});

    /// A step the system takes because a period passed, dated on its own legal day. A blocked one changes nothing.
    Result<Outcome> expire(CaseId case_id, const Expiry& expiry);

    /// A reminder becomes part of the case, dated on its own day but never before what happened already; `also` is done in the
    /// same transaction. False when there is nothing to remind of any more, or it was reminded of already.
    bool remind(CaseId case_id, const DueReminder& reminder, const ReminderTelling& also = {});

    /// A body of the case was merged away (workflow/succession.hpp): a draft moves to the successor, any other case shows it.
    /// Nothing happens where the case knows already.
    enum class Ended { Known, Moved, Shown };
    Ended end_body(CaseId case_id, const Account& by, const Recipient& ended, const Recipient& successor);

    /// What surrounds a case now, for reading (balances from the snapshot).
    Situation situation_for(const Definition& definition, const CaseFile& file, const Balances& balances, Date today,
                            Instant now) const;

private:
    struct Change;
    /// The same inside the writer's transaction, with what other cases say: places of a call, cases paid before, the next
    /// file number.
    Situation situation_inside(Transaction& transaction, const Definition& definition, const CaseFile& file,
                               Instant now) const;
    using Deciding = std::function<Result<NewEvents>(const Change&)>;
    Result<Outcome> change(const Envelope& envelope, CaseId case_id, const Answering& answering,
                           const Deciding& deciding, MachineId machine = 1, const MessageTelling& also = {});
    /// What comes of a decision, in the order of contract § 3; a new answer is remembered.
    Result<Outcome> settle(const Change& change, Result<NewEvents> events, const Answering& answering);
    Outcome append(const Change& change, NewEvents events);
    void remember(const Change& change, const Outcome& outcome, const Answering& answering) const;
    std::optional<Refusal> wrong_partners(Transaction& transaction, const CaseFile& file,
                                          const NewEvents& events) const;
    std::optional<Message> ended(Transaction& transaction, const Recipient& body) const;
    std::vector<FrozenLetter> freeze_letters(const Change& change, NewEvents& events) const;
    void note_refusal(const Change& change, const Refusal& refusal);

    Store& store_;
    const Programmes& programmes_;
    const InstallationInForce& installation_;
    const BudgetLineRegister& budget_lines_;
    const Clock& clock_;
    FindRecipient find_recipient_;
};

}  // namespace foerderlauf

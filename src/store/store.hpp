#pragma once

#include "workflow/case_file.hpp"
#include "workflow/engine.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

class Statement;

/// A child machine that waits for somebody: what a duty finds in its work list besides the cases it holds.
struct ChildTask {
    MachineId id = 0;
    std::string machine;  ///< its name in the definition
    std::string state;
    std::string owner;  ///< duty that acts next
    Date since{};
    bool operator==(const ChildTask&) const = default;
};

/// A running deadline of which a duty is reminded, and whether it was.
struct ReminderRow {
    CaseId case_id = 0;
    MachineId machine = 1;
    std::string name;
    Date due{};
    std::string duty;
    std::optional<ReminderKind> given;  ///< the newest one
    bool operator==(const ReminderRow&) const = default;
};

/// A text of a case that can be searched.
struct SearchPart {
    std::string kind;  ///< case (number, names) | title | description | message | notice | letter
    std::string text;
    bool told = true;  ///< for everybody who sees the case; else for the authority alone
    bool operator==(const SearchPart&) const = default;
};

/// The newest message of each side of a case, as lists ask for it.
struct MessageBox {
    std::string duty;                 ///< of the authority, that acted last; empty: none did
    std::int64_t from_applicant = 0;  ///< event of the newest message of that side, 0: none
    std::int64_t from_authority = 0;
    bool operator==(const MessageBox&) const = default;
};

/// One row of the lists (work list, search, reports): a projection of a case file, recomputed at every append.
struct CaseRow {
    CaseId id = 0;
    std::string file_number;  ///< empty before submission
    std::string programme;
    std::string recipient;  ///< AGS or ARS
    std::string recipient_name;
    std::string district;
    std::vector<std::string>
        readers;  ///< recipients whose people may read it besides the authority: applicant, representing body, partners
    std::string state;
    std::string owner;                          ///< duty that acts next; empty for final states
    Date since{};                               ///< in this state since
    std::vector<ChildTask> tasks;               ///< open child machines, by id
    std::map<std::string, AccountId> officers;  ///< duty → to whom the case was given
    std::string title;                          ///< project title
    std::string funding_object;
    std::optional<Date> submitted_on, decided_on, served_on;
    std::optional<Date> clock_due;  ///< § 75 VwGO: last day of the deadline `inaction`
    std::optional<Date> next_due;   ///< earliest running deadline
    Money requested, award;
    std::int64_t seq = 0;
    std::int64_t position = 0;
    bool authority_sees = false;
    bool final = false;                  ///< the main machine has ended and no child machine is open
    std::vector<SearchPart> words = {};  ///< for the search index, which keeps them; rows that are read have none
    std::vector<std::int64_t> untold_letters =
        {};  ///< events whose letters the applicant's side may not read yet; as `words`
    bool operator==(const CaseRow&) const = default;
};

/// Computes the list row of a case; given by casework, which knows the definitions. Must be pure.
using Projector = std::function<CaseRow(const CaseFile&)>;

/// An answer kept for a repeated request (Idempotency-Key), in the transaction of the step.
struct Remembered {
    std::string body_hash;  ///< of the first request
    int status = 200;
    std::string answer;    ///< body of the first answer
    std::string location;  ///< Location header, may be empty
};

/// A refused attempt (409): kept outside seq and chain.
struct Attempt {
    CaseId case_id = 0;
    MachineId machine = 1;
    AccountId account = 0;
    std::string step;
    Instant at{};
    std::vector<std::string> checks;  ///< names of the blockers
};

/// A letter whose content was frozen with an event.
struct FrozenLetter {
    std::string name;      ///< letter name of the programme, e.g. `grant_notice`
    std::string content;   ///< the exact bytes that were hashed
    std::int64_t seq = 0;  ///< event it was frozen with
    std::string sha256;
};

/// What a job may do inside the writer's transaction. Not thread-safe; valid only during the job.
class Transaction {
public:
    Transaction() = default;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    virtual ~Transaction() = default;

    /// The case as it stands (null when there is none). The pointer is valid until the next append to that case.
    virtual const CaseFile* case_file(CaseId id) = 0;
    /// The same to keep beyond the job: no later append changes what was given.
    virtual std::shared_ptr<const CaseFile> lasting_case_file(CaseId id) = 0;
    /// The whole ledger, this transaction's bookings included.
    virtual const Balances& balances() = 0;
    virtual CaseId next_case_id() = 0;
    /// The number the next submission of that prefix and year gets (`EGOV-2026-0042`); used up by the event that carries it.
    virtual std::string next_file_number(const std::string& prefix, int year) = 0;

    /// Completes the events (position, seq, prev_hash, hash, case_id), appends them, keeps texts and letters, books the
    /// postings, updates the projections. Throws on a fault; a booking that would go below zero throws `LedgerFault`
    /// (the engine has checked before, so it is a bug, and the database's CHECK says the same).
    virtual std::vector<Event> append(CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters = {}) = 0;

    virtual std::optional<Remembered> remembered(AccountId account, const std::string& route,
                                                 const std::string& key) = 0;
    virtual void remember(AccountId account, const std::string& route, const std::string& key, const Remembered& answer,
                          Instant at) = 0;

    /// Master data (accounts, programmes, recipients): same transaction, by Poco::Data. Throws std::logic_error in a store without SQL.
    virtual Poco::Data::Session& session() = 0;
};

class LedgerFault : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Whose cases a reader may see (contract § 3): rights hold in lists, hits and counts alike.
struct Visibility {
    bool everything = false;  ///< auditor
    std::vector<std::string>
        programmes;  ///< submitted cases of these programmes (authority); empty and !everything: none; `*`: all
    std::vector<std::string> recipients;    ///< cases these bodies read, drafts included
    std::vector<std::string> draft_states;  ///< states seen besides (adviser: `consultation`)
};

/// Lists are paged by key: `after` is the id of the last row of the page before.
struct CaseQuery {
    Visibility visibility;
    std::string programme, state, owner, recipient,
        text;  ///< empty: any; text: part of file number, recipient name or title, or words of anything the reader may read
    std::vector<std::string> states;   ///< any of these, beside `state`; empty: any
    std::vector<std::string> owners;   ///< any of these holds the case or a child machine of it (work list); empty: any
    std::vector<CaseId> without;       ///< left out (conflicts)
    std::vector<CaseId> among;         ///< only these; empty: any
    std::optional<AccountId> officer;  ///< has it in hand for a duty that holds it or a child machine; 0: nobody has
    bool open_only = false;
    bool pending = false;  ///< only what was submitted, is not decided and still waits for somebody
    enum class Order { Id, ClockDue, Since } order = Order::Id;  ///< ClockDue: the oldest clock first; ties by id
    std::optional<std::pair<std::string, CaseId>> after;         ///< (sort key text of the last row, id)
    int limit = 50;
    bool bare = false;  ///< rows without their readers and tasks
};
/// The sort key of a row under an order, as `after` takes it.
std::string sort_key(const CaseRow& row, CaseQuery::Order order);

/// A booking with the event that made it.
struct Booking {
    Posting posting;
    CaseId case_id = 0;  ///< 0: the installation's own record
    std::int64_t position = 0;
    MachineId machine = 1;
    Date day{};                      ///< civil day of the event in Berlin
    std::optional<Date> value_date;  ///< day of the money, where the step told one (Wertstellung)
};
/// Where bookings are read: from the ledger's own table, or counted anew from the facts of the events.
enum class BookingSource { Ledger, History };

/// A consistent state of the store at one moment, read-only. Not thread-safe; short-lived.
class Snapshot {
public:
    Snapshot() = default;
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    virtual ~Snapshot() = default;

    virtual std::optional<CaseFile> case_file(CaseId id) = 0;
    /// The case at the end of that civil day in Berlin; nothing when it did not exist yet.
    virtual std::optional<CaseFile> case_file_as_of(CaseId id, Date day) = 0;
    /// History in order, texts joined in (`erased` where they are gone).
    virtual std::vector<Event> events(CaseId id, std::int64_t after_seq = 0) = 0;
    virtual std::vector<CaseRow> cases(const CaseQuery& query) = 0;
    virtual std::int64_t count(const CaseQuery& query) = 0;
    virtual std::vector<CaseId> case_ids() = 0;
    /// Cases with a deadline that fires and is due before `day`, oldest deadline first.
    virtual std::vector<CaseId> cases_with_expiries(Date day) = 0;
    /// Cases that may have a reminder to be given on `today`, when some are given `days_ahead` of the last day.
    virtual std::vector<CaseId> cases_with_reminders(Date today, int days_ahead) = 0;
    /// Deadlines that still run and of which one of these duties was reminded, the oldest first, at most `limit`.
    virtual std::vector<ReminderRow> reminders_of(const std::vector<std::string>& duties, int limit) = 0;
    virtual Balances balances() = 0;
    /// Sums of postings from and to `outside` (stage holds the posting's kind), as `budget_rows` takes them.
    virtual Balances from_outside() = 0;
    /// The same two at the end of a civil day.
    virtual Balances balances_as_of(Date day) = 0;
    virtual Balances from_outside_as_of(Date day) = 0;
    /// Every booking up to the end of that civil day; the ledger's in the order they were made.
    virtual void each_booking(BookingSource source, Date last_day,
                              const std::function<void(const Booking&)>& visit) = 0;
    virtual std::vector<FrozenLetter> letters(CaseId id) = 0;
    virtual std::vector<Attempt> attempts(CaseId id) = 0;
    virtual std::int64_t last_position() = 0;
    virtual std::optional<Instant> newest_event_at() = 0;
    /// Hash over the newest hash of every case in id order: the state of the whole history in one line.
    virtual std::string root_hash() = 0;
    virtual Poco::Data::Session& session() = 0;
    /// A statement the connection keeps prepared, for the few readings that every request needs. Valid until the next one is
    /// asked for. Like `session` it throws std::logic_error in a store without SQL.
    virtual Statement& kept(std::string_view sql) = 0;
};

class QueueFull : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Job = std::function<void(Transaction&)>;

/// What `verify` found first, in words for the operator (message key and values).
struct Difference {
    CaseId case_id = 0;
    std::int64_t seq = 0;
    Message message;
};

/// Where history, ledger and projections live.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    /// Runs the job on the writer's thread, many to a transaction (group commit), and returns when the commit is on disk.
    /// If the job throws, its own work is rolled back to its savepoint, its neighbours are untouched, and the exception
    /// reaches the caller. Throws QueueFull when overloaded. Thread-safe.
    virtual void run(const Job& job) = 0;
    /// Reads on a snapshot; thread-safe. The reference is valid only during the call.
    virtual void read(const std::function<void(Snapshot&)>& reading) = 0;
    /// Keeps a refused attempt with the next group, without waiting; at most one per account, case, step and second.
    virtual void note_attempt(const Attempt& attempt) = 0;

    /// Chains, projections = replay, ledger = recount. One case with its accounts, or everything (id negative).
    virtual std::vector<Difference> verify(CaseId id = -1) = 0;
    /// Throws the projections away and replays the history.
    virtual void rebuild() = 0;
};

}  // namespace foerderlauf

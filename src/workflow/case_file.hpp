#pragma once

#include "budget/ledger.hpp"
#include "domain/event.hpp"
#include "domain/recipient.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace foerderlauf {

/// An entry of the history without its texts: who took which step when.
struct Taken {
    std::int64_t seq = 0;
    Instant at{};
    MachineId machine = 1;
    std::string step, from, to;
    AccountId account = 0;
    PersonId person = 0;
    std::string duty;
};

/// One machine of the case as it stands.
struct MachineFile {
    MachineId id = 1;
    std::string name;  ///< name of the machine in the definition
    std::string state;
    Instant since{};                                   ///< in this state since
    std::map<std::string, Record, std::less<>> given;  ///< step → what was last given with it (opening: key `open`)

    const Record& given_with(std::string_view step) const;  ///< nothing where the step was never taken
};

struct Document {
    std::int64_t id = 0;
    std::string kind;
    std::string name;  ///< as the sender named it
    std::string sha256;
    std::int64_t size = 0;
    std::int64_t seq = 0;  ///< event that added it
    bool operator==(const Document&) const = default;
};

/// What one side wrote to the other (Nachricht); who reads it: workflow/messages.hpp.
struct CaseMessage {
    std::int64_t seq = 0;  ///< event that carries it
    Instant at{};
    AccountId account = 0;
    std::string duty;  ///< an applicant's: from the municipality, else from the authority
    FreeText text;
    bool operator==(const CaseMessage&) const = default;
};

struct Partner {
    std::string recipient;  ///< AGS or ARS
    Money share;
    enum class State { Invited, Confirmed, Declined } state = State::Invited;
    std::optional<Date> at;
    bool operator==(const Partner&) const = default;
};

struct Conflict {
    std::int64_t number = 0;
    PersonId person = 0;  ///< whom it concerns
    std::string kind;     ///< excluded (§ 20 VwVfG) | concern (§ 21)
    bool lifted = false;
};

/// Who of a duty has the case in hand (Bearbeiter).
struct Officer {
    AccountId account = 0;
    PersonId person = 0;
    bool operator==(const Officer&) const = default;
};

/// A body of the case (applicant or partner) that was merged away since: its last day and who took its place.
struct EndedBody {
    Date valid_to;
    Recipient successor;  ///< as it was called when that became part of the case
    bool operator==(const EndedBody&) const = default;
};

/// A reminder of a deadline that became part of the case (workflow/reminders.hpp).
enum class ReminderKind { Ahead, Passed };  ///< some days before the last day | the last day has passed
struct GivenReminder {
    std::string deadline;
    MachineId machine = 1;
    Date due;
    ReminderKind kind = ReminderKind::Passed;
    Date on;  ///< its own legal day
    bool operator==(const GivenReminder&) const = default;
};
std::string_view to_text(ReminderKind kind);  ///< `ahead` | `passed`

/// Everything the engine knows of one case: the fold of its events. A value; equal events give an equal file.
struct CaseFile {
    CaseId id = 0;
    std::string programme;
    std::string version;
    Recipient recipient;
    std::optional<Recipient> represented_by;
    std::vector<Recipient> former_recipients;  ///< whose draft it was before it moved to the successor
    std::map<std::string, EndedBody, std::less<>> ended_bodies;  ///< by key
    std::string file_number;                                     ///< empty before submission
    std::int64_t seq = 0;
    std::int64_t position = 0;  ///< of the newest event
    std::string last_hash;      ///< 64 zeros before the first event
    Instant opened_at{}, last_at{};
    std::vector<MachineFile> machines;                       ///< the first is the main machine
    std::map<std::string, Record, std::less<>> forms;        ///< current answers by form
    std::map<std::string, std::string, std::less<>> frozen;  ///< form → hash of the answers last frozen
    /// Form → fields answered before another form was last frozen (the application handed in again) and not since.
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> outdated;
    std::vector<Document> documents;
    std::vector<CaseMessage> messages;  ///< in the order they were written
    std::vector<Partner> partners;
    std::vector<Conflict> conflicts;
    std::map<std::string, Officer, std::less<>> officers;  ///< duty → who it was given to; none: anybody of the duty
    std::vector<Taken> history;
    std::vector<RunningDeadline> deadlines;
    std::vector<GivenReminder> reminders;  ///< in the order they were given
    Balances held;                         ///< what the ledger holds for this case, by account
    /// The grant in force: award_cents, slices, rate, …, its `version` and the day it is `valid_from`; empty before. An
    /// amendment adds what it changes (planned_end, cost_plan, …); `at("grant.planned_end")` falls back to the application.
    Record grant;
    std::map<std::string, std::string, std::less<>> letters;  ///< letter name → hash of its frozen content
    std::optional<Date> submitted_on, decided_on, served_on;
    std::optional<Date> offered_on;  ///< day the notice in force was made available in the portal (§ 41 Abs. 2a VwVfG)
    bool retrieval_failed = false;   ///< nobody retrieved it in time: it must be served in another way
    std::map<std::string, int, std::less<>> counts;  ///< what the effect `count` counted: `consultations`
    bool authority_sees = false;                     ///< from the first submission on

    const MachineFile& main() const { return machines.front(); }
    /// Who acts today for this body of the case: the body itself, or the last in the line of its successors.
    const Recipient& acting_for(const Recipient& body) const;
    const MachineFile* machine(MachineId number) const;
    /// A value by path: `application.requested_cents` (form), `recommend.slices` (step of the main machine), `grant.planned_end`
    /// (in the version in force: whoever reads period, plans or purpose after the decision reads them there). Empty when absent.
    const Value& at(std::string_view path) const;
    Money held_in(std::string_view stage) const;
    /// Whether this period was reminded of already; a period that runs anew to another day is another one.
    bool was_reminded(const RunningDeadline& deadline, ReminderKind kind) const;
    /// The newest taking of a step in the main machine, null when never taken.
    const Taken* last(std::string_view step) const;
};

/// The file after one more fact. The only way a CaseFile changes.
void apply(CaseFile& file, const Event& event);

/// A new file before its first event.
CaseFile empty_case(CaseId id);

}  // namespace foerderlauf

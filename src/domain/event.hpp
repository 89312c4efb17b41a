#pragma once

#include "base/clock.hpp"
#include "base/value.hpp"
#include "domain/ledger_account.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

using CaseId = std::int64_t;     ///< 0 is the installation's own record: programmes, budget lines, accounts, recipients
using AccountId = std::int64_t;  ///< opaque account number; 0 is `system`
using PersonId = std::int64_t;   ///< an account belongs to exactly one person; separation compares persons; 0 is nobody
using MachineId = std::int64_t;  ///< 1 is the case's main machine, children count on from 2

/// Who acts on one case: an account with the duties it holds *on this case* (Zuständigkeiten), or the system.
struct Actor {
    AccountId account = 0;
    PersonId person = 0;
    std::vector<std::string> duties;  ///< sorted; `system` has the duty `system`
    static Actor system() { return {0, 0, {"system"}}; }
    bool has(std::string_view duty) const;
    bool operator==(const Actor&) const = default;
};

/// A running period of a case. `due` is its last day; what follows happens on the day after.
struct RunningDeadline {
    std::string name;
    MachineId machine = 1;
    Date start;
    Date due;
    std::string source;
    std::string then_fire;    ///< step the system takes when it has passed; empty when none
    std::string then_remind;  ///< duty that is reminded; empty when none
    bool operator==(const RunningDeadline&) const = default;
};

/// What happened besides the change of state: everything that replay needs and nothing it would have to look up.
/// Free texts inside `fields` and `reason` are committed by hash; all else stands in clear.
struct Facts {
    PersonId person = 0;  ///< whose act it is
    Record fields;        ///< what was given with the step
    std::optional<FreeText> reason;
    std::optional<std::string> form;  ///< `fields` is a merge patch of this form of the case
    Record frozen;                    ///< form name → hex SHA-256 of its canonical answers
    Record opened;                    ///< first event of a case or machine: programme, recipient, version, machine, …
    std::optional<std::string> file_number;
    std::optional<Date> served_on;
    std::vector<RunningDeadline> deadlines_started;
    std::vector<std::string> deadlines_stopped;
    std::vector<Posting> postings;
    Record letters;  ///< letter name → {sha256, template}; its content lies with the texts
    Record values;   ///< values a decision used (rates, holidays, budget rows), by name
    bool operator==(const Facts&) const = default;
};

/// A fact in the past tense (Aktenvermerk), one row of the history. `facts` and the chain: design § 6.
struct Event {
    std::int64_t position = 0;  ///< over all cases, given by the store
    CaseId case_id = 0;
    MachineId machine = 1;
    std::int64_t seq = 0;  ///< 1, 2, 3 … within the case
    Instant at{};
    AccountId actor = 0;
    std::string duty;
    std::string step;
    std::string from;
    std::string to;
    Facts facts;
    std::string rule_version;  ///< `sha256:…` of the programme version the case is pinned to
    std::string prev_hash;
    std::string hash;
};

/// The facts as a record of plain values and back; absent parts are left out. `record_of` and `facts_from` are inverse.
/// Refusal `facts.malformed` (part) for a part of another type and for one nobody knows: replay must not lose anything.
Record record_of(const Facts& facts);
Result<Facts> facts_from(const Record& record);

}  // namespace foerderlauf

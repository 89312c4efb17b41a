#pragma once

#include "domain/interest.hpp"
#include "domain/texts.hpp"
#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"
#include "workflow/practice.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A wish in the imperative (Verfügung): who wants which step, with what.
struct Command {
    std::string step;
    MachineId machine = 1;
    Actor actor;
    Record fields;                       ///< as they came in; the engine types them by the step's form
    Spelling spelling = Spelling::Json;  ///< how they are spelled
    std::optional<std::string> reason;
    std::optional<std::int64_t> seen_seq;
};

/// What the selected outlines of a call round hold of its places and its money.
struct PlacesTaken {
    std::int64_t places = 0;
    Money requested;
};

/// Another case of the same programme and body on which money was paid.
struct PaidCase {
    std::string funding_object, file_number;
};

/// What surrounds a case at the moment of a decision; values only, read once per transaction.
struct Situation {
    Instant now{};
    Date today{};
    const Calendar* calendar = nullptr;
    const BaseRates* base_rates = nullptr;  ///< for interest proposals; null: none is counted
    const Balances* balances = nullptr;     ///< of the whole ledger
    std::vector<std::string> budget_lines;  ///< lines of this programme
    std::string next_file_number;
    std::string court_place;  ///< AGS of the court's seat for this recipient (config/courts.yaml)
    std::string court_name;
    std::vector<AddedPeriod> added_periods = {};  ///< of this programme, in the order they were added
    std::optional<Instant> arrived = {};          ///< when the request was here whole; `now` where nobody sent one
    std::map<std::string, PlacesTaken, std::less<>> places_taken = {};  ///< call round → what selected outlines hold
    std::vector<std::string> provisional_lines =
        {};                                 ///< of this programme, under provisional budget management this year
    std::vector<PaidCase> paid_cases = {};  ///< of the recipient or a body it succeeded; gathered where a check asks
};

/// What a command does to a case: events without position, seq and hash (the store gives them), in order.
using NewEvents = std::vector<Event>;

/// What a command would do to a case: new events, or the reasons why not. Reads and writes nothing.
///
/// Refusals in this order: NotAllowed (no duty), Overtaken (`seen_seq` is old), Blocked with `not_from_this_state`,
/// BadInput (fields, reason), Blocked with every blocker in the order of the definition. NotFound for a step or
/// machine the definition does not know.
Result<NewEvents> decide(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const Command& command);

/// The first duty in the step's `by` that the actor holds, or NotFound / NotAllowed: the part of `decide` that
/// comes before the replay of an idempotency key.
Result<std::string> acting_duty(const Definition& definition, const CaseFile& file, const Command& command);

/// A wish to change a form: a merge patch as it came in.
struct Edit {
    std::string form;
    Actor actor;
    Record patch;
    Spelling spelling = Spelling::Json;
    std::optional<std::int64_t> seen_seq;
};
/// Editing a form (PATCH): one event with the step `edit_<form>`; none when nothing changes. NotFound for an unknown form,
/// NotAllowed for a duty that may not edit it, Overtaken, Blocked with `not_from_this_state`, BadInput; in this order.
Result<NewEvents> edit(const Definition& definition, const CaseFile& file, const Situation& situation,
                       const Edit& wish);

/// A new case in its draft: one event, which carries the recipient's names as they are on that day. `answers` of the first
/// form are as they came in and may be incomplete.
struct Opening {
    Recipient recipient;
    std::optional<Recipient> represented_by;
    Actor actor;
    Record answers;
    Spelling spelling = Spelling::Json;
};
Result<NewEvents> open_case(const Definition& definition, const Situation& situation, const Opening& wish);

/// A new child machine inside a case; `command.step` names the machine, `command.fields` its opening fields.
Result<NewEvents> open_machine(const Definition& definition, const CaseFile& file, const Situation& situation,
                               const Command& command);

/// A document was stored: its number, kind, name, hash and size become part of the case.
Result<NewEvents> add_document(const Definition& definition, const CaseFile& file, const Situation& situation,
                               const Actor& actor, const Document& document);

/// A partner's answer, a declared conflict: contract § 3. `answer` is confirm or decline.
Result<NewEvents> answer_partner(const Definition& definition, const CaseFile& file, const Situation& situation,
                                 const Actor& actor, const std::string& recipient, const std::string& answer,
                                 Money share, const std::string& reason);
Result<NewEvents> declare_conflict(const Definition& definition, const CaseFile& file, const Situation& situation,
                                   const Actor& actor, PersonId person, const std::string& kind,
                                   const std::string& reason);
Result<NewEvents> lift_conflict(const Definition& definition, const CaseFile& file, const Situation& situation,
                                const Actor& actor, std::int64_t number, const std::string& reason);

/// The case is given to a named officer of the duty that holds it, the main machine's or a child's (`assign`).
struct Assignment {
    std::string duty;
    Actor officer;  ///< with the duties held on this case
    std::string reason;
    std::optional<std::int64_t> seen_seq;
};
/// One event with the step `assign`. By whom: the officers of that duty, and a decider. A reason is needed where the case is given
/// to somebody else or taken from somebody; who takes what nobody has needs none. NotAllowed; Overtaken; BadInput (`duty`,
/// `account`, `reason`); Blocked `no_conflict` where the officer must not act (§§ 20, 21 VwVfG), `has_it_already`.
Result<NewEvents> assign(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const Actor& actor, const Assignment& wish);
/// The duties of the authority that hold the case or one of its child machines now, in the order of the machines.
std::vector<std::string> duties_in_turn(const Definition& definition, const CaseFile& file);
/// Of those the ones this actor may give to an officer.
std::vector<std::string> assignable_duties(const Definition& definition, const CaseFile& file, const Actor& actor);

/// A step that leads out of the present state and that one of the actor's duties may take.
struct Offer {
    std::string name, title, source;
    MachineId machine = 1;
    bool primary = false;
    bool allowed = false;
    std::vector<std::string> needs;  ///< input still to be given: field names, `reason`
    std::vector<Blocker> blockers;
    const Step* step = nullptr;       ///< in the definition
    std::vector<Blocker> hints = {};  ///< soft rules departed from with a reason; the step's event records them
};
std::vector<Offer> offers(const Definition& definition, const CaseFile& file, const Situation& situation,
                          const Actor& actor, MachineId machine = 1);

/// Steps that are due because a period has passed before `today`: (deadline, day it takes effect), oldest first.
struct Expiry {
    RunningDeadline deadline;
    Date takes_effect;
};
std::vector<Expiry> expiries(const CaseFile& file, Date today);

/// Amounts of the case as the API shows them.
struct CaseMoney {
    Money requested, eligible, award, reserved, committed, paid, repaid;
};
CaseMoney money_of(const Definition& definition, const CaseFile& file);

/// Forms the actor may edit now.
std::vector<std::string> editable_forms(const Definition& definition, const CaseFile& file, const Actor& actor);

}  // namespace foerderlauf

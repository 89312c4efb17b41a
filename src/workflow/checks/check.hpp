#pragma once

#include "workflow/engine.hpp"

#include <map>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a check is asked: may this actor take this step of this case now, with this input?
struct Question {
    const Definition& definition;
    const CaseFile& file;
    const Situation& situation;
    const MachineFile& machine;  ///< the machine the step belongs to
    const Step& step;
    const Actor& actor;
    const Record& input;        ///< typed; before an attempt it is empty, and what is still to be given is no blocker
    const Record& parameters;   ///< of the workflow file
    const std::string& source;  ///< norm the file cites
    bool attempted = true;      ///< false while only asking whether the step could be offered

    /// A value by path: the step's own input first, else what the case holds. `recommend.slices` is the input while
    /// recommending, and the recommendation afterwards.
    const Value& at(std::string_view path) const;
    Money money_at(std::string_view path) const;
    std::string parameter(std::string_view name) const { return text_of(parameters, name); }
    std::vector<std::string> parameter_names(std::string_view name) const;  ///< a list of names, or a single one
};

/// What a check answers: nothing (passed), blockers, or input fields that are wrong (422 rather than 409).
struct Verdict {
    std::vector<Blocker> blockers = {};
    std::map<std::string, Message> fields = {};
    std::vector<Blocker> hints = {};  ///< soft rules departed from with a reason: shown and recorded, not in the way
    Record used = {};  ///< dated values the answer rests on (rate, cap, open period …): kept in the event of the step
};

inline Verdict passed() { return {}; }
/// Blocked by the check the step names; the sentence is `blocker.<check>` unless another key is given.
Verdict blocked(const Question& question, std::string check, Record values = {}, std::string key = {});
void block(Verdict& verdict, const Question& question, std::string check, Record values = {}, std::string key = {});
Verdict wrong_field(std::string field, std::string key, Record values = {});
/// Told and recorded, but not in the way; the sentence is `hint.<check>`.
Verdict hinted(const Question& question, std::string check, Record values = {});

/// A soft rule (Soll-Vorschrift) is not kept: a blocker, or a hint once the field that `unless_reason` names gives a reason
/// for the exception. `reason_label`, the label of that field, joins the values.
Verdict departed_from(const Question& question, std::string check, Record values);
/// The rule is one for the object applied for: it is among `objects`, or the file names none.
bool concerns_object(const Question& question);
/// The label of the field at `<form>.<field>`, `grant.<field>`, `<step of this machine>.<field>` or `open.<field>`; the path
/// itself where there is none.
std::string label_at(const Question& question, std::string_view path);

using Check = Verdict (*)(const Question&);

/// Sums of a row table of the case.
Money sum_of(const List& rows, std::string_view field);
Money sum_where(const List& rows, std::string_view field, std::string_view flag);
std::vector<YearlySlice> slices_of(const Value& rows);
std::optional<Date> date_of(const Value& value);
const FundingObject* funding_object_of(const Definition& definition, const CaseFile& file);
/// The day whose rates, caps and open periods count: that of the first submission, before it today.
Date day_of_rules(const Question& question);
/// Rate, cap and floor of the object on that day, as the event keeps them.
Record money_rules_used(const FundingObject& object, Date day);

/// The ledger as it would be if this case gave its reservation back.
Balances without_own_reservation(const Question& question);
/// Soft (`budget_not_provisional`): nothing new is granted from a line under provisional budget management, unless the field that
/// `necessity` names says why it cannot wait. Before the attempt that is a hint: the reason is still to be given.
Verdict unless_provisional(const Question& question, const std::string& line);

/// What a machine of the case was given with a step (`submit.amount_cents`); empty where it was not taken.
const Value& given_at(const MachineFile& machine, std::string_view path);

/// The deadline of that name of the machine the step belongs to, null when it is not running.
const RunningDeadline* running_deadline(const Question& question, std::string_view name);

}  // namespace foerderlauf

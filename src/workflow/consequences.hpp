#pragma once

#include "workflow/engine.hpp"

namespace foerderlauf {

/// A step that was found to be allowed, with everything its effects need.
struct Taking {
    const Definition& definition;
    const CaseFile& file;
    const Situation& situation;
    const Machine& machine;
    const MachineFile& machine_file;
    const Step& step;
    const Actor& actor;
    const std::string& duty;
    const Record& input;  ///< typed
    const std::optional<std::string>& reason;

    /// The step's own input first (`recommend.slices` while recommending), then what was given to this child machine, else
    /// what the case holds.
    const Value& at(std::string_view path) const;
    Money money_at(std::string_view path) const;  ///< zero where nothing stands
    const List& rows_at(std::string_view path) const;
    std::optional<Date> day_at(std::string_view path) const;
};

/// An event of this case with actor, time and version filled in; the store gives position, seq and hashes.
Event new_event(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& actor);

/// §§ 20, 21 VwVfG: why this person may do nothing in the case with a duty of the authority. Empty for everybody else.
std::vector<Blocker> conflict_of(const CaseFile& file, const Actor& actor, const std::string& duty);

/// The budget line a reservation draws on: the one named, the only one of the programme, or the only one that covers every
/// slice in that year. Empty when the choice is open.
std::string budget_line_for(const Situation& situation, const std::string& named,
                            const std::vector<YearlySlice>& slices);

/// The events of an allowed step: its own first, then what it opens or fires.
Result<NewEvents> consequences_of(const Taking& taking);

/// Deadlines that start or stop with this event (`deadlines:` of the machine). `event.to` and `served_on` are set.
void schedule(const Taking& taking, Event& event);

/// A length the case itself holds (`notice.use_window`), else the programme's setting of that name; nothing when neither is set.
std::optional<Length> set_length(const Definition& definition, const CaseFile& file, const std::string& given,
                                 const std::string& setting);

/// Moves money of the case from one stage to another (`move: {from, to, amount?}`): the amount at that path, or everything that
/// stands in the stage. Bound money is moved only where it is due in this budget year.
void move_money(const Taking& taking, const Value& argument, Event& event);

/// The periods of an interest calculation as a letter and a page show them: from, to, days, base and rate in hundredths of a percent.
List periods_of(const Interest& interest);

/// What follows an allowed step in the same transaction: `open` and `open_if` open child machines, `fire_if` makes the system take
/// a step of the main machine, `try` one of the same machine where its checks let it (a refusal is no error there).
Result<void> append_following(const Taking& taking, NewEvents& events);

/// Deadlines of a child machine that start with its opening (`after: {step: open}`).
void schedule_opening(const Definition& definition, const CaseFile& file, const Situation& situation,
                      const Machine& machine, Event& event);

/// A value worked out by an effect: it stands in the event as `values.computed` and counts as given with the step, so that
/// later steps find it by path (`examine.award_cents`).
void keep_computed(Event& event, Record computed);

/// settle_proof: {costs, cover, cuts, plan_costs, plan_cover, threshold}: the grant measured by the proof (settlement.hpp), kept as
/// eligible_cents, own_cents, other_cents, award_cents, paid_cents, release_cents, reclaim_cents of the step.
void settle_proof(const Taking& taking, const Value& argument, Event& event);

/// settle_grant: path of an amount: the grant in force is lowered to it, what is bound beyond it is released.
void settle_grant(const Taking& taking, const Value& argument, Event& event);

/// claim_back: {award, interest_on, from, to}: the grant is lowered to `award`, what is bound beyond it is released, what was
/// paid beyond it is claimed with interest by day (§ 49a VwVfG): principal_cents, interest_cents, periods, released_cents.
void claim_back(const Taking& taking, const Value& argument, Event& event);

/// take_back: {principal, interest}: money that came back is booked from paid to repaid; what came back in all is kept.
void take_back(const Taking& taking, const Value& argument, Event& event);

/// agree_instalments: name of the rows: what has come in until now is kept (received_before_cents), so that the instalments are
/// counted from here on.
void agree_instalments(const Taking& taking, const Value& argument, Event& event);

/// waive_interest: name of the claiming step: its interest that has not come in is claimed no longer (§ 49a Abs. 3 Satz 2 VwVfG).
void waive_interest(const Taking& taking, const Value& argument, Event& event);

/// Interest the authority may claim for money not used in time (§ 49a Abs. 4 VwVfG): a value of the event, never a claim.
void propose_interest(const Taking& taking, const Value& argument, Event& event);

/// An amendment (Änderung): leads to another state when no money changes (`skip: {unless: money_changes, to: cosigning}`).
void skip_unless_money_changes(const Taking& taking, const Value& argument, Event& event);
/// Reserves at the grant's budget line what the amendment adds in each year; gives that reservation back.
void reserve_rise(const Taking& taking, const Value& argument, Event& event);
void release_rise(const Taking& taking, const Value& argument, Event& event);
/// The next version of the grant: commits what was reserved, releases what falls and was not called, moves partners and
/// recipient; the event names what changed (`changes`).
void amend_grant(const Taking& taking, const Value& argument, Event& event);
/// The event and what was given with the step keep the version of the grant in force (`grant_version`).
void note_version(const Taking& taking, const Value& argument, Event& event);

/// Opens a child machine for each special condition of the notice that asks for something, with its number, text and day
/// (`impose: {rows, kinds, machine}`), where the step leads to a state it opens in; ends those still open when the notice falls (`lapse: {machine, step}`).
void append_conditions(const Taking& taking, const Record& argument, NewEvents& events);
Result<void> append_lapses(const Taking& taking, const Record& argument, NewEvents& events);

/// The last day of a deadline that starts on `start`.
Date due_day(const Definition& definition, const CaseFile& file, const Situation& situation, const DeadlineRule& rule,
             Date start);

}  // namespace foerderlauf

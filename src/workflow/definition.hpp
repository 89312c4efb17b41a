#pragma once

#include "base/clock.hpp"
#include "budget/award.hpp"
#include "domain/calendar.hpp"
#include "domain/load.hpp"
#include "domain/period.hpp"
#include "forms/form.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A span of days with a source; `to` is the last day. `unverified` marks a setting (the page shows it as one).
struct Validity {
    std::optional<Date> from, to;
    std::string source;
    bool unverified = false;
    bool contains(Date day) const;
    bool operator==(const Validity&) const = default;
};

bool share_a_day(const Validity& one, const Validity& other);

struct Authority : Validity {
    std::string name;
};

/// A value on the days it holds; a single value of the file is one row without days.
template <typename Amount>
struct Dated : Validity {
    Amount value{};
    bool operator==(const Dated&) const = default;
};
template <typename Amount>
std::vector<Dated<Amount>> always(Amount value) {
    return {Dated<Amount>{{}, value}};
}

/// What money can be had for (Fördergegenstand), with its dated practice and its money rules. The day that counts for all of
/// them is the day of the first submission; before it, today. Rows of one rule share no day (the loader sees to it).
struct FundingObject {
    std::string code;
    std::string title;
    std::vector<Validity> open;  ///< open periods; closed on every other day
    std::string closed_by;       ///< words for the refusal: who closed it, until when
    FinancingType financing = FinancingType::Proportional;
    std::vector<Dated<Percent>> rates;
    std::vector<Dated<Money>> caps, floors;  ///< highest and lowest grant that may be applied for
    std::optional<int> dedicated_use_months;
    std::string source;
    bool unverified = false;
    /// As the programme's files say; periods the administration added since are not in it (practice.hpp).
    bool open_on(Date day) const;
    /// The row that holds on that day; null where the object has none then.
    const Dated<Percent>* rate_on(Date day) const;
    const Dated<Money>* cap_on(Date day) const;
    const Dated<Money>* floor_on(Date day) const;
};

/// A round of a call for projects (Projektaufruf): outlines come in until it closes, then a person selects among them.
struct CallRound {
    std::string code, title;
    Instant opens{}, closes{};  ///< written as Berlin time to the minute; an arrival at `closes` itself is in time
    Money budget;               ///< what the requests of all selected outlines may sum up to
    std::int64_t places = 0;    ///< how many can be selected
    std::string source;
    bool unverified = false;
};

/// The calls of a programme (`call:`); without rounds it has none.
struct ProjectCall {
    std::string field;                 ///< path of the field that names the round: `outline.round`
    std::vector<std::string> held_in;  ///< states of the main machine that hold a place and its money
    std::vector<CallRound> rounds;
    const CallRound* round(std::string_view code) const;
};

/// How a selected outline becomes a formal application in another programme (`formal_application:`): a new draft with some
/// answers copied; a step of the outline records it, a field of the new application names the outline's file number.
struct FormalApplication {
    std::string programme;  ///< empty: none
    std::string step;       ///< of the main machine; its field `application` takes the number of the new case
    std::string number_field;
    std::map<std::string, std::string> copies;  ///< field of the application → path in the outline
};

/// A criterion of a ranking, with the points that can be given and how much each counts.
struct Criterion {
    std::string name, title;
    std::int64_t weight = 1;
    std::int64_t highest = 0;  ///< points go from 0 to this
    std::string source;
    bool unverified = false;
    /// Points that the number of inhabitants suggests: (at least so many, points), rising; empty: nothing is proposed.
    std::vector<std::pair<std::int64_t, std::int64_t>> by_inhabitants;
};

/// An explainable order of cases (`ranking:`): officers give points with a reason each, in a form of that name made from the
/// criteria (`<criterion>_points`, `<criterion>_reason`). It orders lists and decides nothing.
struct Ranking {
    std::string form;                 ///< empty: the programme has no ranking
    std::string title, reason_label;  ///< of the form; of the field a reason goes into
    std::vector<std::string> states;  ///< whose cases the list shows
    std::vector<Criterion> criteria;
    std::string source;
};

/// A check used at a step (`checks:` of the machine's YAML): its name, its parameters, the norm it cites.
struct CheckUse {
    std::string check;
    Record parameters;
    std::string source;
    Place place;
};

/// What a step does besides changing the state (`effects:`): a name of the engine's effects and its argument.
struct EffectUse {
    std::string effect;
    Value argument;
    Place place;
};

struct State {
    std::string name;
    std::string label;               ///< for the authority
    std::string public_label;        ///< for the applicant; the label when the file gives none
    std::string owner;               ///< duty that acts next; empty for final states
    std::vector<std::string> edits;  ///< forms that may be edited in this state
    std::string no_clock;            ///< stated reason why waiting here needs no deadline
    bool final = false;
    Place place;
};

struct Step {
    std::string name;
    std::string title;
    std::vector<std::string> from;
    std::string to;  ///< empty: the state stays
    std::map<std::string, std::string, std::less<>>
        to_by_from;               ///< `to: {granted: grant_served, refused: refusal_served}`
    std::vector<std::string> by;  ///< duties, in order of preference; may contain `system`
    std::map<std::string, std::string, std::less<>>
        by_from;  ///< `by: owner`: state → the duty that owns it; `by` then names all of them
    bool reason_required = false;
    bool primary = false;  ///< the next sensible thing where it is possible
    Form fields;           ///< input of the step; empty when none
    std::vector<CheckUse> checks;
    std::vector<EffectUse> effects;
    std::string source;   ///< norm shown in the history
    std::string warning;  ///< what cannot be taken back, told before it is taken
    Place place;

    bool leads_from(std::string_view state) const;
    std::string target(std::string_view state) const;  ///< the state it leads to from there
};

/// A statutory or official period that starts with a step (`deadlines:`).
struct DeadlineRule {
    std::string name;
    std::vector<std::string> after_steps;  ///< `after: {step: submit}`
    std::string start_field;  ///< `after: {start: value_date}`: counted from the day this field of the step gives
    std::string after_field;  ///< `after: {field: due}`: the day is given by this field of the step
    std::string
        after_next;  ///< `after: {next: instalments}`: rows {due, amount_cents} of that step; the day is that of the first
                     ///< that what came in since does not cover, and it moves on with `recount`
    bool after_service = false;          ///< `after: {served: notice}`: starts on the day of service
    std::vector<std::string> in_states;  ///< `in:` starts only if the step leads to one of these; empty: any
    std::vector<std::string> recount;    ///< steps after which a running one is counted anew
    std::vector<std::string> until;      ///< steps that stop it; leaving for a final state always does
    std::optional<Length> length;        ///< with after_field it counts where the step has no such field
    std::string length_given;    ///< `length: {given: notice.use_window}`: the case may hold its own length there
    std::string length_setting;  ///< `length: {setting: use_window}`: else the programme's setting; else no deadline
    bool end_of_year = false;    ///< `length: end of year`: 31 December of the start's year
    std::string place = "authority";  ///< authority | court | recipient: whose holidays count
    std::string then_fire, then_remind;
    std::string source;
    bool unverified = false;
    bool internal = false;  ///< the authority's own planning: not shown to the applicant's side
    Place place_in_file;
};

/// One state machine of a programme (Verfahren).
struct Machine {
    std::string name;
    std::string title;
    std::string initial;
    std::vector<State> states;
    std::vector<Step> steps;
    std::vector<DeadlineRule> deadlines;
    std::map<std::string, std::vector<std::string>> form_editors;  ///< form → duties that may edit it
    // of child machines only:
    std::string inside;                  ///< the machine it lives in; empty for the main machine
    std::vector<std::string> opens_in;   ///< states of that machine
    std::vector<std::string> opened_by;  ///< duties
    int open_at_once = 1;                ///< `open_at_once: {most: 1, source: …}`
    std::string open_at_once_source;     ///< norm or setting that says so
    Form opening;                        ///< fields given when it is opened
    Place place;
    std::map<std::string, Place, std::less<>>
        places;  ///< key of the file (`initial`, `opens_in`, `forms.notice`) → where it stands

    const State* state(std::string_view name) const;
    const Step* step(std::string_view name) const;
};

/// A question of a check list (Prüfliste) with the norm it asks after; `unverified` marks a setting.
struct CheckQuestion {
    std::string name, text, source;
    bool unverified = false;
};

/// What officers answer before a step of the main machine (`check_lists:`), in a form made from its questions (check_list.hpp).
/// The step needs no answers by itself; a programme may ask for them with the check `check_list_answered`.
struct CheckList {
    std::string form, title;
    std::string step;             ///< `before:`
    std::string remark_label;     ///< of the field for a remark beside each answer
    std::vector<Option> answers;  ///< fulfilled, not_fulfilled, not_applicable, with their words
    std::vector<CheckQuestion> questions;
};

/// Where the case's amounts stand: paths `<step or form>.<field>` into what was given. A programme with a call has `requested` alone.
struct MoneyPaths {
    std::string requested, eligible, award, slices, financing_type, rate;
};

/// A programme in one version (Förderprogramm): immutable, named by the hash of its files.
struct Definition {
    std::string programme;
    std::string title;
    std::string short_title;         ///< `ThürEGovRL`; the title when the file gives none
    std::string version;             ///< `sha256:…` over the bundle
    std::string file_number_prefix;  ///< `EGOV`; numbers are PREFIX-YEAR-0001
    std::vector<Authority> authorities;
    std::string authority_place;  ///< AGS of the authority's seat: its holidays count
    std::vector<std::string> legal_basis;
    std::vector<FundingObject> funding_objects;
    std::string funding_object_field;  ///< path of the field that names the object: `application.funding_object`
    MoneyPaths money;
    std::string title_field;  ///< path of the field that names a case: `application.project_title`
    ProjectCall call;
    FormalApplication formal_application;
    Ranking ranking;
    std::vector<CheckList> check_lists;
    std::vector<Machine> machines;  ///< the first is the main machine
    std::map<std::string, Form> forms;
    std::vector<std::string> document_kinds;
    std::map<std::string, std::string> document_labels;
    std::map<std::string, std::string> letters;  ///< letter name → template text
    std::map<std::string, std::string> look;     ///< how letters look: file name → source; none: they have no PDF
    Record settings;  ///< named amounts and lengths that are configuration, with source and mark

    std::map<std::string, Place, std::less<>>
        places;  ///< key of programme.yaml (`money.award`, `letters.hearing`) → where it stands

    const Machine* machine(std::string_view name) const;
    const Machine& main() const { return machines.front(); }
    const FundingObject* funding_object(std::string_view code) const;
    const Authority* authority_on(Date day) const;
};

}  // namespace foerderlauf

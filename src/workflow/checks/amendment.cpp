// Checks of an amendment (Änderung): what its kind asks for, and that the grant it makes is one that may be made.
#include "workflow/amendment.hpp"

#include "workflow/checks/award_asked.hpp"

#include <algorithm>

namespace foerderlauf {

Verdict plan_balances(const Question&);  // plan.cpp

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

Amendment amendment_of(const Question& question) {
    return amendment_of(question.file, question.situation.today,
                        [&](std::string_view path) -> const Value& { return question.at(path); });
}

const List& rows_of(const Value& value) {
    static const List none;
    const auto* rows = value.as_list();
    return rows ? *rows : none;
}

Money eligible_in(const List& rows) { return sum_where(rows, "amount_cents", "eligible"); }

/// What each item of a plan costs, over all years.
std::map<std::string, Money> by_item(const List& rows) {
    std::map<std::string, Money> items;
    for (const auto& row : rows)
        if (const auto* record = row.as_record())
            items[text_of(*record, "item")] += Money::cents(integer_of(*record, "amount_cents"));
    return items;
}

/// Whether an item rises above what it may without asking; an item that is new always does.
bool passes_tolerance(const List& before, const List& after, Percent tolerance) {
    const auto planned = by_item(before);
    return std::ranges::any_of(by_item(after), [&](const auto& item) {
        const auto known = planned.find(item.first);
        return known == planned.end() || item.second > known->second + share_of(known->second, tolerance);
    });
}

std::vector<std::string> names_in(const Value& value) {
    std::vector<std::string> names;
    for (const auto& entry : rows_of(value))
        if (const auto* name = entry.as_text()) names.push_back(*name);
    return names;
}

bool is_blank(const Value& value) { return value.is_empty() || (value.as_list() && value.as_list()->empty()); }

/// The agreement was added since this machine was opened: an older one names the old partners.
bool added_since_opening(const Question& question, const std::string& kind) {
    const auto opened = std::ranges::find(question.file.history, question.machine.id, &Taken::machine);
    return std::ranges::any_of(question.file.documents, [&](const Document& document) {
        return document.kind == kind && opened != question.file.history.end() && document.seq > opened->seq;
    });
}

}  // namespace

/// fields_by_kind {kind, fields: {KIND: [NAME, …]}}: of the fields named here exactly those of the kind are given.
Verdict fields_by_kind(const Question& question) {
    const auto* kind = question.at(question.parameter("kind")).as_text();
    const auto* fields = member(question.parameters, "fields").as_record();
    if (!kind || !fields || !question.attempted) return passed();
    const auto wanted = names_in(member(*fields, *kind));
    Verdict verdict;
    for (const auto& name : wanted)
        if (is_blank(member(question.input, name))) verdict.fields.emplace(name, Message{"field.needed_for_kind", {}});
    for (const auto& [other, names] : *fields)
        for (const auto& name : names_in(names))
            if (std::ranges::find(wanted, name) == wanted.end() && !is_blank(member(question.input, name)))
                verdict.fields.emplace(name, Message{"field.not_for_kind", {}});
    return verdict;
}

/// period_extends {field, end}: the day given lies after the end of the grant's period as it is now.
Verdict period_extends(const Question& question) {
    const auto field = question.parameter("field");
    const auto given = date_of(member(question.input, field));
    const auto end = date_of(question.at(question.parameter("end")));
    if (!given || !end || *given > *end) return passed();
    return wrong_field(field, "field.period_extends", {{"given", to_iso(*given)}, {"end", to_iso(*end)}});
}

/// reallocates {kind, costs, planned, tolerance}: a reallocation (Umschichtung) keeps the sums of all and of the eligible
/// costs, and shifts more than the tolerance set, within which nobody need ask.
Verdict reallocates(const Question& question) {
    const auto field = question.parameter("costs");
    const auto* kind = question.at(question.parameter("kind")).as_text();
    const auto& after = rows_of(member(question.input, field));
    if (!kind || *kind != "reallocation" || after.empty()) return passed();
    const auto& before = rows_of(question.at(question.parameter("planned")));
    const Money planned = sum_of(before, "amount_cents"), given = sum_of(after, "amount_cents");
    if (planned != given)
        return wrong_field(field, "field.reallocation_sum",
                           {{"planned_cents", planned.in_cents()}, {"given_cents", given.in_cents()}});
    if (eligible_in(before) != eligible_in(after))
        return wrong_field(
            field, "field.reallocation_eligible",
            {{"planned_cents", eligible_in(before).in_cents()}, {"given_cents", eligible_in(after).in_cents()}});
    const auto* setting = member(question.definition.settings, question.parameter("tolerance")).as_record();
    const auto tolerance = Percent::parse(setting ? text_of(*setting, "value") : std::string{});
    if (!tolerance || passes_tolerance(before, after, *tolerance)) return passed();
    return blocked(question, "reallocates", {{"tolerance_rate", to_text(*tolerance)}});
}

/// changed_plan_balances {kind, costs, cover, requested}: when the costs change, the new plan is covered.
Verdict changed_plan_balances(const Question& question) {
    const auto* kind = question.at(question.parameter("kind")).as_text();
    return kind && *kind == "cost_change" ? plan_balances(question) : passed();
}

/// partners_of_grant {rows, costs, document}: each partner once, never the applicant; together they leave the applicant a
/// share; the agreement among them was added for this change.
Verdict partners_of_grant(const Question& question) {
    const auto field = question.parameter("rows");
    const auto& rows = rows_of(member(question.input, field));
    Verdict verdict;
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto* row = rows[i].as_record();
        const auto key = row ? text_of(*row, "recipient") : std::string{};
        const auto name = field + "." + std::to_string(i) + ".recipient";
        const auto& own = question.file.recipient;
        if (key == own.key || key == own.ags || key == own.ars)
            verdict.fields.emplace(name, Message{"field.partner_is_applicant", {{"recipient", key}}});
        else if (std::ranges::find(seen, key) != seen.end())
            verdict.fields.emplace(name, Message{"field.partner_twice", {{"recipient", key}}});
        seen.push_back(key);
    }
    const Money shares = sum_of(rows, "share_cents");
    const Money costs = sum_of(rows_of(question.at(question.parameter("costs"))), "amount_cents");
    if (!rows.empty() && shares >= costs)
        block(verdict, question, "partner_shares",
              {{"shares_cents", shares.in_cents()}, {"costs_cents", costs.in_cents()}});
    const auto kind = question.parameter("document");
    const auto label = question.definition.document_labels.find(kind);
    if (!rows.empty() && !added_since_opening(question, kind))
        block(verdict, question, "documents_present",
              {{"kind", kind}, {"label", label == question.definition.document_labels.end() ? kind : label->second}});
    return verdict;
}

/// successor_takes_over {kind, field}: the recipient was merged away since, and its successor is the one named.
Verdict successor_takes_over(const Question& question) {
    const auto* kind = question.at(question.parameter("kind")).as_text();
    if (!kind || *kind != "recipient") return passed();
    const auto& own = question.file.recipient;
    if (!question.file.ended_bodies.contains(own.key))
        return blocked(question, "successor_takes_over", {{"recipient", own.name}});
    const auto& successor = question.file.acting_for(own);
    const auto* asked = member(question.input, question.parameter("field")).as_text();
    if (!asked || *asked == successor.key || *asked == successor.ags || *asked == successor.ars) return passed();
    return wrong_field(question.parameter("field"), "field.other_successor",
                       {{"given", *asked}, {"successor", successor.name}, {"key", successor.key}});
}

/// change_adds_up {slices}: the slices of the amended grant sum up to its award, each year once.
Verdict change_adds_up(const Question& question) {
    const auto grant = amendment_of(question).after;
    const Money award = Money::cents(integer_of(grant, "award_cents"));
    Money sum;
    std::vector<int> years;
    for (const auto& slice : slices_of(member(grant, "slices"))) {
        if (std::ranges::find(years, slice.year) != years.end())
            return wrong_field(question.parameter("slices"), "field.year_twice", {{"year", slice.year}});
        years.push_back(slice.year);
        sum += slice.amount;
    }
    if (sum == award) return passed();
    return wrong_field(question.parameter("slices"), "field.slices_sum",
                       {{"sum_cents", sum.in_cents()}, {"total_cents", award.in_cents()}});
}

/// something_changes: the grant asked for is not the one in force.
Verdict something_changes(const Question& question) {
    const auto amendment = amendment_of(question);
    if (!question.attempted || !changes_of(question.file, amendment).empty()) return passed();
    return blocked(question, "something_changes");
}

/// change_not_below_called: in no year less is granted than was called or paid already.
Verdict change_not_below_called(const Question& question) {
    Verdict verdict;
    const auto grant = amendment_of(question).after;
    for (const auto& [year, change] : yearly_changes(question.file, grant)) {
        if (change.below.is_zero()) continue;
        Money slice;
        for (const auto& due : slices_of(member(grant, "slices")))
            if (due.year == year) slice += due.amount;
        block(verdict, question, "change_not_below_called",
              {{"year", year},
               {"called_cents", (slice + change.below).in_cents()},
               {"slice_cents", slice.in_cents()},
               {"below_cents", change.below.in_cents()}});
    }
    return verdict;
}

/// change_award_within {limits, costs, cover, requested}: the amended award is within what `award_within` asks of a first one.
Verdict change_award_within(const Question& question) {
    const auto amendment = amendment_of(question);
    if (amendment.kind != "cost_change" || question.at("examine.award_cents").is_empty()) return passed();
    return judge_award(question, {.award = Money::cents(integer_of(amendment.after, "award_cents")),
                                  .eligible = Money::cents(integer_of(amendment.after, "eligible_cents")),
                                  .requested = question.money_at(question.parameter("requested")),
                                  .financing_type = text_of(amendment.after, "financing_type"),
                                  .rate = text_of(amendment.after, "rate"),
                                  .costs = rows_of(question.at(question.parameter("costs"))),
                                  .cover = rows_of(question.at(question.parameter("cover")))});
}

/// change_covered {own_reservation}: the budget line of the grant covers what rises in each year, as `every_slice_covered`
/// asks of a first grant; nothing rises in a year that is over.
Verdict change_covered(const Question& question) {
    const auto rises = rises_of(yearly_changes(question.file, amendment_of(question).after));
    const auto line = text_of(question.file.grant, "budget_line");
    const int year = year_of(question.situation.today);
    const bool own = flag_of(question.parameters, "own_reservation");
    Verdict verdict;
    for (const auto& rise : rises)
        if (rise.year < year)
            block(verdict, question, "slice_in_past_year",
                  {{"year", rise.year}, {"amount_cents", rise.amount.in_cents()}});
    const auto freed = own ? without_own_reservation(question) : Balances{};
    for (const auto& gap : shortfalls(own ? freed : *question.situation.balances, line, year, rises))
        if (!gap.in_past_year)
            block(verdict, question, "every_slice_covered",
                  {{"year", gap.year}, {"missing_cents", gap.missing.in_cents()}, {"line", line}},
                  gap.commitment_appropriation ? "blocker.every_slice_covered.later_year"
                                               : "blocker.every_slice_covered.this_year");
    return verdict;
}

/// change_not_provisional {necessity}: what `budget_not_provisional` asks of a first grant, where the amendment adds money in a year.
Verdict change_not_provisional(const Question& question) {
    if (rises_of(yearly_changes(question.file, amendment_of(question).after)).empty()) return passed();
    return unless_provisional(question, text_of(question.file.grant, "budget_line"));
}

/// change_reserved {until}: the case holds a reservation of exactly what rises, made in this budget year, and none of the
/// deadlines named has passed.
Verdict change_reserved(const Question& question) {
    for (const auto& name : question.parameter_names("until"))
        if (const auto* running = running_deadline(question, name); running && running->due < question.situation.today)
            return blocked(question, "reserved", {{"due", to_iso(running->due)}}, "blocker.reserved.expired");
    std::map<int, Money> held, wanted;
    for (const auto& [account, amount] : question.file.held) {
        if (account.stage != "reserved") continue;
        if (account.budget_year != year_of(question.situation.today))
            return blocked(question, "reserved", {{"year", account.budget_year}}, "blocker.reserved.past_year");
        held[account.due_year] += amount;
    }
    for (const auto& rise : rises_of(yearly_changes(question.file, amendment_of(question).after)))
        wanted[rise.year] += rise.amount;
    return held == wanted ? passed() : blocked(question, "reserved");
}

}  // namespace foerderlauf

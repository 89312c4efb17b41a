// Checks of a payment request (Mittelabruf): what may be called now, and to whose account. In which order: order_of_use.cpp.
#include "workflow/checks/check.hpp"

#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

/// Money of the case in a stage that belongs to the budget of this year.
Money held_this_year(const Question& question, std::string_view stage) {
    Money held;
    for (const auto& [account, amount] : question.file.held)
        if (account.stage == stage && account.due_year == account.budget_year &&
            account.due_year == year_of(question.situation.today))
            held += amount;
    return held;
}

std::string iban_at(const Question& question, const std::string& path) {
    const auto* text = question.at(path).as_text();
    return text ? *text : std::string{};
}

/// The request was submitted again after that confirmation, perhaps with another account: it confirms nothing any more.
bool given_anew(const Question& question, const Taken& confirmation) {
    const auto step = question.parameter("iban").substr(0, question.parameter("iban").find('.'));
    return std::ranges::any_of(question.file.history, [&](const Taken& entry) {
        return entry.machine == confirmation.machine && entry.step == step && entry.seq > confirmation.seq;
    });
}

/// The account money goes to without this request: the newest one that was confirmed, else the application's.
std::string known_iban(const Question& question) {
    std::string known = iban_at(question, question.parameter("known"));
    std::int64_t newest = 0;
    for (const auto& entry : question.file.history) {
        const auto* other = question.file.machine(entry.machine);
        if (entry.step != question.parameter("step") || entry.machine == question.machine.id || entry.seq < newest ||
            !other || other->name != question.machine.name || given_anew(question, entry))
            continue;
        if (const auto* iban = given_at(*other, question.parameter("iban")).as_text()) known = *iban;
        newest = entry.seq;
    }
    return known;
}

bool iban_changed(const Question& question) {
    const auto given = iban_at(question, question.parameter("iban"));
    return !given.empty() && given != known_iban(question);
}

std::int64_t newest_taking(const Question& question, const std::string& step) {
    std::int64_t newest = 0;
    for (const auto& entry : question.file.history)
        if (entry.machine == question.machine.id && entry.step == step) newest = entry.seq;
    return newest;
}

std::string row_field(const std::string& rows, std::size_t number) {
    return rows + "." + std::to_string(number) + ".due";
}

/// Every payment's day, judged by one question; a wrong one is a wrong field.
template <typename Judge>
Verdict judge_days(const Question& question, const Judge& judge) {
    Verdict verdict;
    const auto rows = question.parameter("rows");
    const auto& payments = list_of(question.input, rows);
    for (std::size_t i = 0; i < payments.size(); ++i) {
        const auto* payment = payments[i].as_record();
        const auto due = payment ? date_of(member(*payment, "due")) : std::nullopt;
        if (!due) continue;
        if (auto message = judge(*due)) verdict.fields.emplace(row_field(rows, i), std::move(*message));
    }
    return verdict;
}

}  // namespace

/// payments_in_period {rows, first, last}: each payment falls due within the period of the grant (Bewilligungszeitraum).
Verdict payments_in_period(const Question& question) {
    const auto first = date_of(question.at(question.parameter("first")));
    const auto last = date_of(question.at(question.parameter("last")));
    return judge_days(question, [&](Date due) -> std::optional<Message> {
        if ((!first || due >= *first) && (!last || due <= *last)) return {};
        return Message{
            "field.payment_outside_period",
            {{"given", to_iso(due)}, {"first", to_iso(first.value_or(due))}, {"last", to_iso(last.value_or(due))}}};
    });
}

/// payments_soon {rows, given, setting}: each payment is due, or falls due within the window of use counted from today.
Verdict payments_soon(const Question& question) {
    const auto window = set_length(question.definition, question.file, question.parameter("given"),
                                   question.parameter("setting"));
    if (!window) return passed();
    const Date latest = last_day(question.situation.today, *window, *question.situation.calendar,
                                 question.definition.authority_place);
    return judge_days(question, [&](Date due) -> std::optional<Message> {
        if (due <= latest) return {};
        return Message{"field.payment_too_late", {{"given", to_iso(due)}, {"latest", to_iso(latest)}}};
    });
}

/// slice_left {amount}: what is called is still bound and due this year, and this year's budget is opened.
Verdict slice_left(const Question& question) {
    const auto* amount = member(question.input, question.parameter("amount")).as_integer();
    const Money left = held_this_year(question, "committed");
    if (!amount || Money::cents(*amount) <= left) return passed();
    const int year = year_of(question.situation.today);
    Money waiting;  // bound for this year by a commitment appropriation: payable once the year's budget is opened
    for (const auto& [account, held] : question.file.held)
        if (account.stage == "committed" && account.due_year == year && account.budget_year < year) waiting += held;
    if (!waiting.is_zero() && Money::cents(*amount) <= left + waiting)
        return blocked(question, "slice_left", {{"year", year}, {"waiting_cents", waiting.in_cents()}},
                       "blocker.slice_left.not_opened");
    return blocked(question, "slice_left",
                   {{"year", year}, {"left_cents", left.in_cents()}, {"amount_cents", *amount}});
}

/// one_at_a_time {states}: no other request of this case is on its way.
Verdict one_at_a_time(const Question& question) {
    const auto states = question.parameter_names("states");
    const auto* machine = question.definition.machine(question.machine.name);
    for (const auto& other : question.file.machines)
        if (other.id != question.machine.id && other.name == question.machine.name &&
            std::ranges::find(states, other.state) != states.end())
            return blocked(question, "one_at_a_time",
                           {{"title", machine->title}, {"state", machine->state(other.state)->label}});
    return passed();
}

/// use_reported {deadline}: no earlier payment waits for its report of use beyond its window.
Verdict use_reported(const Question& question) {
    for (const auto& running : question.file.deadlines) {
        const auto* other = question.file.machine(running.machine);
        if (running.name == question.parameter("deadline") && other && other->name == question.machine.name &&
            running.machine != question.machine.id && running.due < question.situation.today)
            return blocked(question, "use_reported", {{"due", to_iso(running.due)}});
    }
    return passed();
}

/// approved_within {approved, requested, reason}: not more than was called is approved, and less only with a reason.
Verdict approved_within(const Question& question) {
    const auto field = question.parameter("approved"), reason = question.parameter("reason");
    const auto* approved = member(question.input, field).as_integer();
    const Money requested = question.money_at(question.parameter("requested"));
    if (!approved) return passed();
    if (Money::cents(*approved) > requested)
        return wrong_field(field, "field.approved_above", {{"requested_cents", requested.in_cents()}});
    const auto* words = member(question.input, reason).as_text();
    if (Money::cents(*approved) < requested && (!words || words->empty()))
        return wrong_field(reason, "field.reduction_reason", {{"requested_cents", requested.in_cents()}});
    return passed();
}

/// account_changed {iban, known, step}: this request names another account than the one money goes to.
Verdict account_changed(const Question& question) {
    return iban_changed(question) ? passed() : blocked(question, "account_changed");
}

/// account_confirmed {iban, known, step, since}: a changed account was confirmed since the request was last submitted.
Verdict account_confirmed(const Question& question) {
    if (!iban_changed(question)) return passed();
    const bool confirmed = newest_taking(question, question.parameter("step")) >
                           newest_taking(question, question.parameter("since"));
    return confirmed ? passed() : blocked(question, "account_confirmed");
}

/// called_this_year: the money called stands in the budget of this year; last year's has lapsed (§ 45 ThürLHO).
Verdict called_this_year(const Question& question) {
    if (held_this_year(question, "called") == question.file.held_in("called")) return passed();
    return blocked(question, "called_this_year", {{"year", year_of(question.situation.today)}});
}

/// before_cut_off {setting}: not after the cash desk's last day of the year, `12-15`; without the setting on every day.
Verdict before_cut_off(const Question& question) {
    const auto* setting = member(question.definition.settings, question.parameter("setting")).as_record();
    if (!setting) return passed();
    const auto today = question.situation.today;
    const auto last = parse_date(std::to_string(year_of(today)) + "-" + text_of(*setting, "value"));
    if (!last || today <= *last) return passed();
    return blocked(question, "before_cut_off", {{"last", to_iso(*last)}});
}

/// used_within {used, paid}: not more was used than was paid.
Verdict used_within(const Question& question) {
    const auto field = question.parameter("used");
    const auto* used = member(question.input, field).as_integer();
    const Money paid = question.money_at(question.parameter("paid"));
    if (!used || Money::cents(*used) <= paid) return passed();
    return wrong_field(field, "field.used_above", {{"paid_cents", paid.in_cents()}});
}

}  // namespace foerderlauf

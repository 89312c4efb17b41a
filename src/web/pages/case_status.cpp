#include "web/pages/case_views.hpp"

#include "casework/disclosure.hpp"
#include "casework/usual_duration.hpp"
#include "domain/calendar.hpp"
#include "web/pages/case_retention.hpp"
#include "web/pages/officers.hpp"

#include <algorithm>
#include <ranges>

namespace foerderlauf {

namespace {

bool is_with_applicant(const State& state) { return is_applicant_duty(state.owner); }

/// The clock of § 75 VwGO, the one deadline everybody asks for; null while it does not run.
const RunningDeadline* clock_of(const CaseFile& file) {
    const auto found = std::ranges::find(file.deadlines, "inaction", &RunningDeadline::name);
    return found == file.deadlines.end() ? nullptr : &*found;
}

/// Who is reminded, and on which day that was done.
std::string reminder_line(const CaseFile& file, const RunningDeadline& deadline, const Words& words) {
    const Record duty{{"duty", words.duty(deadline.then_remind)}};
    for (const auto& given : std::views::reverse(file.reminders))
        if (given.deadline == deadline.name && given.machine == deadline.machine && given.due == deadline.due)
            return words.sentence("pages.deadline_then.reminded",
                                  {{"duty", words.duty(deadline.then_remind)}, {"on", to_german(given.on)}});
    return words.sentence("pages.deadline_then.remind", duty);
}

std::string heading(const CaseReading& reading, const State& state, int days, const Words& words) {
    const auto key = "pages.state." + (reading.file.offered_on && !reading.file.served_on ? "offered" : state.name);
    if (reading.as_applicant && words.knows(key)) return words.sentence(key);
    if (reading.as_applicant || state.owner.empty()) return state_words(state, reading.as_applicant);
    const bool mine = reading.actor.has(state.owner);
    return words.sentence(mine ? "pages.case.with_you" : "pages.case.with_duty",
                          {{"state", state.label},
                           {"duty", words.duty(state.owner)},
                           {"since", words.counted("pages.since_days", days)}});
}

/// What happens next and who makes it happen, in one sentence.
std::string what_then(const CaseReading& reading, const State& state, const Words& words) {
    if (state.final) return words.sentence("pages.case.nothing_more");
    if (reading.as_applicant && reading.file.offered_on && !reading.file.served_on)
        return words.sentence("pages.case.open_notice");
    const auto& main = reading.definition->main();
    const auto next = std::ranges::find_if(
        main.steps, [&](const Step& step) { return step.primary && step.leads_from(state.name); });
    if (next == main.steps.end()) return {};
    if (reading.as_applicant && std::ranges::none_of(next->by, is_applicant_duty))
        return words.sentence("pages.case.authority_acts", {{"duty", words.duty(state.owner)}});
    std::vector<std::string> duties;
    for (const auto& duty : next->by)
        if (duty != "system") duties.push_back(words.duty(duty));
    return words.sentence("pages.case.next_step",
                          {{"title", next->title}, {"duty", duties.empty() ? "" : duties.front()}});
}

/// Days the authority waited for documents while the clock of § 75 ran (contract § 4.2).
int days_without_documents(const CaseFile& file, Date today) {
    int days = 0;
    std::optional<Date> asked;
    for (const auto& entry : file.history) {
        if (entry.machine != 1) continue;
        if (entry.to == "supplement_requested" && !asked) asked = berlin_day(entry.at);
        else if (asked && entry.to != "supplement_requested") {
            days += days_between(*asked, berlin_day(entry.at));
            asked.reset();
        }
    }
    return asked ? days + days_between(*asked, today) : days;
}

View::Views money_facts(const CaseReading& reading, const Words& words) {
    const auto money = money_of(*reading.definition, reading.file);
    View::Views facts;
    const auto add = [&](const char* key, Money amount) {
        if (!amount.is_zero()) facts.push_back(fact(words.sentence(key), words.amount(amount)));
    };
    facts.push_back(fact(words.sentence("pages.money.requested"),
                         money.requested.is_zero() ? words.sentence("pages.open_yet") : words.amount(money.requested)));
    if (!reading.as_applicant || is_decision_told(reading.file)) {
        add("pages.money.eligible", money.eligible);
        add("pages.money.award", money.award);
    }
    if (!reading.as_applicant) {
        add("pages.money.reserved", money.reserved);
        add("pages.money.committed", money.committed);
    }
    add("pages.money.paid", money.paid);
    add("pages.money.repaid", money.repaid);
    return facts;
}

/// How the notice is on its way, until it is served.
void add_service(const CaseReading& reading, const Words& words, View::Views& facts) {
    const auto& file = reading.file;
    if (file.served_on) return;
    if (file.offered_on)
        facts.push_back(fact_on_day(words.sentence("pages.case.offered"), words.day(*file.offered_on)));
    if (file.retrieval_failed && !reading.as_applicant)
        facts.push_back(fact(words.sentence("pages.case.retrieval"), words.sentence("pages.case.retrieval_failed")));
}

/// What is usual in this programme, while somebody waits for its decision.
void add_usual_duration(const Visit& visit, const CaseReading& reading, View::Views& facts) {
    const auto& file = reading.file;
    const auto* state = reading.definition->main().state(file.main().state);
    if (!file.submitted_on || file.decided_on || !state || state->final) return;
    const auto& words = visit.words;
    if (const auto usual = usual_duration(visit.site().store, reading.definition->programme, words.today()))
        facts.push_back(fact(words.sentence("pages.case.usual"), words.days(usual->days),
                             words.counted("pages.case.usual_cases", usual->cases)));
}

}  // namespace

std::string state_words(const State& state, bool as_applicant) {
    return typeset(as_applicant && !state.public_label.empty() ? state.public_label : state.label);
}

View state_badge(const State& state, bool as_applicant) {
    const auto words = state_words(state, as_applicant);
    if (state.final) return badge("neutral", "check", words);
    if (state.owner == "applicant_clerk" && !state.edits.empty() && state.no_clock.empty())
        return badge("warning", "warning", words);
    if (state.name == "running" || state.name == "grant_served") return badge("success", "success", words);
    if (is_with_applicant(state)) return badge("neutral", "draft", words);
    return badge("info", "info", words);
}

View fact(std::string term, std::string answer, std::string remark) {
    return View::Group{
        {"term", std::move(term)}, {"answer", std::move(answer)}, {"answer_day", false}, {"remark", std::move(remark)}};
}

View fact_on_day(std::string term, View day, std::string remark) {
    return View::Group{
        {"term", std::move(term)}, {"answer", false}, {"answer_day", std::move(day)}, {"remark", std::move(remark)}};
}

View status_view(const Visit& visit, const CaseReading& reading) {
    const auto& words = visit.words;
    const auto& file = reading.file;
    const State& state = *reading.definition->main().state(file.main().state);
    const auto since = berlin_day(file.main().since);
    const int days = days_between(since, words.today());

    View::Views facts;
    const auto holder = state.owner.empty() ? words.sentence("pages.case.nobody") : words.duty(state.owner);
    facts.push_back(fact(words.sentence("pages.case.holder"),
                         reading.actor.has(state.owner) ? words.sentence("pages.case.you") : holder,
                         reading.actor.has(state.owner) ? holder : ""));
    if (const auto officers = officers_in_words(visit, reading); !officers.empty())
        facts.push_back(fact(words.sentence("pages.case.officer"), officers));
    facts.push_back(fact_on_day(words.sentence("pages.case.since"), words.day(since), words.days(days)));
    if (file.submitted_on)
        facts.push_back(fact_on_day(words.sentence("pages.case.received"), words.day(*file.submitted_on),
                                    words.counted("pages.days_ago", days_between(*file.submitted_on, words.today()))));
    add_usual_duration(visit, reading, facts);
    if (const auto* clock = clock_of(file)) {
        const int waited = days_without_documents(file, words.today());
        const auto remark = waited > 0 ? words.counted("pages.case.without_documents", waited)
                                       : words.sentence("pages.case.clock_source");
        facts.push_back(fact_on_day(words.sentence("pages.case.clock"), words.day(clock->due), remark));
    }
    if (const auto end = file.ended_bodies.find(file.recipient.key); end != file.ended_bodies.end())
        facts.push_back(fact(words.sentence("pages.case.successor"), spoken_name(file.acting_for(file.recipient)),
                             with_successor(spoken_name(file.recipient), end->second, words)));
    for (const auto& former : file.former_recipients)
        if (const auto end = file.ended_bodies.find(former.key); end != file.ended_bodies.end())
            facts.push_back(fact(words.sentence("pages.case.former_recipient"),
                                 with_successor(spoken_name(former), end->second, words)));
    const auto told = told_deadlines(*reading.definition, file, reading.as_applicant);
    facts.push_back(told.empty() ? fact(words.sentence("pages.case.next_date"), words.sentence("pages.none"))
                                 : fact_on_day(words.sentence("pages.case.next_date"), words.day(told.front().due),
                                               deadline_name(told.front().name, words)));
    if (file.represented_by)
        facts.push_back(fact(words.sentence("pages.case.represented_by"), spoken_name(*file.represented_by)));
    add_service(reading, words, facts);
    add_retention_facts(visit, reading, facts);
    if (const auto held = file.counts.find("consultations"); held != file.counts.end())
        facts.push_back(fact(words.sentence("pages.case.consultations"), std::to_string(held->second)));
    if (file.served_on) facts.push_back(fact_on_day(words.sentence("pages.case.served"), words.day(*file.served_on)));
    for (auto& amount : money_facts(reading, words)) facts.push_back(std::move(amount));

    const bool must_act = !state.owner.empty() && reading.actor.has(state.owner);
    View view = View::Group{{"status_heading", heading(reading, state, days, words)},
                            {"status_badge", state_badge(state, reading.as_applicant)},
                            {"status_act", must_act},
                            {"facts", facts},
                            {"then", what_then(reading, state, words)},
                            {"clock_badge", false}};
    if (const auto* clock = clock_of(file); clock && !reading.as_applicant) {
        const auto left = words.sentence("pages.case.clock_badge", {{"distance", words.distance(clock->due)}});
        const int to_go = days_between(words.today(), clock->due);
        view["clock_badge"] = to_go < 0    ? badge("danger", "danger", left)
                              : to_go <= 7 ? badge("warning", "warning", left)
                                           : badge("neutral", "calendar-today", left);
    }
    return view;
}

std::string deadline_name(const std::string& name, const Words& words) {
    const auto key = "pages.deadline." + name;
    return words.knows(key) ? words.sentence(key) : name;
}

View deadlines_view(const CaseReading& reading, const Words& words) {
    View::Views views;
    for (const auto& deadline : told_deadlines(*reading.definition, reading.file, reading.as_applicant)) {
        const auto* machine = reading.file.machine(deadline.machine);
        const auto* known = machine ? reading.definition->machine(machine->name) : nullptr;
        const auto* fires = known ? known->step(deadline.then_fire) : nullptr;
        std::string then;
        if (fires) then = words.sentence("pages.deadline_then.fire", {{"title", fires->title}});
        else if (!deadline.then_remind.empty() && !reading.as_applicant)
            then = reminder_line(reading.file, deadline, words);
        views.push_back(View::Group{{"deadline_name", deadline_name(deadline.name, words)},
                                    {"deadline_day", words.weekday(deadline.due)},
                                    {"urgency", words.urgency(deadline.due)},
                                    {"deadline_then", then},
                                    {"deadline_source", typeset(deadline.source)}});
    }
    return views;
}

}  // namespace foerderlauf

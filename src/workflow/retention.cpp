#include "workflow/retention.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr std::string_view erasure_law = "Art. 17 DSGVO";

/// The case ended; years later, on the last day of February where that day does not exist.
Date years_later(Date day, int years) {
    using namespace std::chrono;
    const year_month_day later = year_month_day{day} + std::chrono::years{years};
    return later.ok() ? Date{later} : Date{later.year() / later.month() / last};
}

bool at_rest(const Definition& definition, const MachineFile& file) {
    const auto* machine = definition.machine(file.name);
    const auto* state = machine ? machine->state(file.state) : nullptr;
    return state && state->final;
}

/// The number of the event with which the case came to rest; 0 while a machine is open.
std::int64_t end_of_case(const Definition& definition, const CaseFile& file) {
    if (!std::ranges::all_of(file.machines, [&](const auto& machine) { return at_rest(definition, machine); }))
        return 0;
    const auto moved = std::ranges::find_if(file.history.rbegin(), file.history.rend(),
                                            [](const Taken& taken) { return taken.from != taken.to; });
    return moved == file.history.rend() ? 0 : moved->seq;
}

/// The newest taking of a step of the main machine after that event.
const Taken* taken_after(const CaseFile& file, std::string_view step, std::int64_t seq) {
    const auto* taken = file.last(step);
    return taken && taken->seq > seq ? taken : nullptr;
}

Result<NewEvents> blocked(const RetentionWish& wish, const char* check, std::string_view source, Record values = {}) {
    return tl::unexpected{Refusal{Kind::Blocked,
                                  {"refusal.retention", {{"step", wish.step}}},
                                  {{check, std::string{source}, {std::string{"blocker."} + check, std::move(values)}}},
                                  {}}};
}

Result<NewEvents> wrong_field(const char* field, const char* key, Record values = {}) {
    return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{field, {key, std::move(values)}}}}};
}

/// The event an erasure names: the one that added the document, or the entry of the history itself; 0 for neither.
std::int64_t event_named(const CaseFile& file, const std::string& what) {
    std::int64_t number = 0;
    const auto slash = what.find('/');
    const auto digits = slash == std::string::npos ? std::string_view{} : std::string_view{what}.substr(slash + 1);
    const auto* end = digits.data() + digits.size();
    if (digits.empty() || std::from_chars(digits.data(), end, number).ptr != end) return 0;
    if (what.starts_with("event/")) return number >= 1 && number <= file.seq ? number : 0;
    const auto document = std::ranges::find(file.documents, number, &Document::id);
    const bool known = what.starts_with("document/") && document != file.documents.end() && !is_erased(*document);
    return known ? document->seq : 0;
}

/// One wish being judged.
class Retaining {
public:
    Retaining(const Definition& definition, const CaseFile& file, const Situation& situation,
              const RetentionRules& rules, const Actor& actor, const RetentionWish& wish)
        : definition_{definition}, file_{file},
          situation_{situation}, actor_{actor}, wish_{wish}, now_{retention_of(definition, file, rules)} {}

    Result<NewEvents> offer() const {
        if (auto hindered = not_over()) return std::move(*hindered);
        if (now_.offered_on)
            return blocked(wish_, "already_offered", archive_law(), {{"day", to_iso(*now_.offered_on)}});
        return event({{"until", to_iso(*now_.until)}});
    }

    Result<NewEvents> answer() const {
        if (!now_.offered_on) return blocked(wish_, "not_offered", archive_law());
        if (now_.answered_on)
            return blocked(wish_, "already_answered", archive_law(), {{"day", to_iso(*now_.answered_on)}});
        const auto outcome = text_of(wish_.given, "outcome");
        const auto day = parse_date(text_of(wish_.given, "date"));
        const auto typed = text_of(wish_.given, "reference");
        const auto reference = trimmed(typed);
        constexpr std::size_t longest = 100;
        if (outcome != "taken_over" && outcome != "no_lasting_value")
            return wrong_field("outcome", "field.archive_outcome", {{"given", FreeText{outcome}}});
        if (!day) return wrong_field("date", "field.archive_date");
        if (*day > situation_.today)
            return wrong_field("date", "field.date_too_late.today",
                               {{"given", to_iso(*day)}, {"latest", to_iso(situation_.today)}});
        if (*day < *now_.offered_on)
            return wrong_field("date", "field.before_offer", {{"day", to_iso(*now_.offered_on)}});
        if (reference.empty() || length_of(reference) > longest)
            return wrong_field("reference", "field.archive_reference");
        // The reference is part of the proof that stays after the deletion, so it stands in clear.
        return event({{"outcome", outcome}, {"date", to_iso(*day)}, {"reference", std::string{reference}}});
    }

    Result<NewEvents> propose() const {
        if (auto hindered = not_answered()) return std::move(*hindered);
        if (now_.proposal) return blocked(wish_, "already_proposed", archive_law());
        return event({{"answer", now_.answer}});
    }

    Result<NewEvents> dispose() const {
        if (auto hindered = not_answered()) return std::move(*hindered);
        if (!now_.proposal) return blocked(wish_, "not_proposed", archive_law());
        if (now_.proposal->person == actor_.person) return blocked(wish_, "second_person", archive_law());
        auto events = event({{"proposed_seq", now_.proposal->seq}, {"until", to_iso(*now_.until)}});
        events->front().facts.values["erased"] = Record{
            {"everything", true}, {"documents", static_cast<std::int64_t>(file_.documents.size())}};
        return events;
    }

    Result<NewEvents> propose_erasure() const {
        const auto what = text_of(wish_.given, "what");
        if (event_named(file_, what) == 0)
            return wrong_field("what", "field.erasure_what", {{"given", FreeText{what}}});
        if (trimmed(wish_.reason).empty()) return wrong_field("reason", "field.reason_missing");
        auto events = event({{"what", what}});
        events->front().facts.reason = FreeText{wish_.reason};
        return events;
    }

    Result<NewEvents> erase() const {
        const auto what = text_of(wish_.given, "what");
        if (!now_.erasure) return blocked(wish_, "erasure_not_proposed", erasure_law);
        if (what != now_.erasure_what) return wrong_field("what", "field.other_erasure", {{"what", now_.erasure_what}});
        if (now_.erasure->person == actor_.person) return blocked(wish_, "second_person", erasure_law);
        auto events = event({{"what", what}, {"proposed_seq", now_.erasure->seq}});
        events->front().facts.values["erased"] = Record{{"events", List{event_named(file_, what)}}};
        return events;
    }

private:
    /// The law and the setting that the installation keeps its records by.
    std::string archive_law() const { return now_.rule ? now_.rule->source : std::string{}; }

    /// Why the records are not free yet.
    std::optional<Result<NewEvents>> not_over() const {
        if (!now_.ended_on) return blocked(wish_, "case_is_open", archive_law());
        if (!now_.until) return blocked(wish_, "no_retention_rule", archive_law(), {{"programme", file_.programme}});
        if (situation_.today <= *now_.until)
            return blocked(wish_, "retention_runs", now_.rule->source, {{"day", to_iso(*now_.until)}});
        return {};
    }
    std::optional<Result<NewEvents>> not_answered() const {
        if (auto hindered = not_over()) return hindered;
        if (!now_.answered_on) return blocked(wish_, now_.offered_on ? "not_answered" : "not_offered", archive_law());
        return {};
    }

    Result<NewEvents> event(Record fields) const {
        Event event = new_event(definition_, file_, situation_, actor_);
        event.duty = wish_.step == "dispose" || wish_.step == "erase" ? "decider" : "admin";
        event.step = wish_.step;
        event.from = event.to = file_.main().state;
        event.facts.fields = std::move(fields);
        return NewEvents{std::move(event)};
    }

    const Definition& definition_;
    const CaseFile& file_;
    const Situation& situation_;
    const Actor& actor_;
    const RetentionWish& wish_;
    const Retention now_;
};

struct RetentionStep {
    std::string_view name;
    std::string_view duty;
    Result<NewEvents> (Retaining::*judge)() const;
};

const std::vector<RetentionStep>& retention_steps() {
    static const std::vector<RetentionStep> steps = {
        {"offer_to_archive", "admin", &Retaining::offer},          {"archive_answer", "admin", &Retaining::answer},
        {"propose_disposal", "admin", &Retaining::propose},        {"dispose", "decider", &Retaining::dispose},
        {"propose_erasure", "admin", &Retaining::propose_erasure}, {"erase", "decider", &Retaining::erase}};
    return steps;
}

}  // namespace

const RetentionRule* RetentionRules::rule_for(const std::string& programme) const {
    const auto own = by_programme.find(programme);
    if (own != by_programme.end()) return &own->second;
    return otherwise ? &*otherwise : nullptr;
}

Refusal disposed(const CaseFile& file) {
    const auto* taken = file.last("dispose");
    const auto day = taken ? to_iso(berlin_day(taken->at)) : std::string{};
    return {Kind::Blocked,
            {"refusal.disposed", {{"day", day}}},
            {{"disposed", {}, {"blocker.disposed", {{"day", day}}}}},
            {}};
}

bool is_disposed(const CaseFile& file) { return file.main().given.contains("dispose"); }
bool is_erased(const Document& document) { return document.name.empty(); }

Retention retention_of(const Definition& definition, const CaseFile& file, const RetentionRules& rules) {
    Retention now;
    now.rule = rules.rule_for(file.programme);
    const auto end = end_of_case(definition, file);
    const auto day_of = [](const Taken* taken) { return taken ? std::optional{berlin_day(taken->at)} : std::nullopt; };
    if (end != 0) {
        const auto ended = std::ranges::find(file.history, end, &Taken::seq);
        now.ended_on = berlin_day(ended->at);
        if (now.rule) now.until = years_later(*now.ended_on, now.rule->years);
        now.offered_on = day_of(taken_after(file, "offer_to_archive", end));
        if (now.offered_on) now.answered_on = day_of(taken_after(file, "archive_answer", end));
        if (now.answered_on) {
            now.answer = text_of(file.main().given_with("archive_answer"), "outcome");
            now.archive_reference = text_of(file.main().given_with("archive_answer"), "reference");
            now.proposal = taken_after(file, "propose_disposal", end);
        }
    }
    const auto* erased = file.last("erase");
    now.erasure = taken_after(file, "propose_erasure", erased ? erased->seq : 0);
    if (now.erasure) now.erasure_what = text_of(file.main().given_with("propose_erasure"), "what");
    now.disposal = is_disposed(file) ? file.last("dispose") : nullptr;
    now.disposed_on = day_of(now.disposal);
    return now;
}

Result<NewEvents> retain(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const RetentionRules& rules, const Actor& actor, const RetentionWish& wish,
                         std::optional<std::int64_t> seen_seq) {
    const auto& steps = retention_steps();
    const auto step = std::ranges::find(steps, wish.step, &RetentionStep::name);
    if (step == steps.end()) return refuse(Kind::NotFound, "refusal.no_such_step", {{"step", wish.step}});
    if (!actor.has(step->duty)) return refuse(Kind::NotAllowed, "refusal.not_your_retention", {{"step", wish.step}});
    if (seen_seq && *seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *seen_seq}});
    if (auto conflict = conflict_of(file, actor, std::string{step->duty}); !conflict.empty())
        return tl::unexpected{
            Refusal{Kind::Blocked, {"refusal.retention", {{"step", wish.step}}}, std::move(conflict), {}}};
    if (is_disposed(file)) return tl::unexpected{disposed(file)};
    return (Retaining{definition, file, situation, rules, actor, wish}.*step->judge)();
}

std::vector<Document> documents_erased_by(const CaseFile& before, const NewEvents& events) {
    std::vector<Document> gone;
    for (const auto& event : events) {
        const auto* erased = member(event.facts.values, "erased").as_record();
        if (!erased) continue;
        std::set<std::int64_t> named;
        for (const auto& seq : list_of(*erased, "events"))
            if (const auto* number = seq.as_integer()) named.insert(*number);
        for (const auto& document : before.documents)
            if (!is_erased(document) && (flag_of(*erased, "everything") || named.contains(document.seq)))
                gone.push_back(document);
    }
    return gone;
}

}  // namespace foerderlauf

#include "workflow/correction.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const DeadlineRule* rule_of(const Taking& taking, const std::string& name) {
    const auto& rules = taking.definition.main().deadlines;
    const auto found = std::ranges::find(rules, name, &DeadlineRule::name);
    return found == rules.end() ? nullptr : &*found;
}

std::string given(const Taking& taking, std::string_view path) {
    const auto* text = taking.at(path).as_text();
    return text ? *text : std::string{};
}

/// The event that is corrected: the newest taking of the step, so that the new one can name it.
Value named(const CaseFile& file, std::string_view step) {
    const auto* taken = file.last(step);
    return taken ? Value{taken->seq} : Value{};
}

}  // namespace

const Value& text_of_notice(const CaseFile& file, std::string_view field) {
    if (field == "reasons") return file.at("notice.reasons");
    static const Value nothing;
    return file.grant.empty() ? nothing : file.at("grant." + std::string{field});
}

void correct_text(const Taking& taking, const Value&, Event& event) {
    if (given(taking, "correct.what") != "text") return;
    const auto field = given(taking, "correct.field");
    event.facts.values["corrected_text"] = Record{{"field", field},
                                                  {"from", text_of_notice(taking.file, field)},
                                                  {"to", taking.at("correct.new_text")},
                                                  {"names", named(taking.file, "approve")}};
}

void correct_service(const Taking& taking, const Value& argument, Event& event) {
    const auto kind = parse_service_kind(given(taking, "correct.kind"));
    const auto day = parse_date(given(taking, "correct.date"));
    if (given(taking, "correct.what") != "service" || !kind || !day || !taking.file.served_on) return;
    const Date served = served_on(*kind, *day);
    Record corrected{{"kind", given(taking, "correct.kind")},
                     {"date", to_iso(*day)},
                     {"from", to_iso(*taking.file.served_on)},
                     {"to", to_iso(served)},
                     {"names", named(taking.file, "serve")}};
    if (const auto* rule = rule_of(taking, text_of(*argument.as_record(), "deadline"))) {
        const Date due = due_day(taking.definition, taking.file, taking.situation, *rule, served);
        corrected["due"] = to_iso(due);
        const bool runs = std::ranges::any_of(taking.file.deadlines, [&](const RunningDeadline& running) {
            return running.name == rule->name && running.machine == taking.file.main().id;
        });
        if (runs)
            event.facts.deadlines_started.push_back(
                {rule->name, taking.file.main().id, served, due, rule->source, rule->then_fire, rule->then_remind});
    }
    event.facts.served_on = served;
    event.facts.values["corrected_service"] = std::move(corrected);
}

void append_resumed_remedy(const Taking& taking, const Record& argument, NewEvents& events) {
    if (!events.front().facts.served_on) return;
    CaseFile next = taking.file;
    for (auto event : events) {
        event.seq = next.seq + 1;
        apply(next, event);
    }
    auto resumed = decide(taking.definition, next, taking.situation,
                          {.step = text_of(argument, "step"),
                           .machine = next.main().id,
                           .actor = Actor::system(),
                           .fields = {},
                           .spelling = {},
                           .reason = {},
                           .seen_seq = {}});
    if (resumed) std::ranges::move(*resumed, std::back_inserter(events));  // refused: what was final stays final
}

}  // namespace foerderlauf

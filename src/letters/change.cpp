#include "base/text.hpp"
#include "letters/values.hpp"
#include "workflow/account.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string row_text(const Writing& writing, const Record& row) {
    auto name = text_of(row, "item") + text_of(row, "source");
    if (const auto key = text_of(row, "recipient"); !key.empty()) {
        const auto named = writing.names.find(key);
        name = named == writing.names.end() ? key : named->second;
    }
    const auto* year = member(row, "year").as_integer();
    if (year) name += (name.empty() ? "" : " ") + std::to_string(*year);
    const auto* amount = member(row, "amount_cents").as_integer();
    if (!amount) amount = member(row, "share_cents").as_integer();
    return amount ? name + ": " + to_german(Money::cents(*amount)) : name;
}

/// A value of the grant as a letter says it: an amount, a day, rows one after the other, or its own words.
std::string value_text(const Writing& writing, const std::string& field, const Value& value) {
    if (const auto* cents = value.as_integer()) return to_german(Money::cents(*cents));
    if (const auto* rows = value.as_list()) {
        std::vector<std::string> lines;
        for (const auto& row : *rows)
            if (const auto* record = row.as_record()) lines.push_back(row_text(writing, *record));
        return joined(lines, "; ");
    }
    const auto* text = value.as_text();
    if (!text) return {};
    if (field == "recipient") {
        const auto& file = writing.file;
        if (*text == file.recipient.key || *text == file.recipient.ags || *text == file.recipient.ars)
            return addressed(file.recipient, writing.texts);
        const auto former = std::ranges::find(file.former_recipients, *text, &Recipient::key);
        return former == file.former_recipients.end() ? *text : addressed(*former, writing.texts);
    }
    const auto day = parse_date(*text);
    return day ? to_german(*day) : std::string{trimmed(*text)};
}

/// The day the machine of the event was last asked for what it decides.
std::string requested_on(const Writing& writing) {
    std::string day;
    for (const auto& taken : writing.file.history)
        if (writing.event && taken.machine == writing.event->machine && taken.step == "request")
            day = to_german(berlin_day(taken.at));
    return day;
}

/// Whoever waived the remedy has no period any more, whatever day was the right one.
bool remedy_waived(const Writing& writing) {
    const auto& machine = writing.definition.main();
    const auto rule = std::ranges::find_if(machine.deadlines, &DeadlineRule::after_service);
    if (rule == machine.deadlines.end()) return false;
    const auto names = [](const std::vector<std::string>& steps, const std::string& step) {
        return std::ranges::find(steps, step) != steps.end();
    };
    bool waived = false;
    for (const auto& taken : writing.file.history) {
        if (taken.machine != 1) continue;
        if (names(rule->after_steps, taken.step)) waived = false;
        if (names(rule->until, taken.step) && is_applicant_duty(taken.duty)) waived = true;
    }
    return waived;
}

}  // namespace

void add_change(const Writing& writing, Record& values) {
    const auto& file = writing.file;
    values["decided_on"] = file.decided_on ? to_german(*file.decided_on) : std::string{};
    values["change_requested_on"] = requested_on(writing);
    values["grant_version"] = std::to_string(integer_of(file.grant, "version", 1));
    List changes;
    if (writing.event)
        for (const auto& entry : list_of(writing.event->facts.values, "changes"))
            if (const auto* change = entry.as_record()) {
                const auto field = text_of(*change, "field");
                changes.emplace_back(Record{{"label", writing.texts.sentence("letter.change." + field)},
                                            {"old", value_text(writing, field, member(*change, "from"))},
                                            {"new", value_text(writing, field, member(*change, "to"))}});
            }
    values["changes"] = std::move(changes);
}

void add_correction(const Writing& writing, Record& values) {
    List corrections;
    const auto* text = writing.event ? member(writing.event->facts.values, "corrected_text").as_record() : nullptr;
    const auto* service = writing.event ? member(writing.event->facts.values, "corrected_service").as_record()
                                        : nullptr;
    if (text)
        corrections.emplace_back(Record{{"label", writing.texts.sentence("letter.change." + text_of(*text, "field"))},
                                        {"old", std::string{trimmed(text_of(*text, "from"))}},
                                        {"new", std::string{trimmed(text_of(*text, "to"))}}});
    if (service) {
        const auto day = [&](const char* name) { return value_text(writing, name, member(*service, name)); };
        const auto due = parse_date(text_of(*service, "due"));
        Record told{{"old_day", day("from")}, {"new_day", day("to")}};
        if (due && !remedy_waived(writing)) told[*due < writing.day() ? "remedy_over" : "remedy_due"] = to_german(*due);
        corrections.emplace_back(std::move(told));
    }
    values["correction"] = std::move(corrections);
}

}  // namespace foerderlauf

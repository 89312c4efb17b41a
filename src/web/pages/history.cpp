#include "web/pages/history.hpp"

#include "base/text.hpp"
#include "casework/disclosure.hpp"
#include "domain/calendar.hpp"
#include "web/pages/case_views.hpp"
#include "web/pages/check_lists.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// Whom of the authority it reminds is no business of the applicant's.
std::string reminder_words(const CaseReading& reading, const Event& event, const Record& reminder, const Words& words) {
    const auto due = parse_date(text_of(reminder, "due"));
    const bool told = disclosure_of(reading, event) == Disclosure::Everything;
    return words.sentence(told ? "pages.history.remind" : "pages.history.remind_step_only",
                          {{"deadline", deadline_name(text_of(reminder, "deadline"), words)},
                           {"due", due ? to_german(*due) : std::string{}},
                           {"duty", words.duty(text_of(reminder, "duty"))}});
}

/// What an event did, in the words of the procedure: the step's title, or a sentence for what is no step.
std::string what_happened(const CaseReading& reading, const Event& event, const Words& words) {
    const auto* file = reading.file.machine(event.machine);
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    if (!machine) return event.step;
    if (const auto* step = machine->step(event.step)) return step->title;
    if (event.facts.form && event.step.starts_with("edit_")) {
        const auto form = reading.definition->forms.find(*event.facts.form);
        return words.sentence(
            "pages.history.edited",
            {{"form", form == reading.definition->forms.end() ? *event.facts.form : form->second.title}});
    }
    if (const auto* document = member(event.facts.values, "document").as_record())
        return words.sentence("pages.history.document", {{"name", text_of(*document, "name")}});
    if (const auto* ended = member(event.facts.values, "ended_body").as_record()) {
        const auto* successor = member(*ended, "successor").as_record();
        const auto day = parse_date(text_of(*ended, "valid_to"));
        return words.sentence("pages.history." + event.step,
                              {{"name", text_of(*ended, "name")},
                               {"successor", successor ? text_of(*successor, "name") : std::string{}},
                               {"since", day ? to_german(following_day(*day)) : std::string{}}});
    }
    if (const auto* reminder = member(event.facts.values, "reminder").as_record())
        return reminder_words(reading, event, *reminder, words);
    const auto key = "pages.history." + event.step + (event.step == "open" && event.machine != 1 ? "_machine" : "");
    return words.knows(key)
               ? words.sentence(key, {{"title", machine->title}, {"partner", text_of(event.facts.values, "partner")}})
               : event.step;
}

std::string source_of(const CaseReading& reading, const Event& event) {
    const auto* file = reading.file.machine(event.machine);
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    const auto* step = machine ? machine->step(event.step) : nullptr;
    return step ? step->source : std::string{};
}

std::string who(const HistoryReader& reader, AccountId account, const std::string& duty) {
    if (account == 0) return reader.words.sentence("pages.history.automatic");
    auto name = account == reader.you ? reader.words.sentence("pages.history.you")
                                      : person_name(reader.identity.name_of(account));
    if (name.empty()) name = reader.words.sentence("pages.history.erased");
    const auto named = reader.words.duty(duty);
    return named.empty() ? name : name + ", " + named;
}

/// Who acted, and for whom when it was a substitute.
std::string acted_by(const HistoryReader& reader, const Event& event) {
    auto actor = who(reader, event.actor, event.duty);
    const auto* whose = member(event.facts.values, "in_place_of").as_integer();
    if (!whose) return actor;
    auto represented = person_name(reader.identity.name_of(*whose));
    if (represented.empty()) represented = reader.words.sentence("pages.history.erased");
    return reader.words.sentence("pages.history.in_place_of", {{"actor", actor}, {"represented", represented}});
}

std::string reason_of(const CaseReading& reading, const Event& event, const Words& words) {
    if (!event.facts.reason || disclosure_of(reading, event) != Disclosure::Everything) return {};
    return event.facts.reason->erased ? words.sentence("pages.history.text_erased") : event.facts.reason->text;
}

/// Soft rules that were departed from with the step, as the actor was told; nothing for whom the step alone is disclosed to.
std::string exceptions_of(const CaseReading& reading, const Event& event, const Words& words) {
    if (disclosure_of(reading, event) == Disclosure::StepOnly) return {};
    std::vector<std::string> sentences;
    for (const auto& hint : list_of(event.facts.values, "hints"))
        if (const auto* record = hint.as_record()) {
            const auto* values = member(*record, "values").as_record();
            sentences.push_back(words.sentence(text_of(*record, "key"), values ? *values : Record{}));
        }
    return joined(sentences, " ");
}

std::string why_of(const CaseReading& reading, const Event& event, const Words& words) {
    auto reason = reason_of(reading, event, words);
    if (const auto* step = reading.definition->main().step(text_of(event.facts.values, "ended_with")))
        reason = words.sentence("pages.history.ended_with", {{"title", step->title}});
    auto exceptions = exceptions_of(reading, event, words);
    if (disclosure_of(reading, event) == Disclosure::Everything) exceptions += check_list_words(reading, event, words);
    return reason.empty() || exceptions.empty() ? reason + exceptions : reason + " " + exceptions;
}

/// `9f3c b21a`: enough to find the entry in an export, short enough to read over the telephone.
std::string short_hash(const std::string& hash) {
    return hash.size() < 8 ? hash : hash.substr(0, 4) + " " + hash.substr(4, 4);
}

/// Nobody reads a decision from the steps towards it: to the applicant they are work of the authority until a notice is served.
bool is_untold(const CaseReading& reading, const Event& event) {
    return reading.as_applicant && event.machine == 1 && !is_decision_told(reading.file) &&
           disclosure_of(reading, event) == Disclosure::StepOnly;
}

HistoryReader reader_of(const Visit& visit) { return {visit.site().identity, visit.account().id, visit.words}; }

View attempt_entry(const Visit& visit, const CaseReading& reading, const Attempt& attempt) {
    const auto* file = reading.file.machine(attempt.machine);
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    const auto* step = machine ? machine->step(attempt.step) : nullptr;
    auto title = step ? step->title : attempt.step;
    if (const auto* opened = step ? nullptr : reading.definition->machine(attempt.step))
        title = visit.words.sentence("pages.history.opening", {{"title", opened->title}});
    std::vector<std::string> names;
    for (const auto& check : attempt.checks) {
        const auto key = "pages.check." + check;
        names.push_back(visit.words.knows(key) ? visit.words.sentence(key) : check);
    }
    return View::Group{{"moment", visit.words.moment(attempt.at)},
                       {"entry_now", false},
                       {"entry_refused", true},
                       {"what", visit.words.sentence("pages.history.refused", {{"title", title}})},
                       {"why", joined(names, ", ")},
                       {"by", who(reader_of(visit), attempt.account, "")},
                       {"entry_source", typeset(step ? step->source : "")}};
}

/// `Zugeteilt an Frau Hartung, Fachliche Prüfung`; the step otherwise.
std::string what_happened(const HistoryReader& reader, const CaseReading& reading, const Event& event) {
    const auto* officer = member(event.facts.values, "officer").as_record();
    if (!officer) return what_happened(reading, event, reader.words);
    auto name = person_name(reader.identity.name_of(integer_of(*officer, "account")));
    if (name.empty()) name = reader.words.sentence("pages.history.erased");
    return reader.words.sentence("pages.history.assign",
                                 {{"name", name}, {"duty", reader.words.duty(text_of(*officer, "duty"))}});
}

}  // namespace

std::string preline_of(const CaseReading& reading) {
    const auto body = spoken_name(reading.file.recipient);
    return reading.file.file_number.empty() ? body : reading.file.file_number + " · " + body;
}

std::string title_of(const CaseReading& reading, const Words& words) {
    const auto* title = reading.file.at(reading.definition->title_field).as_text();
    return title && !title->empty() ? *title : words.sentence("pages.case.untitled");
}

HistoryLine history_line(const HistoryReader& reader, const CaseReading& reading, const Event& event) {
    const auto& words = reader.words;
    const bool untold = is_untold(reading, event);
    return {untold ? words.sentence("pages.history.inside") : what_happened(reader, reading, event),
            why_of(reading, event, words), acted_by(reader, event),
            untold ? std::string{} : typeset(source_of(reading, event))};
}

View history_entry(const Visit& visit, const CaseReading& reading, const Event& event) {
    const auto& words = visit.words;
    const auto line = history_line(reader_of(visit), reading, event);
    std::vector<std::string> small;
    if (!line.source.empty()) small.push_back(line.source);
    small.push_back(words.sentence("pages.history.number", {{"number", event.seq}}));
    small.push_back(short_hash(event.hash));
    return View::Group{{"moment", words.moment(event.at)},
                       {"entry_now", event.seq == reading.file.seq},
                       {"entry_refused", false},
                       {"what", line.what},
                       {"why", line.why},
                       {"by", line.by},
                       {"entry_source", joined(small, " · ")}};
}

View::Views history_of(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events,
                       const std::vector<Attempt>& attempts) {
    std::vector<std::pair<Instant, View>> entries;
    for (const auto& event : events) entries.emplace_back(event.at, history_entry(visit, reading, event));
    for (const auto& attempt : attempts) entries.emplace_back(attempt.at, attempt_entry(visit, reading, attempt));
    std::ranges::stable_sort(entries, {}, &std::pair<Instant, View>::first);
    View::Views newest_first;
    std::ranges::reverse(entries);
    for (auto& entry : entries) newest_first.push_back(std::move(entry.second));
    return newest_first;
}

}  // namespace foerderlauf

#include "workflow/translated.hpp"

namespace foerderlauf {

namespace {

void translate(std::string& words, const Phrase& phrase) {
    if (!words.empty()) words = phrase(words);
}

void translate(Validity& validity, const Phrase& phrase) { translate(validity.source, phrase); }

void translate(FundingObject& object, const Phrase& phrase) {
    for (auto* words : {&object.title, &object.closed_by, &object.source}) translate(*words, phrase);
    for (auto& period : object.open) translate(period, phrase);
    for (auto& row : object.rates) translate(row, phrase);
    for (auto& row : object.caps) translate(row, phrase);
    for (auto& row : object.floors) translate(row, phrase);
}

void translate(Machine& machine, const Phrase& phrase) {
    for (auto* words : {&machine.title, &machine.open_at_once_source}) translate(*words, phrase);
    for (auto& state : machine.states)
        for (auto* words : {&state.label, &state.public_label, &state.no_clock}) translate(*words, phrase);
    for (auto& step : machine.steps) {
        for (auto* words : {&step.title, &step.source, &step.warning}) translate(*words, phrase);
        for (auto& check : step.checks) translate(check.source, phrase);
        step.fields = translated(std::move(step.fields), phrase);
    }
    for (auto& rule : machine.deadlines) translate(rule.source, phrase);
    machine.opening = translated(std::move(machine.opening), phrase);
}

void translate(Ranking& ranking, const Phrase& phrase) {
    for (auto* words : {&ranking.title, &ranking.reason_label, &ranking.source}) translate(*words, phrase);
    for (auto& criterion : ranking.criteria)
        for (auto* words : {&criterion.title, &criterion.source}) translate(*words, phrase);
}

void translate(CheckList& list, const Phrase& phrase) {
    for (auto* words : {&list.title, &list.remark_label}) translate(*words, phrase);
    for (auto& answer : list.answers) translate(answer.label, phrase);
    for (auto& question : list.questions)
        for (auto* words : {&question.text, &question.source}) translate(*words, phrase);
}

void translate_labels(Record& settings, const Phrase& phrase) {
    for (auto& [name, setting] : settings)
        if (const auto* record = setting.as_record()) {
            Record shown = *record;
            for (const auto* key : {"label", "source"})
                if (shown.contains(key)) shown[key] = phrase(text_of(shown, key));
            setting = std::move(shown);
        }
}

}  // namespace

Definition translated(Definition definition, const Phrase& phrase) {
    const auto known_only = [&](const std::string& words) { return words.empty() ? words : phrase(words); };
    for (auto* words : {&definition.title, &definition.short_title}) translate(*words, phrase);
    for (auto& object : definition.funding_objects) translate(object, phrase);
    for (auto& round : definition.call.rounds)
        for (auto* words : {&round.title, &round.source}) translate(*words, phrase);
    translate(definition.ranking, phrase);
    for (auto& list : definition.check_lists) translate(list, phrase);
    for (auto& machine : definition.machines) translate(machine, known_only);
    for (auto& [name, form] : definition.forms) form = translated(std::move(form), known_only);
    for (auto& [kind, label] : definition.document_labels) translate(label, phrase);
    translate_labels(definition.settings, known_only);
    return definition;
}

std::shared_ptr<const Definition> TranslatedProgrammes::of(const Definition& german, const Texts& translation) {
    const std::lock_guard lock{mutex_};
    auto& known = by_version_[german.version];
    if (!known)
        known = std::make_shared<const Definition>(
            translated(german, [&](const std::string& words) { return translation.phrase(words); }));
    return known;
}

}  // namespace foerderlauf

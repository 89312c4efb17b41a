// What stands above and below every letter: who writes to whom, when and under which number, and who signs.
#include "letters/values.hpp"
#include "workflow/account.hpp"

#include <tuple>

namespace foerderlauf {

namespace {

/// The place in the letter's head. The authority's seat is an AGS; how it is called is a text.
std::string place_name(const Writing& writing) {
    const auto& seat = writing.definition.authority_place;
    if (const auto key = "letter.place." + seat; writing.texts.knows(key)) return writing.texts.sentence(key);
    const auto named = writing.names.find(seat);
    return named == writing.names.end() ? std::string{} : named->second;
}

/// `Hartung` of `Frau Hartung`: nobody signs with a salutation.
std::string without_salutation(const std::string& name, const Texts& texts) {
    for (const auto* key : {"letter.salutation.woman", "letter.salutation.man"})
        if (const auto salutation = texts.sentence(key) + " "; name.starts_with(salutation))
            return name.substr(salutation.size());
    return name;
}

}  // namespace

void add_head(const Writing& writing, Record& values) {
    const auto& file = writing.file;
    const auto* authority = writing.definition.authority_on(writing.day());
    values["authority"] = authority ? authority->name : std::string{};
    values["place"] = place_name(writing);
    values["date"] = to_german(writing.day());
    values["file_number"] = file.file_number;
    auto name = addressed(file.recipient, writing.texts);
    if (file.represented_by)
        name = writing.texts.sentence("letter.represented",
                                      {{"name", name}, {"body", addressed(*file.represented_by, writing.texts)}});
    values["recipient_name"] = name;
    values["recipient_ags"] = file.recipient.ags;
    values["recipient_ars"] = file.recipient.ars;
    values["programme_title"] = writing.definition.title;
    values["court"] = writing.situation.court_name;
}

void add_signer(const Writing& writing, Record& values) {
    const auto* step = step_of_letter(writing.definition, writing.letter);
    const auto duty = writing.event               ? writing.event->duty
                      : step && !step->by.empty() ? step->by.front()
                                                  : std::string{};
    const bool stands_in = writing.event ? integer_of(writing.event->facts.values, "in_place_of") != 0
                                         : writing.signer.as_substitute;
    const auto key = stands_in ? std::string{"letter.signer.substitute"} : "letter.signer." + duty;
    values["signer_duty"] = writing.texts.sentence(writing.texts.knows(key) ? key : "letter.signer.other");
    const bool by_authority = duty != "system" && !is_applicant_duty(duty);
    // Who will sign a draft is not known before; what the system writes nobody signs.
    const auto unknown = writing.event || !by_authority ? std::string{}
                                                        : writing.texts.sentence("letter.missing.signer");
    const auto name = by_authority ? writing.signer.name.substr(0, writing.signer.name.find(" (")) : std::string{};
    values["clerk"] = name.empty() ? unknown : name;
    values["signer_name"] = name.empty() ? unknown : without_salutation(name, writing.texts);
}

std::string signing_duty(const Definition& definition, const std::string& letter) {
    const auto* step = step_of_letter(definition, letter);
    return step && !step->by.empty() ? step->by.front() : std::string{};
}

}  // namespace foerderlauf

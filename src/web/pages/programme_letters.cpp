// GET /programmes/{p}/letters: every letter of a programme as its templates stand now, with nothing filled in.
#include "letters/blocks.hpp"
#include "letters/compose.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/letter_view.hpp"
#include "web/pages/programmes.hpp"

namespace foerderlauf {

namespace {

std::string letter_title(const std::string& name, const Words& words) {
    const auto key = "pages.letter." + name;
    return words.knows(key) ? words.sentence(key) : name;
}

/// A case of nobody, with each machine where it begins: what is missing then stands in square brackets.
CaseFile nobodys_case(const Definition& definition, const Texts& texts) {
    auto file = empty_case(0);
    file.programme = definition.programme;
    file.version = definition.version;
    file.recipient.ags = texts.sentence("letter.missing.recipient_ags");
    for (const auto& machine : definition.machines)
        file.machines.push_back(
            {static_cast<MachineId>(file.machines.size()) + 1, machine.name, machine.initial, {}, {}});
    return file;
}

ComposedLetter blank_letter(const Visit& visit, const Definition& definition, const std::string& name) {
    const auto& installation = *visit.site().installation;
    Situation situation;
    situation.now = visit.site().clock.now();
    situation.today = visit.site().clock.today();
    situation.calendar = &installation.calendar;
    situation.base_rates = &installation.base_rates;
    return compose(definition, nobodys_case(definition, installation.texts), situation, installation.texts, name,
                   nullptr);
}

std::string programme_path(const Definition& definition) { return "/programmes/" + definition.programme; }

}  // namespace

Reply show_programme_letters(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto definition = visit.site().programmes.current(visit.request.parameter("p"));
    if (!definition) return error_reply(404);
    View::Views letters;
    for (const auto& [name, text] : definition->letters) {
        const auto duty = signing_duty(*definition, name);
        letters.push_back(
            View::Group{{"letter_path", programme_path(*definition) + "/letters/" + name},
                        {"letter_name", letter_title(name, visit.words)},
                        {"letter_signed", duty.empty() ? visit.words.sentence("pages.programme_letters.by_the_program")
                                                       : visit.words.sentence("pages.programme_letters.signed_by",
                                                                              {{"duty", visit.words.duty(duty)}})}});
    }
    View view = View::Group{{"programme_path", programme_path(*definition)},
                            {"programme_title", visit.words.phrase(definition->title)},
                            {"programme_letters", letters}};
    return page(visit, "programme_letters", visit.words.sentence("pages.programme_letters.title"), view, 200,
                NavPlace::Administration);
}

Reply show_programme_letter(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto definition = visit.site().programmes.current(visit.request.parameter("p"));
    const auto& name = visit.request.parameter("name");
    if (!definition || !definition->letters.contains(name)) return error_reply(404);
    const auto letter = blank_letter(visit, *definition, name);
    View view = View::Group{{"programme_path", programme_path(*definition)},
                            {"programme_title", visit.words.phrase(definition->title)},
                            {"heading", letter_title(name, visit.words)},
                            {"letter_body", letter_view(letter_sheet(letter.content))}};
    return page(visit, "programme_letter", letter_title(name, visit.words), view, 200, NavPlace::Administration);
}

}  // namespace foerderlauf

#include "pages/german_words.hpp"

#include <regex>

namespace foerderlauf::test {

namespace {

/// The body without what is marked as German and without values that people typed.
std::string outside_german(std::string body) {
    static const std::regex tag{R"(<(/?)(\w+)([^>]*)>)"};
    for (auto mark = body.find(" lang=\"de\""); mark != std::string::npos; mark = body.find(" lang=\"de\"", mark)) {
        const auto begin = body.rfind('<', mark);
        int depth = 0;
        for (std::sregex_iterator found{body.begin() + static_cast<std::ptrdiff_t>(begin), body.end(), tag}, end;
             found != end; ++found) {
            if ((*found)[2] != body.substr(begin + 1, (*found)[2].length())) continue;
            depth += (*found)[1].length() == 0 ? 1 : -1;
            if (depth > 0) continue;
            body.erase(begin, static_cast<std::size_t>(found->position() + found->length()));
            break;
        }
        mark = begin;
    }
    return std::regex_replace(body, std::regex{R"(<textarea[\s\S]*?</textarea>| value="[^"]*")"}, "");
}

}  // namespace

std::set<std::string> german_beginnings(const Installation& installation) {
    const auto beginning = [](const std::string& words) { return words.substr(0, words.find('{')); };
    std::set<std::string> german, english;
    const auto add = [&](const std::string& ours, const std::string& theirs) {
        english.insert(theirs);
        if (beginning(ours) != beginning(theirs)) german.insert(beginning(ours));
    };
    for (const auto& [ours, theirs] : installation.english.phrases()) add(ours, theirs);
    for (const auto& [key, ours] : installation.texts.all())
        if (const auto& theirs = installation.english.all().at(key); theirs != ours) add(ours, theirs);
    for (const auto& words : english) german.erase(words);
    for (const auto* said_by_cases : {"Haushalt", "Gewerbeanmeldung"}) german.erase(said_by_cases);
    return german;
}

std::set<std::string> german_words_of(const std::string& address, const std::string& page,
                                      const std::set<std::string>& german) {
    constexpr std::size_t telling = 12;
    static const std::regex weekday{"(Mon|Diens|Donners|Frei|Sams|Sonn)tag, .*|Mittwoch, .*"};
    static const std::regex read{R"re(>([^<]*[A-Za-z][^<]*)<| (?:aria-label|data-label)="([^"]*)")re"};
    static const std::regex blanks{"(\u00A0|&nbsp;|\\s)+"};
    const auto body = outside_german(page);
    std::set<std::string> found;
    for (std::sregex_iterator text{body.begin(), body.end(), read}, end; text != end; ++text) {
        const auto words = std::regex_replace((*text)[1].matched ? text->str(1) : text->str(2), blanks, " ");
        const auto begin = words.find_first_not_of(' ');
        if (begin == std::string::npos) continue;
        const auto said = words.substr(begin, words.find_last_not_of(' ') + 1 - begin);
        if (std::regex_match(said, weekday)) found.insert(address + ": " + said);
        for (std::size_t length = said.size(); length >= std::min(telling, said.size()); --length)
            if (german.contains(said.substr(0, length))) found.insert(address + ": " + said);
    }
    if (page.find("<html lang=\"en\">") == std::string::npos) found.insert(address + ": not marked as English");
    if (page.find("«") != std::string::npos) found.insert(address + ": a sentence is missing");
    return found;
}

}  // namespace foerderlauf::test

#include "domain/texts.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "domain/money.hpp"

namespace foerderlauf {

namespace {

std::string printed_text(const Texts& texts, std::string_view name, const std::string& text) {
    if (name == "rate" || name.ends_with("_rate"))
        if (const auto rate = Percent::parse(text)) return to_german(*rate);
    const auto day = parse_date(text);
    return day ? to_german(*day) : texts.phrase(text);
}

std::string printed(const Texts& texts, std::string_view name, const Value& value) {
    if (const auto* text = value.as_text()) {
        const bool is_duty = name == "duties" && texts.knows("duty." + *text);
        return is_duty ? texts.sentence("duty." + *text) : printed_text(texts, name, *text);
    }
    if (const auto* number = value.as_integer())
        return name.ends_with("_cents") ? to_german(Money::cents(*number)) : std::to_string(*number);
    if (const auto* yes = value.as_bool()) return texts.sentence(*yes ? "word.yes" : "word.no");
    if (const auto* fraction = std::get_if<Fraction>(&value.any())) return fraction->spelling;
    std::vector<std::string> parts;
    if (const auto* list = value.as_list())
        for (const auto& item : *list) parts.push_back(printed(texts, name, item));
    if (const auto* record = value.as_record())
        for (const auto& [key, item] : *record) parts.push_back(printed(texts, key, item));
    return joined(parts, ", ");
}

}  // namespace

std::string_view code_of(Language language) { return language == Language::English ? "en" : "de"; }

std::optional<Language> language_of_code(std::string_view code) {
    if (code == "de") return Language::German;
    if (code == "en") return Language::English;
    return {};
}

std::string Texts::phrase(const std::string& german) const {
    const auto found = phrases_.find(german);
    return found == phrases_.end() ? german : found->second;
}

std::string Texts::sentence(std::string_view key, const Record& values) const {
    const auto found = sentences_.find(key);
    if (found == sentences_.end()) return "«" + std::string{key} + "»";

    std::string sentence;
    std::string_view rest = found->second;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}', open);
        if (close == std::string_view::npos) break;
        const auto name = rest.substr(open + 1, close - open - 1);
        sentence += rest.substr(0, open);
        // A place without a value stays visible: a hole in a sentence would look like a statement.
        sentence += values.contains(name) ? printed(*this, name, member(values, name))
                                          : std::string{rest.substr(open, close - open + 1)};
        rest.remove_prefix(close + 1);
    }
    return sentence.append(rest);
}

}  // namespace foerderlauf

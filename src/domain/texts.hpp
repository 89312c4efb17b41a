#pragma once

#include "base/result.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// What the house speaks: German is the language of the law and of every default, English is a translation of it.
enum class Language { German, English };
std::string_view code_of(Language language);  ///< `de`, `en`
std::optional<Language> language_of_code(std::string_view code);

/// German words that came from a template or a programme, in another language; what is not known comes back as it is.
using Phrase = std::function<std::string(const std::string& german)>;

/// Sentences for people, by key (`config/texts.de.yaml`). A template has places in braces: `Für {year} fehlen {missing_cents}.`
/// Names of duties in a value called `duties` are printed as `duty.<name>` says. A value whose name ends in `_cents` is printed as an amount, one named `rate` or `…_rate` as `80 %`, an ISO date as
/// `21.11.2026`, a bool with the catalogue's `word.yes` and `word.no`, a list joined with commas. A place without a value
/// stays visible in its braces.
///
/// A translation also knows phrases: the German words of templates and programmes, by themselves. A value that is such a
/// phrase as a whole is printed translated, for engine and checks put German labels into their messages.
class Texts {
public:
    Texts() = default;
    using Entries = std::map<std::string, std::string, std::less<>>;
    explicit Texts(Entries sentences, Entries phrases = {})
        : sentences_{std::move(sentences)}, phrases_{std::move(phrases)} {}

    /// The sentence, or the key in angle quotes when it is missing (a test fails on that).
    std::string sentence(std::string_view key, const Record& values = {}) const;
    std::string sentence(const Message& message) const { return sentence(message.key, message.values); }
    bool knows(std::string_view key) const { return sentences_.contains(key); }
    const Entries& all() const { return sentences_; }

    /// The translation of German words; in the German catalogue, and for words nobody translated, the words themselves.
    std::string phrase(const std::string& german) const;
    const Entries& phrases() const { return phrases_; }

private:
    Entries sentences_, phrases_;
};

}  // namespace foerderlauf

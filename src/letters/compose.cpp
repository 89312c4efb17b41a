#include "letters/compose.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "letters/blocks.hpp"
#include "letters/values.hpp"

#include <kainjow/mustache.hpp>
#include <stdexcept>

namespace foerderlauf {

namespace {

namespace mustache = kainjow::mustache;

bool is_blank(const Value& value) { return value.is_empty() || (value.as_text() && value.as_text()->empty()); }

/// The names a template prints outside of every section: without them a sentence would have a hole.
std::vector<std::string> unconditional_names(std::string_view text) {
    std::vector<std::string> names;
    int depth = 0;
    for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
        const auto close = text.find("}}", open);
        if (close == std::string_view::npos) break;
        const auto tag = text.substr(open + 2, close - open - 2);
        if (tag.starts_with('#') || tag.starts_with('^')) ++depth;
        else if (tag.starts_with('/')) --depth;
        else if (!tag.starts_with('!') && depth == 0) names.emplace_back(tag);
    }
    return names;
}

/// Puts a visible note where a value is missing and returns the names of what is.
class Holes {
public:
    explicit Holes(const Texts& texts) : texts_{texts} {}

    void fill(Record& values, const std::string& name) {
        auto& value = values[name];
        if (!is_blank(value)) return;
        const auto key = "letter.missing." + name;
        value = texts_.sentence(texts_.knows(key) ? key : "letter.missing.other", {{"name", name}});
        names_.push_back(name);
    }
    const std::vector<std::string>& names() const { return names_; }

private:
    const Texts& texts_;
    std::vector<std::string> names_;
};

mustache::data template_data(const Record& values);

mustache::data template_data(const Value& value) {
    if (const auto* text = value.as_text(); text && !text->empty()) return mustache::data{*text};
    if (const auto* yes = value.as_bool()) return mustache::data{*yes};
    if (const auto* list = value.as_list()) {
        mustache::data rows{mustache::data::type::list};
        for (const auto& row : *list) rows << template_data(*row.as_record());
        return rows;
    }
    return mustache::data{false};  // an empty text would still open its section
}

mustache::data template_data(const Record& values) {
    mustache::data data{mustache::data::type::object};
    for (const auto& [name, value] : values) data.set(name, template_data(value));
    return data;
}

/// At most one empty line in a row: a part of the letter that is not needed leaves no hole.
std::string without_gaps(const std::string& text) {
    std::string closed;
    int breaks = 0;
    for (const char character : text) {
        breaks = character == '\n' ? breaks + 1 : 0;
        if (breaks <= 2) closed += character;
    }
    return closed;
}

std::string rendered(const std::string& name, const std::string& text, const Record& values) {
    mustache::mustache letter{text};
    if (!letter.is_valid()) throw std::logic_error{"letter " + name + ": " + letter.error_message()};
    letter.set_custom_escape([](const std::string& plain) { return without_marks(plain); });  // plain text, not HTML
    return without_gaps(letter.render(template_data(values)));
}

}  // namespace

ComposedLetter compose(const Definition& definition, const CaseFile& file, const Situation& situation,
                       const Texts& texts, const std::string& letter, const Event* event, const NamesOfBodies& names,
                       const Signer& signer) {
    const auto found = definition.letters.find(letter);
    if (found == definition.letters.end())
        throw std::logic_error{"the programme " + definition.programme + " has no letter " + letter};
    const auto& text = found->second;

    auto values = letter_values({definition, file, situation, texts, letter, event, names, signer});
    Holes holes{texts};
    for (const auto& name : unconditional_names(text)) holes.fill(values, name);
    if (text.find("{{line}}") != std::string::npos)
        for (auto& slice : std::get<List>(values["slices"].any())) holes.fill(std::get<Record>(slice.any()), "line");
    if (event && !holes.names().empty())
        throw std::runtime_error{"letter " + letter + " of case " + std::to_string(file.id) + " lacks " +
                                 joined(holes.names(), ", ")};
    return {letter, rendered(letter, text, values), sha256_hex(text)};
}

}  // namespace foerderlauf

#include "web/pages/templates.hpp"

#include "base/text.hpp"
#include "web/pages/template_words.hpp"

#include <algorithm>
#include <fstream>
#include <kainjow/mustache.hpp>
#include <mutex>
#include <sstream>
#include <stdexcept>

namespace foerderlauf {

namespace {

namespace mustache = kainjow::mustache;

mustache::data data_of(const View& view) {
    if (const auto* yes = std::get_if<bool>(&view.any())) return mustache::data{*yes};
    if (const auto* words = std::get_if<std::string>(&view.any()))
        return words->empty() ? mustache::data{false} : mustache::data{*words};
    // Filled where they lie: the library copies the whole tree whenever a value is handed to it.
    if (const auto* list = std::get_if<View::Views>(&view.any())) {
        mustache::data items{mustache::data::type::list};
        for (const auto& item : *list) items.push_back(data_of(item));
        return items;
    }
    mustache::data members{mustache::data::type::object};
    for (const auto& [name, member] : std::get<View::Group>(view.any())) members[name] = data_of(member);
    return members;
}

/// Notes which keys a rendering asks for, and which of them nobody gave.
class NotingContext : public mustache::context<std::string> {
public:
    using mustache::context<std::string>::context;
    const mustache::data* get(const std::string& name) const override {
        const auto* found = mustache::context<std::string>::get(name);
        (found ? seen : missing).insert(name);
        return found;
    }
    mutable std::set<std::string> seen, missing;
};

std::map<std::string, std::string> read_folder(const std::filesystem::path& folder) {
    std::map<std::string, std::string> sources;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.path().extension() != ".mustache") continue;
        std::ifstream file{entry.path(), std::ios::binary};
        std::ostringstream text;
        text << file.rdbuf();
        sources[entry.path().stem().string()] = text.str();
    }
    return sources;
}

/// The tag that begins at `open`: its text without braces, and where it ends.
struct Tag {
    std::string text;
    std::size_t end;
    bool raw;
};

Tag tag_at(const std::string& name, const std::string& source, std::size_t open) {
    const bool raw = source.compare(open, 3, "{{{") == 0;
    const auto close = source.find(raw ? "}}}" : "}}", open);
    if (close == std::string::npos) throw std::runtime_error{name + ".mustache: a tag is not closed"};
    const auto width = raw ? 3U : 2U;
    auto text = source.substr(open + width, close - open - width);
    std::erase(text, ' ');
    return {text, close + width, raw};
}

/// The source with its pieces put in, so that a page is parsed once and not anew with every row of a table.
std::string with_pieces(const std::map<std::string, std::string>& sources, const std::string& name,
                        const std::string& content, int depth = 0) {
    const auto found = sources.find(name);
    if (found == sources.end()) throw std::runtime_error{name + ".mustache is missing"};
    if (depth > 8) throw std::runtime_error{name + ".mustache contains itself"};
    std::string whole;
    std::size_t from = 0;
    for (auto open = found->second.find("{{"); open != std::string::npos; open = found->second.find("{{", from)) {
        const auto tag = tag_at(name, found->second, open);
        if ((tag.raw || tag.text.starts_with('&')) && tag.text != "diagram")
            throw std::runtime_error{name + ".mustache: " + tag.text + " must not be printed raw"};
        whole.append(found->second, from, open - from);
        const auto piece = tag.text.starts_with('>') ? tag.text.substr(1) : std::string{};
        if (piece.empty()) whole.append(found->second, open, tag.end - open);
        else if (piece == "content") whole += with_pieces(sources, content, content, depth + 1);
        else whole += with_pieces(sources, "_" + piece, content, depth + 1);
        from = tag.end;
    }
    return whole.append(found->second, from);
}

/// A line of a template as it is parsed: what is left out of a page leaves no blanks and no empty line behind.
std::string tight_line(const std::string& line) {
    const std::string text{trimmed(line)};
    const bool section = text.starts_with("{{#") || text.starts_with("{{^") || text.starts_with("{{/");
    const auto end = section ? text.find("}}") : std::string::npos;
    if (end == std::string::npos) return line;
    auto begin = text.substr(0, end + 2);
    if (begin.size() == text.size()) return begin;
    // `  {{#hint}}…{{/hint}}` alone on its line: its indent and its line end belong to what it prints.
    const auto close = "{{/" + begin.substr(3);
    const bool whole = text.ends_with(close) && text.find(close) == text.size() - close.size() && line.ends_with('\n');
    if (!whole) return line;
    const auto indent = line.substr(0, line.find('{'));
    return begin + indent + text.substr(begin.size(), text.size() - begin.size() - close.size()) + "\n" + close;
}

std::string tightened(const std::string& source) {
    std::string tight;
    for (std::size_t from = 0; from < source.size();) {
        const auto end = std::min(source.find('\n', from), source.size() - 1) + 1;
        tight += tight_line(source.substr(from, end - from));
        from = end;
    }
    return tight;
}

std::set<std::string> keys_in(const std::string& name, const std::string& source) {
    std::set<std::string> keys;
    for (auto open = source.find("{{"); open != std::string::npos;) {
        const auto tag = tag_at(name, source, open);
        const auto first = tag.text.front();
        if (first == '#' || first == '^') keys.insert(tag.text.substr(1));
        else if (first != '/' && first != '!' && tag.text != ".") keys.insert(tag.text);
        open = source.find("{{", tag.end);
    }
    return keys;
}

}  // namespace

/// A page's parsed templates that are not in use: `render` of the library changes the object, so each rendering
/// borrows one.
struct Templates::Parsed {
    std::string name, source;
    std::mutex mutex;
    std::vector<std::unique_ptr<mustache::mustache>> idle;
    std::set<std::string> seen;

    std::unique_ptr<mustache::mustache> parse() const {
        auto parsed = std::make_unique<mustache::mustache>(source);
        if (!parsed->is_valid()) throw std::runtime_error{name + ".mustache: " + parsed->error_message()};
        return parsed;
    }
    std::unique_ptr<mustache::mustache> borrow() {
        const std::lock_guard lock{mutex};
        if (idle.empty()) return parse();
        auto parsed = std::move(idle.back());
        idle.pop_back();
        return parsed;
    }
    void give_back(std::unique_ptr<mustache::mustache> parsed, const std::set<std::string>& keys) {
        const std::lock_guard lock{mutex};
        idle.push_back(std::move(parsed));
        seen.insert(keys.begin(), keys.end());
    }
};

Templates::Templates(const std::filesystem::path& folder, UnknownKey unknown, const Texts& english)
    : unknown_{unknown} {
    auto sources = read_folder(folder);
    pages_ = parsed_pages(sources);
    for (auto& [name, source] : sources)
        source = with_words(source, [&](const std::string& words) { return english.phrase(words); });
    english_ = parsed_pages(sources);
    if (pages_.empty()) throw std::runtime_error{"no templates in " + folder.string()};
}

Templates::~Templates() = default;

std::map<std::string, std::unique_ptr<Templates::Parsed>> Templates::parsed_pages(const Sources& sources) {
    std::map<std::string, std::unique_ptr<Parsed>> pages;
    for (const auto& [name, source] : sources) {
        if (name == "page" || name.starts_with('_')) continue;
        auto parsed = std::make_unique<Parsed>();
        parsed->name = name;
        parsed->source = tightened(with_pieces(sources, "page", name));
        parsed->idle.push_back(parsed->parse());
        pages.emplace(name, std::move(parsed));
    }
    return pages;
}

std::string Templates::render(const std::string& page, const View& view, Language language) const {
    const auto& pages = language == Language::English ? english_ : pages_;
    const auto found = pages.find(page);
    if (found == pages.end()) throw std::logic_error{"there is no template " + page};
    const auto data = data_of(view);
    NotingContext context{&data};
    auto parsed = found->second->borrow();
    auto text = parsed->render(context);
    found->second->give_back(std::move(parsed), context.seen);
    if (unknown_ == UnknownKey::Throws && !context.missing.empty()) {
        std::string names;
        for (const auto& name : context.missing) names += " " + name;
        throw std::logic_error{page + ".mustache asks for what nobody gave:" + names};
    }
    return text;
}

std::vector<std::string> Templates::pages() const {
    std::vector<std::string> names;
    for (const auto& [name, parsed] : pages_) names.push_back(name);
    return names;
}

std::set<std::string> Templates::keys_of(const std::string& page) const {
    return keys_in(page, pages_.at(page)->source);
}

std::set<std::string> Templates::keys_seen(const std::string& page) const {
    auto& parsed = *pages_.at(page);
    const std::lock_guard lock{parsed.mutex};
    return parsed.seen;
}

}  // namespace foerderlauf

#pragma once

#include "domain/texts.hpp"
#include "web/pages/view.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace foerderlauf {

/// The templates of the pages (mustache, logic-less). Read and parsed once, at start; thread-safe.
///
/// `page.mustache` is the frame: every file that does not begin with an underscore is a page and stands where the frame
/// says `{{> content}}`. Files with an underscore are pieces, put in by `{{> field}}` for `_field.mustache`.
/// They are written in German. A translation is made of them at start: its words stand in the catalogue's phrases
/// (template_words.hpp says what one phrase is); what nobody translated stays German.
/// Everything is escaped; `{{{raw}}}` is refused except for `diagram`, which we draw ourselves.
class Templates {
public:
    /// In tests a key that the view model does not have is an error; in service it prints nothing.
    enum class UnknownKey { PrintsNothing, Throws };

    /// Throws std::runtime_error with the file's name for a missing piece, raw output or a section left open.
    Templates(const std::filesystem::path& folder, UnknownKey unknown, const Texts& english = {});
    ~Templates();

    /// The whole page. Throws std::logic_error for a page nobody wrote, and for unknown keys (all of them) if so asked.
    std::string render(const std::string& page, const View& view, Language language = Language::German) const;

    std::vector<std::string> pages() const;
    /// Every key the page's template mentions, pieces and frame included; for tests.
    std::set<std::string> keys_of(const std::string& page) const;
    /// Keys looked up by renderings so far, by page; for tests: a key nobody ever looked up is a section nobody tested.
    std::set<std::string> keys_seen(const std::string& page) const;

private:
    struct Parsed;
    using Sources = std::map<std::string, std::string>;
    static std::map<std::string, std::unique_ptr<Parsed>> parsed_pages(const Sources& sources);
    UnknownKey unknown_;
    std::map<std::string, std::unique_ptr<Parsed>> pages_, english_;
};

}  // namespace foerderlauf

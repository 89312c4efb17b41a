#include "web/pages/templates.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <unistd.h>

using namespace foerderlauf;

namespace {

/// Templates in a folder of their own.
struct Folder {
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "templates-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
        write("page", "<main>{{> content}}</main>");
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream{path / (name + ".mustache")} << text;
    }
    std::filesystem::path path;
};

std::string rendered(const Folder& folder, const View& view) {
    return Templates{folder.path, Templates::UnknownKey::Throws}.render("letter", view);
}

}  // namespace

TEST_CASE("a page stands inside the frame, and pieces stand where they are named") {
    Folder folder;
    folder.write("letter", "{{#items}}{{> item}}{{/items}}");
    folder.write("_item", "<b>{{word}}</b>");
    const View view = View::Group{{"items", View::Views{View::Group{{"word", "eins"}}, View::Group{{"word", "zwei"}}}}};
    CHECK(rendered(folder, view) == "<main><b>eins</b><b>zwei</b></main>");
}

TEST_CASE("what people typed is escaped in text and in attributes") {
    Folder folder;
    folder.write("letter", "<i title=\"{{word}}\">{{word}}</i>");
    const auto text = rendered(folder, View::Group{{"word", "<script>\"&'"}});
    CHECK(text.find("<script>") == std::string::npos);
    CHECK(text.find("&lt;script&gt;&quot;&amp;&apos;") != std::string::npos);
}

TEST_CASE("an empty word counts as no") {
    Folder folder;
    folder.write("letter", "{{#word}}da{{/word}}{{^word}}leer{{/word}}");
    CHECK(rendered(folder, View::Group{{"word", ""}}) == "<main>leer</main>");
    CHECK(rendered(folder, View::Group{{"word", "x"}}) == "<main>da</main>");
}

TEST_CASE("a key nobody gave is an error with its name, in sections as well") {
    Folder folder;
    folder.write("letter", "{{known}}{{unknown_word}}{{#unknown_section}}x{{/unknown_section}}");
    CHECK_THROWS_WITH(rendered(folder, View::Group{{"known", "x"}}),
                      Catch::Matchers::ContainsSubstring("unknown_word") &&
                          Catch::Matchers::ContainsSubstring("unknown_section"));
    CHECK(Templates{folder.path, Templates::UnknownKey::PrintsNothing}.render("letter", View::Group{{"known", "x"}}) ==
          "<main>x</main>");
}

TEST_CASE("raw output is refused at the start, except for drawings of our own") {
    Folder folder;
    const auto text = GENERATE("{{{word}}}", "{{&word}}", "{{& word }}");
    folder.write("letter", text);
    CHECK_THROWS_WITH((Templates{folder.path, Templates::UnknownKey::Throws}),
                      Catch::Matchers::ContainsSubstring("raw"));
    folder.write("letter", "{{{diagram}}}");
    CHECK(rendered(folder, View::Group{{"diagram", "<svg/>"}}) == "<main><svg/></main>");
}

TEST_CASE("a missing piece, a piece inside itself and an open section stop the start") {
    Folder folder;
    const auto text = GENERATE("{{> nowhere}}", "{{> loop}}", "{{#open}}x", "{{unclosed");
    folder.write("_loop", "{{> loop}}");
    folder.write("letter", text);
    CHECK_THROWS_AS((Templates{folder.path, Templates::UnknownKey::Throws}), std::runtime_error);
}

TEST_CASE("a template tells which keys it mentions and which were looked up") {
    Folder folder;
    folder.write("letter", "{{#outer}}{{inner}}{{/outer}}{{! a remark }}");
    const Templates templates{folder.path, Templates::UnknownKey::Throws};
    templates.render("letter", View::Group{{"outer", false}});
    CHECK(templates.keys_of("letter") == std::set<std::string>{"outer", "inner"});
    CHECK(templates.keys_seen("letter") == std::set<std::string>{"outer"});
}

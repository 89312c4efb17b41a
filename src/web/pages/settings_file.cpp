// GET and POST /admin/settings/{file}: one file of the installation's settings, read, checked, compared and taken in.
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/config_import.hpp"
#include "web/pages/difference_lines.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/settings.hpp"

#include <algorithm>
#include <fstream>

namespace foerderlauf {

namespace {

std::optional<std::string> asked_file(const Visit& visit) {
    const auto& name = visit.request.parameter("file");
    const auto& known = imported_config_files();
    return std::ranges::find(known, name) == known.end() ? std::nullopt : std::optional{name};
}

ImportedFile in_force(const Visit& visit, const std::string& name) {
    auto files = imported_files(visit.site().store);
    const auto found = files.find(name);
    return found == files.end() ? ImportedFile{name, {}, {}} : std::move(found->second);
}

/// A text in a file of its own that is gone with this.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, const std::string& text)
        : folder_{std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)))}, file_{folder_ /
                                                                                                               name} {
        std::filesystem::create_directory(folder_);
        std::ofstream{file_, std::ios::binary} << text;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    const std::filesystem::path& path() const { return file_; }

private:
    std::filesystem::path folder_, file_;
};

std::vector<LoadError> mistakes_of(const std::string& name, const std::string& text) {
    const TemporaryFile file{name, text};
    try {
        check_config_file(name, file.path());
    } catch (const BadFile& bad) { return bad.errors(); }
    return {};
}

/// Browsers send line ends of their own; the file keeps those it has on disk.
std::string with_plain_line_ends(std::string text) {
    std::erase(text, '\r');
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text;
}

/// The chosen file, else what was typed.
std::string given_text(const Request& request) {
    const auto part = std::ranges::find(request.parts, "file", &Part::name);
    const bool chosen = part != request.parts.end() && !part->filename.empty();
    return with_plain_line_ends(chosen ? part->bytes : request.form.value("content"));
}

/// How a text came to be shown.
struct Shown {
    int status = 200;
    std::string text;  ///< what stands in the form
    std::vector<LoadError> mistakes = {};
    bool compared = false;  ///< it is whole: its difference to the file in force is shown
    Message note = {};      ///< above the form; without a key: none
};

View mistakes_view(const Visit& visit, const std::vector<LoadError>& mistakes) {
    View::Views views;
    for (const auto& mistake : mistakes) {
        const auto sentence = visit.words.sentence(mistake.message);
        views.push_back(View::Group{
            {"mistake", mistake.place.line == 0 ? sentence
                                                : visit.words.sentence("pages.settings.at_line",
                                                                       {{"line", std::to_string(mistake.place.line)},
                                                                        {"sentence", sentence}})}});
    }
    return views;
}

Reply file_page(const Visit& visit, const ImportedFile& file, const Shown& shown) {
    const auto& words = visit.words;
    auto lines = shown.compared ? difference_lines(words, file.content, shown.text) : View::Views{};
    const auto by = file.by == 0 ? words.sentence("pages.settings.by_the_house")
                                 : person_name(visit.site().identity.name_of(file.by));
    const bool never = file.sha256.empty();
    View view = View::Group{
        {"file_name", file.name},
        {"file_path", "/admin/settings/" + file.name},
        {"file_what", words.sentence("pages.settings.file." + file.name.substr(0, file.name.find('.')))},
        {"file_since",
         never ? words.sentence("pages.settings.never")
               : words.sentence("pages.settings.since_by", {{"moment", words.moment_text(file.at)}, {"person", by}})},
        {"file_sha256", file.sha256},
        {"may_change", visit.account().holds("admin")},
        {"note", shown.note.key.empty() ? View{false} : View{words.sentence(shown.note)}},
        {"some_mistakes", !shown.mistakes.empty()},
        {"mistakes", mistakes_view(visit, shown.mistakes)},
        {"differs", !lines.empty()},
        {"compared_sha256", sha256_hex(shown.text)},
        {"lines", std::move(lines)},
        {"content", shown.text}};
    return page(visit, "setting_file", words.sentence("pages.settings.title"), view, shown.status,
                NavPlace::Administration);
}

}  // namespace

Reply show_setting_file(const Visit& visit) {
    const auto name = asked_file(visit);
    if (!name) return error_reply(404);
    const auto file = in_force(visit, *name);
    return file_page(visit, file, {.text = file.content});
}

Reply send_setting_file(const Visit& visit) {
    const auto name = asked_file(visit);
    if (!name) return error_reply(404);
    return download(in_force(visit, *name).content, "application/yaml; charset=utf-8", *name);
}

Reply change_setting_file(const Visit& visit) {
    const auto name = asked_file(visit);
    if (!name) return error_reply(404);
    const auto file = in_force(visit, *name);
    auto text = given_text(visit.request);
    if (!is_utf8(text)) return file_page(visit, file, {422, file.content, {}, false, {"pages.settings.not_utf8", {}}});
    if (auto mistakes = mistakes_of(*name, text); !mistakes.empty())
        return file_page(visit, file,
                         {422, std::move(text), std::move(mistakes), false, {"pages.settings.mistakes", {}}});
    if (text == file.content)
        return file_page(visit, file, {200, std::move(text), {}, false, {"pages.settings.same", {}}});
    const auto& form = visit.request.form;
    const auto seen = form.value("seen_sha256");
    if (seen != file.sha256)
        return file_page(visit, file, {412, std::move(text), {}, true, {"pages.settings.overtaken", {}}});
    // Taken in is the very text whose difference was shown, nothing changed or chosen since.
    if (!form.has("take") || form.value("compared_sha256") != sha256_hex(text))
        return file_page(visit, file, {200, std::move(text), {}, true, {"pages.settings.nothing_yet", {}}});

    auto& site = visit.site();
    const auto taken = import_config_file(site.store, *name, text, visit.account().id, visit.account().person,
                                          site.clock.now(), seen);
    if (!taken && taken.error().kind == Refusal::Kind::Overtaken)
        return file_page(visit, in_force(visit, *name),
                         {412, std::move(text), {}, true, {"pages.settings.overtaken", {}}});
    if (!taken) return file_page(visit, file, {422, std::move(text), {}, false, taken.error().message});
    if (site.reread_settings) site.reread_settings();
    return see_other("/admin/settings");
}

}  // namespace foerderlauf

// GET /programmes/{p}/versions: what was published when, what the verifier says of it, and what changed from one to the next.
#include "store/programmes.hpp"
#include "web/pages/difference_lines.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/programmes.hpp"
#include "workflow/verify.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::size_t shown_signs = 12;  ///< of a version's hash

std::string short_version(const std::string& version) {
    constexpr std::string_view before = "sha256:";
    return version.substr(version.starts_with(before) ? before.size() : 0, shown_signs);
}

std::vector<ProgrammeVersion> versions_of(const Visit& visit, const std::string& programme) {
    std::vector<ProgrammeVersion> versions;
    visit.site().store.read([&](Snapshot& snapshot) { versions = programme_versions(snapshot.session()); });
    std::erase_if(versions, [&](const ProgrammeVersion& version) { return version.programme != programme; });
    return versions;
}

const std::string& content_of(const ProgrammeVersion& version, const std::string& path) {
    static const std::string nothing;
    const auto found = version.files.find(path);
    return found == version.files.end() ? nothing : found->second;
}

View::Views changed_files(const Words& words, const ProgrammeVersion& before, const ProgrammeVersion& after) {
    std::set<std::string> paths;
    for (const auto* version : {&before, &after})
        for (const auto& [path, content] : version->files) paths.insert(path);
    View::Views files;
    for (const auto& path : paths) {
        const auto lines = difference_lines(words, content_of(before, path), content_of(after, path));
        if (!lines.empty()) files.push_back(View::Group{{"file_name", path}, {"lines", lines}});
    }
    return files;
}

View findings_view(const Visit& visit, const std::string& version) {
    View::Views findings;
    for (const auto& finding : verify(*visit.site().programmes.of(version)))
        findings.push_back(View::Group{{"finding", visit.words.sentence(finding.message)}});
    return findings;
}

View version_view(const Visit& visit, const ProgrammeVersion& version, const ProgrammeVersion* before, bool newest) {
    const auto& words = visit.words;
    const auto findings = findings_view(visit, version.version);
    const bool clean = std::get<View::Views>(findings.any()).empty();
    const auto files = before ? changed_files(words, *before, version) : View::Views{};
    return View::Group{
        {"version_id", "v-" + short_version(version.version)},
        {"version_short", short_version(version.version)},
        {"version_whole", version.version},
        {"version_published", words.moment_text(version.published_at)},
        {"version_now", newest ? badge("success", "success", words.sentence("pages.versions.newest")) : View{false}},
        {"version_verified", clean ? badge("success", "success", words.sentence("pages.versions.clean"))
                                   : badge("danger", "danger", words.sentence("pages.versions.found"))},
        {"findings", findings},
        {"first_version", before == nullptr},
        {"files_changed", words.counted("pages.versions.files", static_cast<std::int64_t>(files.size()))},
        {"files", files}};
}

}  // namespace

Reply show_programme_versions(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto name = visit.request.parameter("p");
    const auto versions = versions_of(visit, name);
    if (versions.empty()) return error_reply(404, {"practice.no_such_programme", {{"programme", name}}});
    View::Views views;
    for (auto at = versions.size(); at-- > 0;)
        views.push_back(
            version_view(visit, versions[at], at > 0 ? &versions[at - 1] : nullptr, at + 1 == versions.size()));
    View view = View::Group{
        {"programme_name", name}, {"programme_title", visit.words.phrase(versions.back().title)}, {"versions", views}};
    return page(visit, "programme_versions", visit.words.sentence("pages.versions.title"), view, 200,
                NavPlace::Administration);
}

}  // namespace foerderlauf

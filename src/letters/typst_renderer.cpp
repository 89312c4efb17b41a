#include "letters/typst_renderer.hpp"

#include "base/canonical_json.hpp"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

Record sources_of(const LetterLook& look) {
    Record sources;
    for (const auto& [name, source] : look) sources[name] = source;
    return sources;
}

fs::path new_empty_folder() {
    auto pattern = (fs::temp_directory_path() / "foerderlauf-letters-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::system_error{errno, std::generic_category(), pattern};
    return pattern;
}

tl::unexpected<Refusal> no_pdf(const char* why) { return refuse(Refusal::Kind::TooMany, why); }

}  // namespace

TypstRenderer::Parts typst_parts(const fs::path& root) {
    TypstRenderer::Parts parts;
    const auto in_tree = root / "src/letters/typst/press.mjs";
    const bool tree = fs::exists(in_tree);
    parts.script = tree ? in_tree : root / "letters/press.mjs";
    parts.packages = tree ? root / "build/npm/letters/node_modules" : root / "letters/node_modules";
    return parts;
}

TypstRenderer::TypstRenderer(Parts parts, Report report) : parts_{std::move(parts)}, report_{std::move(report)} {}

TypstRenderer::~TypstRenderer() {
    process_.reset();
    std::error_code ignored;
    if (!workspace_.empty()) fs::remove_all(workspace_, ignored);
}

bool TypstRenderer::installed() const {
    return fs::exists(parts_.script) &&
           fs::exists(parts_.packages / "@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu");
}

std::optional<pid_t> TypstRenderer::process() const {
    const std::lock_guard lock{mutex_};
    return process_ ? std::optional{process_->id()} : std::nullopt;
}

std::optional<HelperProcess::Answer> TypstRenderer::ask(const std::string& request, HelperProcess::Until until) {
    if (workspace_.empty()) workspace_ = new_empty_folder();
    if (!process_)
        process_ = std::make_unique<HelperProcess>(
            std::vector<std::string>{parts_.node, "--max-old-space-size=128", parts_.script.string(),
                                     fs::absolute(parts_.packages).string(), workspace_.string()},
            parts_.limits);
    auto answer = process_->ask(request, until);
    if (!answer) process_.reset();
    return answer;
}

Result<std::string> TypstRenderer::pdf(const LetterLook& look, const Record& letter) {
    const auto until = std::chrono::steady_clock::now() + parts_.limit;
    if (!installed()) return no_pdf("letter.pdf_not_installed");
    std::string request = canonical_json(Record{{"look", sources_of(look)}, {"letter", letter}});
    const std::unique_lock lock{mutex_, until};
    if (!lock.owns_lock()) return no_pdf("letter.pdf_late");
    auto answer = ask(request, until);
    if (!answer && std::chrono::steady_clock::now() < until) answer = ask(request, until);
    if (!answer) {
        const bool late = std::chrono::steady_clock::now() >= until;
        report_(late ? "letters: the PDF was not ready in time"
                     : "letters: the helper process died twice of one letter");
        return no_pdf(late ? "letter.pdf_late" : "letter.pdf_failed");
    }
    if (answer->kind != "pdf") {
        report_("letters: " + answer->bytes);
        return no_pdf("letter.pdf_failed");
    }
    return std::move(answer->bytes);
}

}  // namespace foerderlauf

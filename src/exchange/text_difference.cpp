#include "exchange/text_difference.hpp"

#include <git2.h>
#include <memory>
#include <stdexcept>

namespace foerderlauf {

namespace {

constexpr unsigned lines_around = 2;

/// The library is set up once and left alone: it counts its users itself.
void set_up() {
    static const bool ready = git_libgit2_init() >= 0;
    if (!ready) throw std::runtime_error{"libgit2 cannot be set up"};
}

using Patch = std::unique_ptr<git_patch, decltype(&git_patch_free)>;

Patch patch_of(std::string_view before, std::string_view after) {
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.context_lines = lines_around;
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    git_patch* made = nullptr;
    if (git_patch_from_buffers(&made, before.data(), before.size(), nullptr, after.data(), after.size(), nullptr,
                               &options) < 0)
        throw std::runtime_error{"libgit2 gives no difference"};
    return {made, git_patch_free};
}

DifferenceLine line_from(const git_diff_line& line) {
    std::string text{line.content, line.content_len};
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    if (line.origin == GIT_DIFF_LINE_ADDITION) return {DifferenceLine::Kind::Added, std::move(text), line.new_lineno};
    if (line.origin == GIT_DIFF_LINE_DELETION) return {DifferenceLine::Kind::Removed, std::move(text), line.old_lineno};
    return {DifferenceLine::Kind::Kept, std::move(text), line.new_lineno};
}

bool is_a_line(const git_diff_line& line) {
    return line.origin == GIT_DIFF_LINE_ADDITION || line.origin == GIT_DIFF_LINE_DELETION ||
           line.origin == GIT_DIFF_LINE_CONTEXT;
}

}  // namespace

std::vector<DifferenceLine> difference_of(std::string_view before, std::string_view after) {
    if (before == after) return {};
    set_up();
    const auto patch = patch_of(before, after);
    std::vector<DifferenceLine> lines;
    for (std::size_t at = 0; at < git_patch_num_hunks(patch.get()); ++at) {
        const git_diff_hunk* hunk = nullptr;
        std::size_t count = 0;
        if (git_patch_get_hunk(&hunk, &count, patch.get(), at) < 0) throw std::runtime_error{"libgit2 loses a hunk"};
        if (hunk->new_start > 1 || at > 0) lines.push_back({DifferenceLine::Kind::Gap, {}, 0});
        for (std::size_t n = 0; n < count; ++n) {
            const git_diff_line* line = nullptr;
            if (git_patch_get_line_in_hunk(&line, patch.get(), at, n) < 0)
                throw std::runtime_error{"libgit2 loses a line"};
            if (is_a_line(*line)) lines.push_back(line_from(*line));
        }
    }
    return lines;
}

}  // namespace foerderlauf

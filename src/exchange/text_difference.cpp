#include "exchange/text_difference.hpp"

#include <git2.h>
#include <memory>
#include <stdexcept>

namespace foerderlauf {

namespace {

constexpr unsigned lines_around = 2;
constexpr unsigned everything_around = 1'000'000;
constexpr std::string_view line_end = "\x1e";  ///< stands for the end of a line where a word has a line of its own

/// The library is set up once and left alone: it counts its users itself.
void set_up() {
    static const bool ready = git_libgit2_init() >= 0;
    if (!ready) throw std::runtime_error{"libgit2 cannot be set up"};
}

using Patch = std::unique_ptr<git_patch, decltype(&git_patch_free)>;

Patch patch_of(std::string_view before, std::string_view after, unsigned around) {
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.context_lines = around;
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

std::vector<DifferenceLine> lines_between(std::string_view before, std::string_view after, unsigned around) {
    if (before == after) return {};
    set_up();
    const auto patch = patch_of(before, after, around);
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

/// Every word a line of its own, and every line end too.
std::string words_as_lines(std::string_view text) {
    std::string lines;
    for (const char sign : text) {
        const bool ends_word = !lines.empty() && lines.back() != '\n';
        if (sign != ' ' && sign != '\n') lines += sign;
        else if (ends_word) lines += '\n';
        if (sign == '\n') lines.append(line_end) += '\n';
    }
    if (!lines.empty() && lines.back() != '\n') lines += '\n';
    return lines;
}

DifferencePiece::Kind fate_of(DifferenceLine::Kind kind) {
    if (kind == DifferenceLine::Kind::Added) return DifferencePiece::Kind::Added;
    return kind == DifferenceLine::Kind::Removed ? DifferencePiece::Kind::Removed : DifferencePiece::Kind::Kept;
}

void join(std::string& text, const std::string& word) {
    if (word == line_end) {
        text += '\n';
        return;
    }
    if (!text.empty() && text.back() != '\n') text += ' ';
    text += word;
}

}  // namespace

std::vector<DifferenceLine> difference_of(std::string_view before, std::string_view after) {
    return lines_between(before, after, lines_around);
}

std::vector<DifferencePiece> difference_of_words(std::string_view before, std::string_view after) {
    std::vector<DifferencePiece> pieces;
    for (const auto& word : lines_between(words_as_lines(before), words_as_lines(after), everything_around)) {
        const auto fate = fate_of(word.kind);
        if (pieces.empty() || pieces.back().kind != fate) pieces.push_back({fate, {}});
        join(pieces.back().text, word.text);
    }
    return pieces;
}

}  // namespace foerderlauf

#include "domain/load_file.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

using Sentences = std::map<std::string, std::string, std::less<>>;

bool braces_match(std::string_view sentence) {
    bool open = false;
    for (const char c : sentence) {
        if ((c == '{' && open) || (c == '}' && !open)) return false;
        if (c == '{' || c == '}') open = c == '{';
    }
    return !open;
}

void gather_sentences(const YAML::Node& node, const std::string& prefix, Sentences& sentences, Findings& findings) {
    for (const auto& member : node) {
        const auto key = prefix + (member.first.IsScalar() ? member.first.Scalar() : std::string{});
        if (member.second.IsMap()) gather_sentences(member.second, key + ".", sentences, findings);
        else if (!member.second.IsScalar()) findings.add(member.first, "load.not_a_text", {{"key", key}});
        else if (!braces_match(member.second.Scalar())) findings.add(member.second, "load.text_braces", {{"key", key}});
        else if (!sentences.emplace(key, member.second.Scalar()).second)
            findings.add(member.first, "load.duplicate_key", {{"key", key}});
    }
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view kind, std::string_view language) {
    std::vector<fs::path> files;
    const auto start = fmt::format("{}.{}.", kind, language);
    for (const auto& entry : fs::directory_iterator{folder}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(start) && name.ends_with(".yaml")) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

/// The entries of all files, errors of all of them at once. Throws BadFile.
Sentences entries_of(const std::vector<fs::path>& files, std::vector<LoadError> errors = {}) {
    Sentences sentences;
    for (const auto& file : files) {
        Findings findings{file.string()};
        try {
            gather_sentences(root_of(file, findings), "", sentences, findings);
        } catch (const BadFile&) {
            // The file's errors stand in `findings`; the other files are still read, so that all are told at once.
        }
        errors.insert(errors.end(), findings.errors.begin(), findings.errors.end());
    }
    if (!errors.empty()) throw BadFile{std::move(errors)};
    return sentences;
}

}  // namespace

Texts load_texts(const fs::path& file_or_folder, std::string_view language) {
    const bool folder = fs::is_directory(file_or_folder);
    const auto files = folder ? files_of(file_or_folder, "texts", language) : std::vector<fs::path>{file_or_folder};
    std::vector<LoadError> errors;
    if (files.empty()) errors.push_back({{file_or_folder.string(), 0}, {"load.no_texts", {{"language", language}}}});
    return Texts{entries_of(files, std::move(errors))};
}

Texts load_translation(const fs::path& folder, const Texts& german, std::string_view language) {
    auto sentences = entries_of(files_of(folder, "texts", language));
    sentences.insert(german.all().begin(), german.all().end());
    return Texts{std::move(sentences), entries_of(files_of(folder, "phrases", language))};
}

}  // namespace foerderlauf

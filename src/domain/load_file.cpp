#include "domain/load_file.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

std::string text_of_file(const fs::path& file, Findings& findings) {
    std::string text;
    std::ifstream stream;
    // A folder can be opened and then throws on reading.
    if (fs::is_regular_file(file)) stream.open(file, std::ios::binary);
    if (stream.is_open()) text.assign(std::istreambuf_iterator<char>{stream}, {});
    if (!stream.is_open() || stream.bad()) findings.add(0, "load.not_readable");
    else if (!is_utf8(text)) findings.add(0, "load.not_utf8");
    findings.throw_if_any();
    return text;
}

std::string all_lines(const std::vector<LoadError>& errors) {
    std::vector<std::string> lines;
    for (const auto& error : errors) {
        std::vector<std::string> values;
        for (const auto& [name, value] : error.message.values)
            if (const auto* text = value.as_text()) values.push_back(name + "=" + *text);
        lines.push_back(fmt::format("{}: {} {}", to_text(error.place), error.message.key, joined(values, ", ")));
    }
    return joined(lines, "\n");
}

}  // namespace

BadFile::BadFile(std::vector<LoadError> errors) : std::runtime_error{all_lines(errors)}, errors_{std::move(errors)} {}

std::string to_text(const Place& place) {
    return place.line > 0 ? fmt::format("{}:{}", place.file, place.line) : place.file;
}

std::string sentence_of(const LoadError& error, const Texts& texts) {
    return to_text(error.place) + ": " + texts.sentence(error.message);
}

YAML::Node root_of(const fs::path& file, Findings& findings) {
    auto text = text_of_file(file, findings);
    // yaml-cpp takes a quote left open for closed when the file ends in a line end, and swallows the lines in between.
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    YAML::Node root;
    try {
        const auto documents = YAML::LoadAll(text);
        if (documents.size() > 1) findings.add(documents[1], "load.second_document");
        if (!documents.empty()) root = documents.front();
    } catch (const YAML::Exception& broken) {
        findings.add(broken.mark.line + 1, "load.syntax", {{"said", broken.msg}});
    }
    if (findings.errors.empty() && !root.IsMap()) findings.add(root, "load.not_a_map", {{"key", ""}});
    findings.throw_if_any();
    return root;
}

}  // namespace foerderlauf

#pragma once

#include "domain/load.hpp"

#include <yaml-cpp/yaml.h>

namespace foerderlauf {

/// Where errors of one file are gathered, so that the person who wrote it sees all of them at once.
struct Findings {
    std::string file;
    std::vector<LoadError> errors = {};

    void add(int line, std::string key, Record values = {}) {
        errors.push_back({{file, line}, {std::move(key), std::move(values)}});
    }
    void add(const YAML::Node& node, std::string key, Record values = {}) {
        add(node.Mark().line + 1, std::move(key), std::move(values));
    }
    void throw_if_any() const {
        if (!errors.empty()) throw BadFile{errors};
    }
};

/// The file as a map. Without one nothing else can be said about the file: throws BadFile with that error, which stands in
/// `findings` as well.
YAML::Node root_of(const std::filesystem::path& file, Findings& findings);

}  // namespace foerderlauf

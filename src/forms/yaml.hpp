#pragma once

#include "domain/load.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// A YAML file as plain values that remember their lines. Smaller than YAML on purpose: no anchors, aliases, tags or
/// merge keys, one document, text keys that are unique. Numbers stay text until one of our own types parses them.
struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Map };
    Kind kind = Kind::Null;
    std::string key = {};                 ///< when it is a member of a map
    std::string text = {};                ///< Scalar
    bool quoted = false;                  ///< Scalar in quotes or as a block: never a number or yes/no
    std::vector<YamlNode> children = {};  ///< members or items, in the order of the file
    int line = 0;                         ///< from 1; of the key where there is one

    const YamlNode* find(std::string_view member) const;
    bool is_map() const { return kind == Kind::Map; }
    bool is_scalar() const { return kind == Kind::Scalar; }
    bool is_sequence() const { return kind == Kind::Sequence; }
};

/// The file's tree, or nothing when it cannot be read; errors (`yaml.…`) are appended. Duplicate keys are errors but leave a tree.
std::optional<YamlNode> read_yaml(std::string_view text, const std::string& file_name, std::vector<LoadError>& errors);

}  // namespace foerderlauf

#pragma once

#include "forms/yaml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// Typed values out of a YAML tree. What does not fit is noted with its line and reading goes on, so that a person sees
/// every mistake of a file at once; the value returned then is empty.
class YamlReader {
public:
    YamlReader(std::string file_name, std::vector<LoadError>& errors)
        : file_name_{std::move(file_name)}, errors_{errors} {}

    const std::string& file_name() const { return file_name_; }
    Place place(const YamlNode& node) const { return {file_name_, node.line}; }
    void complain(const YamlNode& at, std::string key, Record values = {});
    /// A name nobody knows: key `<key>.near` with `{meant}` when one is near, else `<key>.list` with `{known}`.
    void unknown(const YamlNode& at, const std::string& key, std::string_view name,
                 const std::vector<std::string>& known);

    /// True for a map all of whose keys are known; complains for each other one, and for what is no map.
    bool expect_map(const YamlNode& node, const std::vector<std::string>& known_keys);
    bool expect_map(const YamlNode& node);

    /// Absent members are empty; `required_` complains about them.
    std::string text(const YamlNode& map, std::string_view key);
    std::string required_text(const YamlNode& map, std::string_view key);
    bool flag(const YamlNode& map, std::string_view key);
    std::optional<std::int64_t> integer(const YamlNode& map, std::string_view key);
    /// One name or a list of names.
    std::vector<std::string> names(const YamlNode& map, std::string_view key);
    std::vector<std::string> names(const YamlNode& node);
    std::string scalar(const YamlNode& node);

    /// Whatever stands there as plain values; numbers with a fraction are errors.
    Value value(const YamlNode& node);

    /// Parses a scalar by one of our own types; its refusal becomes the message.
    template <typename Parse>
    auto parsed(const YamlNode& map, std::string_view key, Parse parse)
        -> std::optional<typename decltype(parse(""))::value_type> {
        const auto* node = map.find(key);
        if (!node) return {};
        const auto spelled = scalar(*node);
        if (spelled.empty()) return {};
        auto result = parse(spelled);
        if (result) return *result;
        complain(*node, result.error().message.key, result.error().message.values);
        return {};
    }

private:
    std::string file_name_;
    std::vector<LoadError>& errors_;
};

/// Lower-case letters, digits, `_` and (where allowed) `-`, beginning with a letter or digit: how things are named in workflow files.
enum class Dashes { Allowed, Refused };
bool is_name(std::string_view text, Dashes dashes);

}  // namespace foerderlauf

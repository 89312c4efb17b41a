#include "forms/yaml_reader.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

/// `1.5`, `.5`, `1e3`, `0x10`, `1_000`, `007`: a number in somebody's eyes that is no plain whole number.
bool looks_like_other_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    const bool starts_so = !text.empty() &&
                           (is_digit(text[0]) || (text[0] == '.' && text.size() > 1 && is_digit(text[1])));
    return starts_so && text.find_first_not_of("0123456789.eE_+xX") == std::string_view::npos;
}

List texts_of(const std::vector<std::string>& words) {
    List list;
    for (const auto& word : words) list.emplace_back(word);
    if (list.empty()) list.emplace_back("–");  // the sentence ends in a list of what there is
    return list;
}

}  // namespace

bool is_name(std::string_view text, Dashes dashes) {
    const auto fits = [&](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' || (c == '-' && dashes == Dashes::Allowed);
    };
    return !text.empty() && text.front() != '_' && text.front() != '-' && std::ranges::all_of(text, fits);
}

void YamlReader::complain(const YamlNode& at, std::string key, Record values) {
    errors_.push_back({place(at), {std::move(key), std::move(values)}});
}

void YamlReader::unknown(const YamlNode& at, const std::string& key, std::string_view name,
                         const std::vector<std::string>& known) {
    if (const auto meant = nearest(name, known); !meant.empty())
        complain(at, key + ".near", {{"name", name}, {"meant", meant}});
    else complain(at, key + ".list", {{"name", name}, {"known", texts_of(known)}});
}

bool YamlReader::expect_map(const YamlNode& node) {
    if (node.is_map()) return true;
    complain(node, "yaml.not_a_map", {{"key", node.key}});
    return false;
}

bool YamlReader::expect_map(const YamlNode& node, const std::vector<std::string>& known_keys) {
    if (!expect_map(node)) return false;
    bool all_known = true;
    for (const auto& member : node.children) {
        if (std::ranges::find(known_keys, member.key) != known_keys.end()) continue;
        unknown(member, "yaml.unknown_key", member.key, known_keys);
        all_known = false;
    }
    return all_known;
}

std::string YamlReader::scalar(const YamlNode& node) {
    if (node.is_scalar()) return node.text;
    complain(node, "yaml.not_a_text", {{"key", node.key}});
    return {};
}

std::string YamlReader::text(const YamlNode& map, std::string_view key) {
    const auto* node = map.find(key);
    return node ? scalar(*node) : std::string{};
}

std::string YamlReader::required_text(const YamlNode& map, std::string_view key) {
    if (!map.find(key)) {
        complain(map, "yaml.missing_key", {{"key", key}});
        return {};
    }
    const auto text = scalar(*map.find(key));
    if (map.find(key)->is_scalar() && trimmed(text).empty()) complain(*map.find(key), "yaml.blank", {{"key", key}});
    return text;
}

bool YamlReader::flag(const YamlNode& map, std::string_view key) {
    const auto* node = map.find(key);
    if (!node) return false;
    const bool said = node->is_scalar() && !node->quoted && (node->text == "true" || node->text == "false");
    if (!said) complain(*node, "yaml.not_a_flag", {{"key", key}});
    return said && node->text == "true";
}

std::optional<std::int64_t> YamlReader::integer(const YamlNode& map, std::string_view key) {
    const auto* node = map.find(key);
    if (!node) return {};
    const auto number = node->is_scalar() && !node->quoted ? whole_number(node->text) : std::nullopt;
    if (!number) complain(*node, "yaml.not_an_integer", {{"key", key}});
    return number;
}

std::vector<std::string> YamlReader::names(const YamlNode& map, std::string_view key) {
    const auto* node = map.find(key);
    return node ? names(*node) : std::vector<std::string>{};
}

std::vector<std::string> YamlReader::names(const YamlNode& node) {
    if (node.is_scalar()) return {node.text};
    std::vector<std::string> found;
    if (!node.is_sequence()) {
        complain(node, "yaml.not_names", {{"key", node.key}});
        return found;
    }
    for (const auto& item : node.children) {
        const auto name = scalar(item);
        if (std::ranges::find(found, name) != found.end()) complain(item, "yaml.named_twice", {{"name", name}});
        else if (!name.empty()) found.push_back(name);
    }
    return found;
}

Value YamlReader::value(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::Null: return {};
        case YamlNode::Kind::Sequence: {
            List list;
            for (const auto& item : node.children) list.push_back(value(item));
            return list;
        }
        case YamlNode::Kind::Map: {
            Record record;
            for (const auto& item : node.children) record.emplace(item.key, value(item));
            return record;
        }
        case YamlNode::Kind::Scalar: break;
    }
    if (node.quoted) return node.text;
    if (node.text == "true" || node.text == "false") return node.text == "true";
    if (const auto number = whole_number(node.text)) return *number;
    if (looks_like_other_number(node.text)) complain(node, "yaml.fraction", {{"given", node.text}});
    return node.text;
}

}  // namespace foerderlauf

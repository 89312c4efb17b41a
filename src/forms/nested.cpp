#include "forms/form.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

/// Deeper names come from nobody's form; taken apart they would only cost stack.
constexpr std::size_t most_parts = 4;

struct Branch {
    std::string text;
    std::map<std::string, Branch, std::less<>> children;
};

bool is_index(std::string_view name) {
    return !name.empty() && name.size() <= 9 && std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string> parts_of(const std::string& name) {
    auto parts = split(name, '.');
    const bool whole = parts.size() > most_parts || std::ranges::any_of(parts, &std::string::empty);
    return whole ? std::vector<std::string>{name} : parts;
}

bool is_blank(const Branch& branch) {
    if (branch.children.empty()) return trimmed(branch.text).empty();
    return std::ranges::all_of(branch.children, [](const auto& child) { return is_blank(child.second); });
}

Record record_of(const Branch& branch);

Value value_of(const Branch& branch) {
    if (branch.children.empty()) return branch.text;
    const bool rows = std::ranges::all_of(branch.children, [](const auto& child) { return is_index(child.first); });
    if (!rows) return record_of(branch);

    std::map<int, const Branch*> by_number;  // row 10 comes after row 9
    for (const auto& [name, child] : branch.children) {
        int number = 0;
        std::from_chars(name.data(), name.data() + name.size(), number);
        if (!is_blank(child)) by_number[number] = &child;
    }
    List list;
    for (const auto& [number, child] : by_number) list.push_back(value_of(*child));
    return list;
}

Record record_of(const Branch& branch) {
    Record record;
    for (const auto& [name, child] : branch.children) record.emplace(name, value_of(child));
    return record;
}

}  // namespace

Record nested(const std::vector<std::pair<std::string, std::string>>& pairs) {
    Branch root;
    for (const auto& [name, text] : pairs) {
        auto* branch = &root;
        for (const auto& part : parts_of(name)) branch = &branch->children[part];
        branch->text = text;
    }
    return record_of(root);
}

}  // namespace foerderlauf

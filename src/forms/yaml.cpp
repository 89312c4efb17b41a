#include "forms/yaml.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace foerderlauf {

namespace {

using Kind = YamlNode::Kind;

/// Collects the parser's events into nodes. A map's keys arrive as ordinary scalars before their values.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const std::string& file_name, std::vector<LoadError>& errors)
        : file_name_{file_name}, errors_{errors} {}

    YamlNode root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(mark, "", anchor, {.kind = Kind::Null}); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        complain(mark, "yaml.anchor");
        add(mark, "", 0, {.kind = Kind::Null});
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        add(mark, tag, anchor, {.kind = Kind::Scalar, .text = value, .quoted = tag == "!"});
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Kind::Sequence);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        std::optional<YamlNode> key;  ///< read, its value not yet
    };

    void complain(const YAML::Mark& mark, std::string key, Record values = {}) {
        errors_.push_back({{file_name_, mark.line + 1}, {std::move(key), std::move(values)}});
    }

    void judge(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
        if (anchor != 0) complain(mark, "yaml.anchor");
        const bool plain = tag.empty() || tag == "?" || tag == "!";
        if (!plain) complain(mark, "yaml.tag", {{"tag", tag}});
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Kind kind) {
        judge(mark, tag, anchor);
        open_.push_back({{.kind = kind, .line = mark.line + 1}, {}});
    }

    void close() {
        auto node = std::move(open_.back().node);
        open_.pop_back();
        place(std::move(node));
    }

    void add(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode node) {
        judge(mark, tag, anchor);
        node.line = mark.line + 1;
        place(std::move(node));
    }

    void place(YamlNode node) {
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        auto& [parent, key] = open_.back();
        if (parent.is_sequence()) {
            parent.children.push_back(std::move(node));
        } else if (!key) {
            key = std::move(node);
        } else {
            if (key->is_scalar()) add_member(parent, *key, std::move(node));
            else errors_.push_back({{file_name_, key->line}, {"yaml.key_not_text", {}}});
            key.reset();
        }
    }

    void add_member(YamlNode& parent, const YamlNode& key, YamlNode node) {
        if (const auto* first = parent.find(key.text)) {
            errors_.push_back(
                {{file_name_, key.line}, {"yaml.duplicate_key", {{"key", key.text}, {"first_line", first->line}}}});
            return;
        }
        node.key = key.text;
        node.line = key.line;
        parent.children.push_back(std::move(node));
    }

    const std::string& file_name_;
    std::vector<LoadError>& errors_;
    std::vector<Open> open_;
};

/// Lines are told by their number before the parser sees them, for faults it would put elsewhere or let pass.
bool readable(std::string_view text, const std::string& file_name, std::vector<LoadError>& errors) {
    const std::size_t before = errors.size();
    int line = 0;
    for (const auto& words : split(text, '\n')) {
        ++line;
        if (!is_utf8(words)) errors.push_back({{file_name, line}, {"yaml.not_utf8", {}}});
        const auto first = words.find_first_not_of(' ');
        if (first != std::string::npos && words[first] == '\t') errors.push_back({{file_name, line}, {"yaml.tab", {}}});
    }
    return errors.size() == before;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view member) const {
    if (!is_map()) return nullptr;
    const auto found = std::ranges::find(children, member, &YamlNode::key);
    return found == children.end() ? nullptr : &*found;
}

std::optional<YamlNode> read_yaml(std::string_view text, const std::string& file_name, std::vector<LoadError>& errors) {
    if (!readable(text, file_name, errors)) return {};
    TreeBuilder builder{file_name, errors};
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        if (!parser.HandleNextDocument(builder)) {
            errors.push_back({{file_name, 1}, {"yaml.empty", {}}});
            return {};
        }
        YamlNode first = std::move(builder.root);
        if (parser.HandleNextDocument(builder))
            errors.push_back({{file_name, builder.root.line}, {"yaml.second_document", {}}});
        return first;
    } catch (const YAML::Exception& fault) {
        const int line = fault.mark.is_null() ? 1 : fault.mark.line + 1;
        errors.push_back({{file_name, line}, {"yaml.syntax", {{"fault", fault.msg}}}});
        return {};
    }
}

}  // namespace foerderlauf

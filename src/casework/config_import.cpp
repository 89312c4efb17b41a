#include "casework/config_import.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "casework/budget_rules.hpp"
#include "casework/installation.hpp"
#include "forms/yaml.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

Value value_of(const YamlNode& node) {
    if (node.kind == YamlNode::Kind::Scalar) return node.text;
    if (node.is_sequence()) {
        List list;
        for (const auto& child : node.children) list.push_back(value_of(child));
        return list;
    }
    if (!node.is_map()) return {};
    Record record;
    for (const auto& child : node.children) record[child.key] = value_of(child);
    return record;
}

/// The rows of a file: items of its lists and members of its maps, each as canonical text with the way to it.
void collect_rows(const YamlNode& node, const std::string& way, int depth, std::multiset<std::string>& rows) {
    const bool splits = depth < 2 && (node.is_sequence() || node.is_map());
    if (!splits) {
        rows.insert(way + canonical_json(value_of(node)));
        return;
    }
    for (const auto& child : node.children)
        collect_rows(child, node.is_map() ? way + child.key + ": " : way, depth + 1, rows);
}

std::optional<std::multiset<std::string>> rows_of(const std::string& content, const std::string& name) {
    std::multiset<std::string> rows;
    if (content.empty()) return rows;
    std::vector<LoadError> errors;
    const auto root = read_yaml(content, name, errors);
    if (!root || !errors.empty()) return std::nullopt;
    collect_rows(*root, "", 0, rows);
    return rows;
}

Event config_event(const char* step, Record fields, AccountId by, PersonId person, Instant at) {
    Event event;
    event.at = at;
    event.actor = by;
    event.duty = by == 0 ? "system" : "admin";
    event.step = step;
    event.facts.person = person;
    event.facts.fields = std::move(fields);
    return event;
}

/// The installation's own record.
std::vector<Event> record_of(Store& store) {
    std::vector<Event> record;
    store.read([&](Snapshot& snapshot) { record = snapshot.events(0); });
    return record;
}

std::map<std::string, ImportedFile> imported_in(const std::vector<Event>& record) {
    std::map<std::string, ImportedFile> files;
    for (const auto& event : record) {
        if (event.step != "config_imported") continue;
        const auto& fields = event.facts.fields;
        const auto name = text_of(fields, "file");
        files[name] = {name, text_of(fields, "content"), text_of(fields, "sha256"), event.at, event.actor};
    }
    return files;
}

using Check = void (*)(const std::filesystem::path&);

const std::vector<std::pair<std::string, Check>>& checks() {
    static const std::vector<std::pair<std::string, Check>> all = {
        {"holidays.yaml", [](const auto& file) { load_holidays(file); }},
        {"base-rates.yaml", [](const auto& file) { load_base_rates(file); }},
        {"courts.yaml", [](const auto& file) { load_courts(file); }},
        {"budget-rules.yaml", [](const auto& file) { load_budget_rules(file); }},
        {"retention.yaml", [](const auto& file) { load_retention(file); }}};
    return all;
}

}  // namespace

const std::vector<std::string>& imported_config_files() {
    static const auto names = [] {
        std::vector<std::string> all;
        for (const auto& [name, check] : checks()) all.push_back(name);
        return all;
    }();
    return names;
}

void check_config_file(const std::string& name, const std::filesystem::path& file) {
    for (const auto& [known, check] : checks())
        if (known == name) check(file);
}

std::map<std::string, ImportedFile> imported_files(Store& store) { return imported_in(record_of(store)); }

Result<ConfigChange> import_config_file(Store& store, const std::string& name, const std::string& content, AccountId by,
                                        PersonId person, Instant at, const std::optional<std::string>& seen_sha256) {
    // The record is read beside the job; if somebody wrote to it meanwhile, it is read again.
    for (;;) {
        const auto record = record_of(store);
        const auto files = imported_in(record);
        const auto found = files.find(name);
        const auto before = found == files.end() ? ImportedFile{name, {}, {}} : found->second;
        if (seen_sha256 && *seen_sha256 != before.sha256) return refuse(Refusal::Kind::Overtaken, "config.overtaken");
        const auto old_rows = rows_of(before.content, name);
        const auto new_rows = rows_of(content, name);
        if (!old_rows || !new_rows) return refuse("config.not_yaml", {{"file", name}});
        std::vector<std::string> added, removed;
        std::ranges::set_difference(*new_rows, *old_rows, std::back_inserter(added));
        std::ranges::set_difference(*old_rows, *new_rows, std::back_inserter(removed));
        const ConfigChange change{static_cast<int>(added.size()), static_cast<int>(removed.size()),
                                  static_cast<int>(new_rows->size() - added.size())};
        if (found != files.end() && before.content == content) return change;

        NewEvents events;
        for (const auto& row : removed)
            events.push_back(config_event("config_row_removed", {{"file", name}, {"row", row}}, by, person, at));
        for (const auto& row : added)
            events.push_back(config_event("config_row_added", {{"file", name}, {"row", row}}, by, person, at));
        events.push_back(config_event("config_imported",
                                      {{"file", name}, {"sha256", sha256_hex(content)}, {"content", content}}, by,
                                      person, at));
        bool done = false;
        store.run([&](Transaction& transaction) {
            const auto* own = transaction.case_file(0);
            if ((own ? own->seq : 0) != (record.empty() ? 0 : record.back().seq)) return;
            transaction.append(0, std::move(events));
            done = true;
        });
        if (done) return change;
    }
}

}  // namespace foerderlauf

#include "workflow/load_parts.hpp"

#include <algorithm>
#include <tuple>

namespace foerderlauf {

namespace {

bool before(const LoadError& a, const LoadError& b) {
    return std::tie(a.place.file, a.place.line) < std::tie(b.place.file, b.place.line);
}

void load_machines(const YamlNode& root, YamlReader& reader, Loading& loading) {
    const auto* machines = root.find("machines");
    if (!machines || !expect_list(*machines, reader)) return;
    for (const auto& named : machines->children) {
        std::string path;
        const auto* yaml = loading.file_named(named, reader.scalar(named) + ".yaml", reader, path);
        if (!yaml) continue;
        auto machine = load_machine(*yaml, path, loading);
        if (!machine) continue;
        const bool is_main = loading.definition.machines.empty();
        if (is_main && !machine->inside.empty())
            reader.complain(named, "load.main_inside", {{"machine", machine->name}});
        if (!is_main && machine->inside.empty())
            reader.complain(named, "load.child_without_inside", {{"machine", machine->name}});
        if (loading.definition.machine(machine->name))
            reader.complain(named, "load.machine_twice", {{"machine", machine->name}});
        loading.definition.machines.push_back(std::move(*machine));
    }
    if (machines->children.empty()) reader.complain(*machines, "load.no_machine");
}

}  // namespace

const std::string* Loading::file_named(const YamlNode& at, const std::string& named, YamlReader& reader,
                                       std::string& path) {
    const auto found_path = bundle_path(folder, named);
    if (!found_path) {
        reader.complain(at, "load.path_leaves", {{"path", named}});
        return nullptr;
    }
    path = *found_path;
    const auto found = bundle.files.find(path);
    if (found != bundle.files.end()) return &found->second;
    reader.complain(at, "load.no_such_file", {{"path", path}});
    return nullptr;
}

bool expect_list(const YamlNode& node, YamlReader& reader) {
    if (node.is_sequence()) return true;
    reader.complain(node, "yaml.not_a_list", {{"key", node.key}});
    return false;
}

void read_validity(const YamlNode& node, YamlReader& reader, Validity& validity) {
    validity.from = reader.parsed(node, "from", date_from);
    validity.to = reader.parsed(node, "to", date_from);
    validity.source = reader.text(node, "source");
    validity.unverified = reader.flag(node, "unverified");
    if (validity.from && validity.to && *validity.to < *validity.from) reader.complain(node, "load.period_backwards");
}

Result<Length> length_from(std::string_view text) { return Length::parse(text); }
Result<Date> date_from(std::string_view text) { return parse_date(text); }

tl::expected<Definition, std::vector<LoadError>> load_definition(const Bundle& bundle,
                                                                 const std::vector<std::string>& known_checks) {
    Loading loading{bundle, known_checks, programme_of(bundle)};
    const auto path = loading.folder + "/programme.yaml";
    if (loading.folder.empty())
        return tl::unexpected{std::vector<LoadError>{{{"programme.yaml", 1}, {"load.no_programme", {}}}}};

    YamlReader reader{path, loading.errors};
    if (const auto root = read_yaml(bundle.files.at(path), path, loading.errors); root && reader.expect_map(*root)) {
        load_programme(*root, reader, loading);
        load_machines(*root, reader, loading);
    }
    if (!loading.errors.empty()) {
        std::ranges::stable_sort(loading.errors, before);
        return tl::unexpected{std::move(loading.errors)};
    }
    loading.definition.version = version_of(bundle);
    return std::move(loading.definition);
}

}  // namespace foerderlauf

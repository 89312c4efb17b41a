// What the files below scenarios/ say. Values stay as they are spelled; the engine types them by the forms of the steps.
#include "workflow/scenario_parts.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

constexpr const char* setting_file = "setting.yaml";

const std::vector<std::string> given_keys = {"today",        "recipient",  "court",     "budget",   "people",
                                             "application",  "documents",  "given",     "prepared", "steps",
                                             "places_taken", "paid_cases", "base_rates"};
const std::vector<std::string> act_keys = {"step",  "edit",    "open",   "document", "partner",  "conflict",
                                           "lift",  "timer",   "by",     "on",       "of",       "answer",
                                           "share", "machine", "fields", "reason",   "seen_seq", "at"};
const std::vector<std::string> then_keys = {"state",  "events",    "duty",    "file_number", "served_on", "deadlines",
                                            "money",  "available", "letters", "partners",    "machines",  "blockers",
                                            "fields", "refused",   "hints",   "grant",       "noted",     "amounts"};

std::string content_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// As somebody types it into a page: every scalar is text.
Value spelled(const YamlNode& node) {
    switch (node.kind) {
        case YamlNode::Kind::Null: return {};
        case YamlNode::Kind::Scalar: return node.text;
        case YamlNode::Kind::Sequence: {
            List list;
            for (const auto& item : node.children) list.push_back(spelled(item));
            return list;
        }
        case YamlNode::Kind::Map: break;
    }
    Record record;
    for (const auto& item : node.children) record[item.key] = spelled(item);
    return record;
}

Record spelled_record(const YamlNode& node, YamlReader& reader) {
    if (!reader.expect_map(node)) return {};
    return *spelled(node).as_record();
}

Result<Date> day_from(std::string_view text) {
    const auto german = parse_german_date(text);
    return german ? german : parse_date(text);
}
/// `12:00`, as minutes after midnight.
Result<std::chrono::minutes> clock_from(std::string_view text) {
    int hour = 0, minute = 0;
    const auto colon = text.find(':');
    const auto read = [&](std::string_view part, int& number) {
        return std::from_chars(part.data(), part.data() + part.size(), number).ec == std::errc{};
    };
    if (colon == std::string_view::npos || !read(text.substr(0, colon), hour) || !read(text.substr(colon + 1), minute))
        return refuse("load.moment", {{"given", std::string{text}}});
    return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

std::vector<std::string> keys_of_prepared(const ScenarioSetting& setting) {
    std::vector<std::string> names{"draft"};
    for (const auto& [name, steps] : setting.prepared) names.push_back(name);
    return names;
}

/// Reads one folder: the setting first, then every story on a copy of it.
class ScenarioLoader {
public:
    ScenarioLoader(std::string file_name, std::vector<LoadError>& errors) : reader_{std::move(file_name), errors} {}

    void setting(const YamlNode& node, ScenarioSetting& setting) {
        if (!reader_.expect_map(node, given_keys)) return;
        if (const auto today = reader_.parsed(node, "today", day_from)) setting.today = *today;
        read_surroundings(node, reader_, setting);
        if (const auto* found = node.find("people")) people(*found, setting);
        if (const auto* found = node.find("application"))
            merge_patch(setting.application, spelled_record(*found, reader_));
        if (const auto* found = node.find("documents")) setting.documents = reader_.names(*found);
        if (const auto* found = node.find("given")) given(*found, setting);
        if (const auto* found = node.find("prepared"); found && found->is_map()) prepared(*found, setting);
    }

    Scenario scenario(const YamlNode& node, const ScenarioSetting& shared) {
        Scenario story{.name = {},
                       .source = {},
                       .place = reader_.place(node),
                       .setting = shared,
                       .before = {},
                       .when = {},
                       .then = {}};
        if (!reader_.expect_map(node, {"name", "source", "given", "when", "then"})) return story;
        story.name = reader_.required_text(node, "name");
        story.source = reader_.required_text(node, "source");
        if (const auto* found = node.find("given")) {
            setting(*found, story.setting);
            if (const auto* name = found->find("prepared"); name && name->is_scalar())
                story.before = preparation(*name, story.setting);
            if (const auto* steps = found->find("steps"))
                for (const auto& item : steps->children) story.before.push_back(act(item));
        }
        const auto* when = node.find("when");
        const auto* then = node.find("then");
        if (!when) reader_.complain(node, "yaml.missing_key", {{"key", "when"}});
        else story.when = act(*when);
        if (!then) reader_.complain(node, "yaml.missing_key", {{"key", "then"}});
        else if (reader_.expect_map(*then, then_keys)) story.then = *then;
        for (auto& entry : story.before) complete(entry, story.setting);
        complete(story.when, story.setting);
        return story;
    }

private:
    void people(const YamlNode& node, ScenarioSetting& setting) {
        if (!reader_.expect_map(node)) return;
        for (const auto& entry : node.children) {
            const auto number = static_cast<AccountId>(setting.people.size()) + 1;
            ScenarioPerson person{{number, number, {}}, entry.key};
            if (entry.is_map() && reader_.expect_map(entry, {"person", "duties"})) {
                person.actor.duties = reader_.names(entry, "duties");
                if (const auto* same = entry.find("person")) person.actor.person = known(*same, setting).actor.person;
            } else {
                person.actor.duties = reader_.names(entry);
            }
            std::ranges::sort(person.actor.duties);
            setting.people[entry.key] = std::move(person);
        }
    }

    ScenarioPerson known(const YamlNode& name, const ScenarioSetting& setting) {
        const auto found = setting.people.find(name.text);
        if (found != setting.people.end()) return found->second;
        std::vector<std::string> names;
        for (const auto& [key, person] : setting.people) names.push_back(key);
        reader_.unknown(name, "scenario.no_such_person", name.text, names);
        return {};
    }

    void given(const YamlNode& node, ScenarioSetting& setting) {
        if (!reader_.expect_map(node)) return;
        for (const auto& entry : node.children) {
            if (!reader_.expect_map(entry, {"by", "fields", "reason", "answer", "share"})) continue;
            auto& act = setting.given[entry.key];
            if (entry.find("by")) act.by = reader_.text(entry, "by");
            if (const auto* fields = entry.find("fields")) act.fields = spelled_record(*fields, reader_);
            if (entry.find("reason")) act.reason = reader_.text(entry, "reason");
            act.place = reader_.place(entry);
        }
    }

    void prepared(const YamlNode& node, ScenarioSetting& setting) {
        for (const auto& entry : node.children) {
            if (!reader_.expect_map(entry, {"after", "steps"})) continue;
            std::vector<ScenarioAct> acts;
            if (const auto* after = entry.find("after")) acts = preparation(*after, setting);
            if (const auto* steps = entry.find("steps"))
                for (const auto& item : steps->children) acts.push_back(act(item));
            setting.prepared[entry.key] = std::move(acts);
        }
    }

    std::vector<ScenarioAct> preparation(const YamlNode& name, const ScenarioSetting& setting) {
        if (const auto found = setting.prepared.find(name.text); found != setting.prepared.end()) return found->second;
        if (name.text != "draft")
            reader_.unknown(name, "scenario.no_such_preparation", name.text, keys_of_prepared(setting));
        return {};
    }

    ScenarioAct act(const YamlNode& node) {
        ScenarioAct act;
        act.place = reader_.place(node);
        if (node.is_scalar()) {
            act.name = node.text;
            return act;
        }
        if (!reader_.expect_map(node, act_keys)) return act;
        static const std::vector<std::pair<const char*, ScenarioAct::Kind>> kinds = {
            {"step", ScenarioAct::Kind::Step},
            {"edit", ScenarioAct::Kind::Edit},
            {"open", ScenarioAct::Kind::Open},
            {"document", ScenarioAct::Kind::AddDocument},
            {"partner", ScenarioAct::Kind::AnswerPartner},
            {"conflict", ScenarioAct::Kind::DeclareConflict},
            {"lift", ScenarioAct::Kind::LiftConflict},
            {"timer", ScenarioAct::Kind::Timer}};
        const auto kind = std::ranges::find_if(kinds,
                                               [&](const auto& entry) { return node.find(entry.first) != nullptr; });
        if (kind == kinds.end()) {
            reader_.complain(node, "scenario.act_unknown");
            return act;
        }
        act.kind = kind->second;
        act.name = reader_.text(node, kind->first);
        if (act.kind == ScenarioAct::Kind::LiftConflict) act.number = reader_.integer(node, "lift");
        act.by = reader_.text(node, "by");
        act.of = reader_.text(node, "of");
        act.answer = reader_.text(node, "answer");
        act.machine = reader_.text(node, "machine");
        act.share = reader_.text(node, "share");
        act.on = reader_.parsed(node, "on", day_from);
        act.at = reader_.parsed(node, "at", clock_from);
        act.seen_seq = reader_.integer(node, "seen_seq");
        if (node.find("reason")) act.reason = reader_.text(node, "reason");
        if (const auto* fields = node.find("fields")) act.fields = spelled_record(*fields, reader_);
        return act;
    }

    /// Who takes the step and with what, where the story does not say it.
    void complete(ScenarioAct& act, const ScenarioSetting& setting) {
        const auto key = act.kind == ScenarioAct::Kind::Open          ? "open." + act.name
                         : act.kind == ScenarioAct::Kind::Edit        ? "edit." + act.name
                         : act.kind == ScenarioAct::Kind::AddDocument ? "document"
                         : act.machine.empty()                        ? act.name
                                                                      : act.machine + "." + act.name;
        if (const auto usual = setting.given.find(key); usual != setting.given.end()) {
            if (act.by.empty()) act.by = usual->second.by;
            if (!act.reason) act.reason = usual->second.reason;
            if (usual->second.fields) {
                Record fields = *usual->second.fields;
                if (act.fields) merge_patch(fields, *act.fields);
                act.fields = std::move(fields);
            }
        }
        const bool somebody = act.kind == ScenarioAct::Kind::Timer || act.by == "system" ||
                              setting.people.contains(act.by);
        std::vector<std::string> names;
        for (const auto& [name, person] : setting.people) names.push_back(name);
        if (!somebody) reader_.unknown({.line = act.place.line}, "scenario.no_such_person", act.by, names);
        if (!act.of.empty() && !setting.people.contains(act.of))
            reader_.unknown({.line = act.place.line}, "scenario.no_such_person", act.of, names);
    }

    YamlReader reader_;
};

}  // namespace

std::vector<Scenario> load_scenarios(const fs::path& folder, const Definition& definition,
                                     std::vector<LoadError>& errors) {
    std::vector<fs::path> files;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{folder, none})
        if (entry.path().extension() == ".yaml" && entry.path().filename() != setting_file)
            files.push_back(entry.path());
    std::ranges::sort(files);
    if (files.empty()) {
        errors.push_back({{folder.string(), 0}, {"scenario.none", {{"programme", definition.title}}}});
        return {};
    }
    const auto name_of = [&](const fs::path& file) {
        return definition.programme + "/scenarios/" + file.filename().string();
    };

    ScenarioSetting shared;
    if (const auto file = folder / setting_file; fs::exists(file))
        if (const auto root = read_yaml(content_of(file), name_of(file), errors))
            if (const auto* setting = root->find("setting"))
                ScenarioLoader{name_of(file), errors}.setting(*setting, shared);
    if (!errors.empty()) return {};  // without people and preparations every story would be told as a mistake

    std::vector<Scenario> stories;
    for (const auto& file : files) {
        const auto root = read_yaml(content_of(file), name_of(file), errors);
        const auto* list = root ? root->find("scenarios") : nullptr;
        if (!list) {
            errors.push_back({{name_of(file), 1}, {"yaml.missing_key", {{"key", "scenarios"}}}});
            continue;
        }
        ScenarioLoader loader{name_of(file), errors};
        for (const auto& node : list->children) stories.push_back(loader.scenario(node, shared));
    }
    return stories;
}

}  // namespace foerderlauf

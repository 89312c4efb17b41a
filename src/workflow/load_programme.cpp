#include "workflow/load_parts.hpp"

#include "base/text.hpp"
#include "domain/recipient.hpp"
#include "workflow/check_list.hpp"
#include "workflow/ranking.hpp"

namespace foerderlauf {

namespace {

const std::vector<std::string> known_keys = {"programme",
                                             "title",
                                             "short_title",
                                             "file_number_prefix",
                                             "authority",
                                             "authority_place",
                                             "legal_basis",
                                             "funding_object_field",
                                             "money",
                                             "forms",
                                             "letters",
                                             "look",
                                             "machines",
                                             "documents",
                                             "settings",
                                             "funding_objects",
                                             "title_field",
                                             "call",
                                             "formal_application",
                                             "ranking",
                                             "check_lists",
                                             "sources"};

void remember(const YamlNode& map, const std::string& prefix, YamlReader& reader, Definition& definition) {
    for (const auto& member : map.children)
        if (!member.key.empty()) definition.places[prefix + member.key] = reader.place(member);
}

void read_head(const YamlNode& root, YamlReader& reader, Loading& loading) {
    auto& definition = loading.definition;
    definition.programme = reader.required_text(root, "programme");
    definition.title = reader.required_text(root, "title");
    definition.short_title = root.find("short_title") ? reader.text(root, "short_title") : definition.title;
    definition.file_number_prefix = reader.required_text(root, "file_number_prefix");
    definition.funding_object_field = reader.required_text(root, "funding_object_field");
    definition.legal_basis = reader.names(root, "legal_basis");
    if (!definition.programme.empty() && definition.programme != loading.folder)
        reader.complain(*root.find("programme"), "load.name_differs",
                        {{"name", definition.programme}, {"expected", loading.folder}});
    const auto& prefix = definition.file_number_prefix;
    if (prefix.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
        reader.complain(*root.find("file_number_prefix"), "load.prefix", {{"given", prefix}});
    definition.authority_place = reader.required_text(root, "authority_place");
    if (!definition.authority_place.empty() && !Ags::parse(definition.authority_place))
        reader.complain(*root.find("authority_place"), "load.authority_place", {{"given", definition.authority_place}});
}

void read_authorities(const YamlNode& root, YamlReader& reader, Definition& definition) {
    const auto* list = root.find("authority");
    if (!list) {
        reader.complain(root, "yaml.missing_key", {{"key", "authority"}});
        return;
    }
    if (!expect_list(*list, reader)) return;
    for (const auto& node : list->children) {
        if (!reader.expect_map(node)) continue;
        reader.expect_map(node, {"name", "from", "to", "source", "unverified"});
        Authority authority;
        read_validity(node, reader, authority);
        authority.name = reader.required_text(node, "name");
        definition.authorities.push_back(std::move(authority));
    }
}

void read_money_paths(const YamlNode& root, YamlReader& reader, MoneyPaths& money) {
    const auto* paths = root.find("money");
    if (!paths) {
        reader.complain(root, "yaml.missing_key", {{"key", "money"}});
        return;
    }
    if (!reader.expect_map(*paths)) return;
    reader.expect_map(*paths, {"requested", "eligible", "award", "slices", "financing_type", "rate"});
    money.requested = reader.required_text(*paths, "requested");
    if (root.find("call")) return;  // outlines are selected, nothing is recommended or granted on them
    money.eligible = reader.required_text(*paths, "eligible");
    money.award = reader.required_text(*paths, "award");
    money.slices = reader.required_text(*paths, "slices");
    money.financing_type = reader.required_text(*paths, "financing_type");
    money.rate = reader.required_text(*paths, "rate");
}

void read_documents(const YamlNode& root, YamlReader& reader, Definition& definition) {
    const auto* documents = root.find("documents");
    if (!documents || !reader.expect_map(*documents)) return;
    for (const auto& node : documents->children) {
        if (!is_name(node.key, Dashes::Refused)) reader.complain(node, "load.bad_name", {{"name", node.key}});
        definition.document_kinds.push_back(node.key);
        definition.document_labels[node.key] = reader.scalar(node);
    }
}

/// A setting is a length, an amount, a rate or a day in the spelling of our own types.
/// A length, an amount, a rate, a day, or a day of every year (`12-15`).
bool is_setting_value(const std::string& text) {
    return Length::parse(text) || Money::parse(text) || Percent::parse(text) || parse_date(text) ||
           parse_date("2000-" + text);
}

void read_sources(const YamlNode& root, YamlReader& reader, Loading& loading) {
    const auto* sources = root.find("sources");
    if (!sources || !reader.expect_map(*sources)) return;
    for (const auto& node : sources->children) loading.sources[node.key] = reader.scalar(node);
}

void read_settings(const YamlNode& root, YamlReader& reader, Definition& definition) {
    const auto* settings = root.find("settings");
    if (!settings || !reader.expect_map(*settings)) return;
    for (const auto& node : settings->children) {
        if (!reader.expect_map(node)) continue;
        reader.expect_map(node, {"value", "unverified", "source", "label"});
        const auto value = reader.required_text(node, "value");
        if (!value.empty() && !is_setting_value(value))
            reader.complain(*node.find("value"), "load.setting_value", {{"given", value}});
        Record setting{{"value", value}, {"unverified", reader.flag(node, "unverified")}};
        setting["source"] = reader.required_text(node, "source");
        setting["label"] = reader.required_text(node, "label");
        definition.settings[node.key] = std::move(setting);
    }
}

OptionLists lists_of(const Definition& definition) {
    OptionLists lists;
    for (const auto& object : definition.funding_objects)
        lists["funding_objects"].push_back({object.code, object.title});
    for (const auto& round : definition.call.rounds) lists["call_rounds"].push_back({round.code, round.title});
    for (const auto& kind : definition.document_kinds)
        lists["documents"].push_back({kind, definition.document_labels.at(kind)});
    return lists;
}

void read_forms(const YamlNode& root, YamlReader& reader, Loading& loading) {
    const auto* forms = root.find("forms");
    if (!forms || !reader.expect_map(*forms)) return;
    for (const auto& named : forms->children) {
        if (!is_name(named.key, Dashes::Refused)) reader.complain(named, "load.bad_name", {{"name", named.key}});
        std::string path;
        const auto* yaml = loading.file_named(named, reader.scalar(named), reader, path);
        if (!yaml) continue;
        auto form = load_form(*yaml, path, loading.errors, loading.lists);
        if (!form.name.empty() && form.name != named.key)
            reader.complain(named, "load.name_differs", {{"name", form.name}, {"expected", named.key}});
        loading.definition.forms[named.key] = std::move(form);
    }
}

/// The ranking's form is made from its criteria, so that none can be forgotten in it.
void make_ranking_form(const YamlNode& root, YamlReader& reader, Definition& definition) {
    const auto& name = definition.ranking.form;
    if (name.empty()) return;
    if (definition.forms.contains(name)) reader.complain(*root.find("ranking"), "load.ranking_form", {{"form", name}});
    definition.forms[name] = form_of(definition.ranking, reader.place(*root.find("ranking")));
}

/// Likewise a check list's form is made from its questions.
void make_check_list_forms(const YamlNode& root, YamlReader& reader, Definition& definition) {
    for (const auto& list : definition.check_lists) {
        const auto& node = *root.find("check_lists")->find("lists")->find(list.form);
        if (definition.forms.contains(list.form)) reader.complain(node, "load.ranking_form", {{"form", list.form}});
        definition.places["check_lists." + list.form] = reader.place(node);
        definition.forms[list.form] = form_of(list, reader.place(node));
    }
}

void read_letters(const YamlNode& root, YamlReader& reader, Loading& loading) {
    const auto* letters = root.find("letters");
    if (!letters || !reader.expect_map(*letters)) return;
    for (const auto& named : letters->children) {
        std::string path;
        const auto* text = loading.file_named(named, reader.scalar(named), reader, path);
        if (!text) continue;
        if (!is_utf8(*text)) reader.complain(named, "load.letter_not_utf8", {{"path", path}});
        if (trimmed(*text).empty()) reader.complain(named, "load.letter_empty", {{"path", path}});
        loading.definition.letters[named.key] = *text;
    }
}

/// `look: {letter: letters/letter.typ, frame: common/letters/frame.typ}`: known to each other by key and ending.
void read_look(const YamlNode& root, YamlReader& reader, Loading& loading) {
    const auto* look = root.find("look");
    if (!look || !reader.expect_map(*look)) return;
    if (!look->find("letter")) reader.complain(*look, "yaml.missing_key", {{"key", "letter"}});
    for (const auto& named : look->children) {
        if (!is_name(named.key, Dashes::Refused)) reader.complain(named, "load.bad_name", {{"name", named.key}});
        std::string path;
        const auto* source = loading.file_named(named, reader.scalar(named), reader, path);
        if (!source) continue;
        if (!is_utf8(*source)) reader.complain(named, "load.letter_not_utf8", {{"path", path}});
        loading.definition.look[named.key + ".typ"] = *source;
    }
}

}  // namespace

void load_programme(const YamlNode& root, YamlReader& reader, Loading& loading) {
    auto& definition = loading.definition;
    reader.expect_map(root, known_keys);
    remember(root, "", reader, definition);
    for (const auto* part : {"money", "forms", "letters", "look", "settings", "documents"})
        if (const auto* map = root.find(part)) remember(*map, std::string{part} + ".", reader, definition);
    read_head(root, reader, loading);
    read_authorities(root, reader, definition);
    read_money_paths(root, reader, definition.money);
    definition.title_field = root.find("title_field") ? reader.text(root, "title_field") : "application.project_title";
    load_funding_objects(root, reader, definition);
    load_call(root, reader, definition.call);
    load_formal_application(root, reader, definition.formal_application);
    load_ranking(root, reader, definition.ranking);
    load_check_lists(root, reader, definition.check_lists);
    read_documents(root, reader, definition);
    read_settings(root, reader, definition);
    read_sources(root, reader, loading);
    loading.lists = lists_of(definition);
    read_forms(root, reader, loading);
    make_ranking_form(root, reader, definition);
    make_check_list_forms(root, reader, definition);
    read_letters(root, reader, loading);
    read_look(root, reader, loading);
    if (!root.find("machines")) reader.complain(root, "yaml.missing_key", {{"key", "machines"}});
}

}  // namespace foerderlauf

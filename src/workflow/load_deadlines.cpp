#include "workflow/load_parts.hpp"

namespace foerderlauf {

namespace {

void read_start(const YamlNode& node, YamlReader& reader, DeadlineRule& rule) {
    const auto* after = node.find("after");
    if (!after) {
        reader.complain(node, "yaml.missing_key", {{"key", "after"}});
        return;
    }
    if (!reader.expect_map(*after)) return;
    reader.expect_map(*after, {"step", "field", "start", "next", "served"});
    rule.after_steps = reader.names(*after, "step");
    rule.after_field = reader.text(*after, "field");
    rule.start_field = reader.text(*after, "start");
    rule.after_next = reader.text(*after, "next");
    const auto served = reader.text(*after, "served");
    rule.after_service = served == "notice";
    if (!served.empty() && !rule.after_service)
        reader.complain(*after->find("served"), "load.served", {{"given", served}});
    if (rule.after_steps.empty()) reader.complain(*after, "yaml.missing_key", {{"key", "step"}});
}

/// The day is given by a field of the step, or the length is counted from the step's day; with both, the length counts
/// where the step has no such field.
void read_length(const YamlNode& node, YamlReader& reader, DeadlineRule& rule) {
    const auto* length = node.find("length");
    if (!length && rule.after_field.empty() && rule.after_next.empty()) {
        reader.complain(node, "load.length_or_field", {{"deadline", rule.name}});
        return;
    }
    if (!length) return;
    if (length->is_map()) {
        reader.expect_map(*length, {"given", "setting"});
        rule.length_given = reader.text(*length, "given");
        rule.length_setting = reader.required_text(*length, "setting");
        return;
    }
    if (length->is_scalar() && length->text == "end of year") rule.end_of_year = true;
    else rule.length = reader.parsed(node, "length", length_from);
}

void read_consequence(const YamlNode& node, YamlReader& reader, DeadlineRule& rule) {
    const auto* then = node.find("then");
    if (!then) {
        reader.complain(node, "yaml.missing_key", {{"key", "then"}});
        return;
    }
    if (!reader.expect_map(*then)) return;
    reader.expect_map(*then, {"fire", "remind"});
    rule.then_fire = reader.text(*then, "fire");
    rule.then_remind = reader.text(*then, "remind");
    if (rule.then_fire.empty() == rule.then_remind.empty())
        reader.complain(*then, "load.fire_or_remind", {{"deadline", rule.name}});
}

DeadlineRule read_rule(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(
        node, {"after", "in", "recount", "until", "length", "place", "then", "source", "unverified", "internal"});
    DeadlineRule rule;
    rule.name = node.key;
    rule.place_in_file = reader.place(node);
    rule.source = reader.required_text(node, "source");
    rule.unverified = reader.flag(node, "unverified");
    rule.internal = reader.flag(node, "internal");
    rule.in_states = reader.names(node, "in");
    rule.recount = reader.names(node, "recount");
    rule.until = reader.names(node, "until");
    if (const auto place = reader.text(node, "place"); !place.empty()) {
        const std::vector<std::string> places = {"authority", "court", "recipient"};
        if (place != "authority" && place != "court" && place != "recipient")
            reader.unknown(*node.find("place"), "load.unknown_place", place, places);
        rule.place = place;
    }
    if (!is_name(rule.name, Dashes::Refused)) reader.complain(node, "load.bad_name", {{"name", rule.name}});
    read_start(node, reader, rule);
    read_length(node, reader, rule);
    read_consequence(node, reader, rule);
    return rule;
}

}  // namespace

void load_deadlines(const YamlNode& root, YamlReader& reader, Machine& machine) {
    const auto* deadlines = root.find("deadlines");
    if (!deadlines || !reader.expect_map(*deadlines)) return;
    for (const auto& node : deadlines->children)
        if (reader.expect_map(node)) machine.deadlines.push_back(read_rule(node, reader));
}

}  // namespace foerderlauf

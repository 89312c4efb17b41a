// `call:`, `formal_application:` and `ranking:` of programme.yaml.
#include "workflow/load_parts.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

/// `2027-01-31 12:00`: a day and a time of it in Berlin.
Result<Instant> berlin_moment_from(std::string_view text) {
    constexpr std::size_t date_length = 10, whole_length = 16;
    const auto wrong = [&] { return refuse("load.moment", {{"given", std::string{text}}}); };
    if (text.size() != whole_length || text[date_length] != ' ' || text[date_length + 3] != ':') return wrong();
    const auto day = parse_date(text.substr(0, date_length));
    const auto two_digits = [&](std::size_t at) {
        int number = -1;
        const auto* begin = text.data() + at;
        const auto [end, fault] = std::from_chars(begin, begin + 2, number);
        return fault == std::errc{} && end == begin + 2 && *begin != '-' ? number : -1;
    };
    const int hour = two_digits(date_length + 1), minute = two_digits(date_length + 4);
    if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59) return wrong();
    return berlin_time(*day, std::chrono::hours{hour} + std::chrono::minutes{minute});
}

template <typename Value, typename Parse>
Value required(const YamlNode& node, const char* key, Parse parse, YamlReader& reader) {
    if (!node.find(key)) reader.complain(node, "yaml.missing_key", {{"key", key}});
    return reader.parsed(node, key, parse).value_or(Value{});
}

std::int64_t required_count(const YamlNode& node, const char* key, std::int64_t least, std::int64_t most,
                            YamlReader& reader) {
    if (!node.find(key)) {
        reader.complain(node, "yaml.missing_key", {{"key", key}});
        return least;
    }
    const auto count = reader.integer(node, key);
    if (count && (*count < least || *count > most))
        reader.complain(*node.find(key), "load.count", {{"key", key}, {"least", least}, {"most", most}});
    return count.value_or(least);
}

CallRound read_round(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(node, {"code", "title", "opens", "closes", "budget", "places", "source", "unverified"});
    CallRound round;
    round.code = reader.required_text(node, "code");
    round.title = reader.required_text(node, "title");
    round.opens = required<Instant>(node, "opens", berlin_moment_from, reader);
    round.closes = required<Instant>(node, "closes", berlin_moment_from, reader);
    round.budget = required<Money>(node, "budget", Money::parse, reader);
    round.places = required_count(node, "places", 1, 10'000, reader);
    round.source = reader.required_text(node, "source");
    round.unverified = reader.flag(node, "unverified");
    const bool both = node.find("opens") && node.find("closes");
    if (both && round.closes <= round.opens) reader.complain(node, "load.period_backwards");
    return round;
}

std::vector<std::pair<std::int64_t, std::int64_t>> read_thresholds(const YamlNode& node, std::int64_t highest,
                                                                   YamlReader& reader) {
    std::vector<std::pair<std::int64_t, std::int64_t>> thresholds;
    const auto* list = node.find("by_inhabitants");
    if (!list || !expect_list(*list, reader)) return thresholds;
    for (const auto& row : list->children) {
        if (!reader.expect_map(row)) continue;
        reader.expect_map(row, {"least", "points"});
        const auto least = required_count(row, "least", 0, 100'000'000, reader);
        const auto points = required_count(row, "points", 0, highest, reader);
        if (!thresholds.empty() && least <= thresholds.back().first) reader.complain(row, "load.thresholds_rise");
        thresholds.emplace_back(least, points);
    }
    return thresholds;
}

Criterion read_criterion(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(node, {"name", "title", "weight", "highest", "source", "unverified", "by_inhabitants"});
    Criterion criterion;
    criterion.name = reader.required_text(node, "name");
    if (!criterion.name.empty() && !is_name(criterion.name, Dashes::Refused))
        reader.complain(node, "load.bad_name", {{"name", criterion.name}});
    criterion.title = reader.required_text(node, "title");
    criterion.weight = required_count(node, "weight", 1, 100, reader);
    criterion.highest = required_count(node, "highest", 1, 100, reader);
    criterion.source = reader.required_text(node, "source");
    criterion.unverified = reader.flag(node, "unverified");
    criterion.by_inhabitants = read_thresholds(node, criterion.highest, reader);
    return criterion;
}

}  // namespace

void load_call(const YamlNode& root, YamlReader& reader, ProjectCall& call) {
    const auto* node = root.find("call");
    if (!node || !reader.expect_map(*node)) return;
    reader.expect_map(*node, {"field", "held_in", "rounds"});
    call.field = reader.required_text(*node, "field");
    call.held_in = reader.names(*node, "held_in");
    const auto* rounds = node->find("rounds");
    if (!rounds) reader.complain(*node, "yaml.missing_key", {{"key", "rounds"}});
    if (!rounds || !expect_list(*rounds, reader)) return;
    for (const auto& row : rounds->children) {
        if (!reader.expect_map(row)) continue;
        auto round = read_round(row, reader);
        if (call.round(round.code)) reader.complain(row, "load.round_twice", {{"code", round.code}});
        call.rounds.push_back(std::move(round));
    }
    if (rounds->children.empty()) reader.complain(*rounds, "load.no_round");
}

void load_formal_application(const YamlNode& root, YamlReader& reader, FormalApplication& formal) {
    const auto* node = root.find("formal_application");
    if (!node || !reader.expect_map(*node)) return;
    reader.expect_map(*node, {"programme", "step", "number_field", "copies"});
    formal.programme = reader.required_text(*node, "programme");
    formal.step = reader.required_text(*node, "step");
    formal.number_field = reader.required_text(*node, "number_field");
    const auto* copies = node->find("copies");
    if (!copies || !reader.expect_map(*copies)) return;
    for (const auto& copy : copies->children) formal.copies[copy.key] = reader.scalar(copy);
}

void load_ranking(const YamlNode& root, YamlReader& reader, Ranking& ranking) {
    const auto* node = root.find("ranking");
    if (!node || !reader.expect_map(*node)) return;
    reader.expect_map(*node, {"form", "title", "reason_label", "states", "source", "criteria"});
    ranking.form = reader.required_text(*node, "form");
    ranking.title = reader.required_text(*node, "title");
    ranking.reason_label = reader.required_text(*node, "reason_label");
    ranking.states = reader.names(*node, "states");
    ranking.source = reader.required_text(*node, "source");
    const auto* criteria = node->find("criteria");
    if (!criteria) reader.complain(*node, "yaml.missing_key", {{"key", "criteria"}});
    if (!criteria || !expect_list(*criteria, reader)) return;
    for (const auto& row : criteria->children) {
        if (!reader.expect_map(row)) continue;
        auto criterion = read_criterion(row, reader);
        if (std::ranges::find(ranking.criteria, criterion.name, &Criterion::name) != ranking.criteria.end())
            reader.complain(row, "load.criterion_twice", {{"name", criterion.name}});
        ranking.criteria.push_back(std::move(criterion));
    }
    if (criteria->children.empty()) reader.complain(*criteria, "load.no_criterion");
}

}  // namespace foerderlauf

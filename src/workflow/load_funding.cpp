#include "workflow/load_parts.hpp"

namespace foerderlauf {

namespace {

const std::vector<std::string> known_keys = {"code", "title", "open",          "closed_by", "financing", "rate",
                                             "cap",  "floor", "dedicated_use", "source",    "unverified"};

/// Rows of one rule must not say two things about a day: the newest is held against those before it.
template <typename Rows>
void complain_if_shared(const Rows& rows, const YamlNode& at, YamlReader& reader, const char* key, Record values = {}) {
    const auto& newest = rows.back();
    for (std::size_t i = 0; i + 1 < rows.size(); ++i)
        if (share_a_day(rows[i], newest)) {
            reader.complain(at, key, std::move(values));
            return;
        }
}

void read_open_periods(const YamlNode& node, YamlReader& reader, FundingObject& object) {
    const auto* periods = node.find("open");
    if (!periods) {
        reader.complain(node, "yaml.missing_key", {{"key", "open"}});
        return;
    }
    if (!expect_list(*periods, reader)) return;
    for (const auto& period : periods->children) {
        if (!reader.expect_map(period)) continue;
        reader.expect_map(period, {"from", "to", "source", "unverified"});
        read_validity(period, reader, object.open.emplace_back());
        complain_if_shared(object.open, period, reader, "load.open_overlap");
    }
}

/// `rate: 80.00 %`, or rows of `{value, from, to, source, unverified}` that share no day.
template <typename Parse, typename Amount>
void read_dated(const YamlNode& node, const char* key, Parse parse, YamlReader& reader,
                std::vector<Dated<Amount>>& rows) {
    const auto* given = node.find(key);
    if (!given) return;
    if (!given->is_sequence()) {
        if (const auto value = reader.parsed(node, key, parse)) rows = always(*value);
        for (auto& row : rows) {  // what is said of the object is said of its only value
            row.source = reader.text(node, "source");
            row.unverified = reader.flag(node, "unverified");
        }
        return;
    }
    for (const auto& row : given->children) {
        if (!reader.expect_map(row)) continue;
        reader.expect_map(row, {"value", "from", "to", "source", "unverified"});
        if (!row.find("value")) reader.complain(row, "yaml.missing_key", {{"key", "value"}});
        auto& dated = rows.emplace_back();
        read_validity(row, reader, dated);
        if (const auto value = reader.parsed(row, "value", parse)) dated.value = *value;
        complain_if_shared(rows, row, reader, "load.rows_overlap", {{"key", key}});
    }
    if (given->children.empty()) reader.complain(*given, "yaml.missing_key", {{"key", "value"}});
}

void expect_caps_above_floors(const YamlNode& node, YamlReader& reader, const FundingObject& object) {
    for (const auto& cap : object.caps)
        for (const auto& floor : object.floors)
            if (share_a_day(cap, floor) && cap.value < floor.value) {
                reader.complain(*node.find("cap"), "load.cap_below_floor",
                                {{"cap_cents", cap.value.in_cents()}, {"floor_cents", floor.value.in_cents()}});
                return;
            }
}

/// How long what was bought must serve its purpose (Zweckbindung): `5 years` or `60 months`.
std::optional<int> months_of(const YamlNode& node, YamlReader& reader) {
    const auto length = reader.parsed(node, "dedicated_use", length_from);
    if (!length) return {};
    if (length->unit == Length::Unit::Month) return length->count;
    if (length->unit == Length::Unit::Year) return length->count * 12;
    reader.complain(*node.find("dedicated_use"), "load.dedicated_use");
    return {};
}

void read_money_rules(const YamlNode& node, YamlReader& reader, FundingObject& object) {
    if (!node.find("financing")) reader.complain(node, "yaml.missing_key", {{"key", "financing"}});
    if (const auto type = reader.parsed(node, "financing", parse_financing_type)) object.financing = *type;
    read_dated(node, "rate", Percent::parse, reader, object.rates);
    read_dated(node, "cap", Money::parse, reader, object.caps);
    read_dated(node, "floor", Money::parse, reader, object.floors);
    object.dedicated_use_months = months_of(node, reader);
    const bool needs_rate = object.financing == FinancingType::Proportional && node.find("financing");
    if (needs_rate && !node.find("rate")) reader.complain(node, "load.rate_missing", {{"object", object.code}});
    expect_caps_above_floors(node, reader, object);
}

FundingObject read_object(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(node, known_keys);
    FundingObject object;
    object.code = reader.required_text(node, "code");
    object.title = reader.required_text(node, "title");
    object.closed_by = reader.text(node, "closed_by");
    object.source = reader.required_text(node, "source");
    object.unverified = reader.flag(node, "unverified");
    read_open_periods(node, reader, object);
    read_money_rules(node, reader, object);
    return object;
}

}  // namespace

void load_funding_objects(const YamlNode& root, YamlReader& reader, Definition& definition) {
    const auto* list = root.find("funding_objects");
    if (!list) {
        reader.complain(root, "yaml.missing_key", {{"key", "funding_objects"}});
        return;
    }
    if (!expect_list(*list, reader)) return;
    for (const auto& node : list->children) {
        if (!reader.expect_map(node)) continue;
        auto object = read_object(node, reader);
        if (definition.funding_object(object.code)) reader.complain(node, "load.object_twice", {{"code", object.code}});
        definition.funding_objects.push_back(std::move(object));
    }
    if (list->children.empty()) reader.complain(*list, "load.no_object");
}

}  // namespace foerderlauf

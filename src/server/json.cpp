#include "server/json.hpp"

#include <nlohmann/json.hpp>

namespace foerderlauf {

namespace {

using nlohmann::json;

Value value_of(const json& node) {
    switch (node.type()) {
        case json::value_t::boolean: return node.get<bool>();
        case json::value_t::number_integer: return node.get<std::int64_t>();
        case json::value_t::number_unsigned:
            if (node.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) return Fraction{node.dump()};
            return node.get<std::int64_t>();
        case json::value_t::number_float: return Fraction{node.dump()};
        case json::value_t::string: return node.get<std::string>();
        case json::value_t::array: {
            List list;
            for (const auto& entry : node) list.push_back(value_of(entry));
            return list;
        }
        case json::value_t::object: {
            Record record;
            for (const auto& [key, entry] : node.items()) record.emplace(key, value_of(entry));
            return record;
        }
        default: return {};
    }
}

}  // namespace

Result<Record> read_json_object(std::string_view text) {
    const auto tree = json::parse(text, nullptr, false);
    if (!tree.is_object()) return refuse("compute.not_json");
    return *value_of(tree).as_record();
}

}  // namespace foerderlauf

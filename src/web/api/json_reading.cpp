#include "web/api/json_reading.hpp"

#include "store/json_values.hpp"

namespace foerderlauf {

namespace {

Message message_of(const JsonFault& fault) {
    using Kind = JsonFault::Kind;
    switch (fault.kind) {
        case Kind::NotUtf8: return {"api.json.not_utf8", {}};
        case Kind::Number: return {"api.json.number", {{"at", fault.at}}};
        case Kind::NameTwice: return {"api.json.name_twice", {{"name", FreeText{fault.name}}}};
        case Kind::TooDeep: return {"api.json.too_deep", {{"deepest", deepest_json}}};
        case Kind::NotAnObject: return {"api.json.not_an_object", {}};
        case Kind::Syntax: break;
    }
    return {"api.json.syntax", {{"at", fault.at}}};
}

}  // namespace

tl::expected<Record, Message> read_json_object(std::string_view text) {
    return read_json(text, deepest_json).map_error(message_of);
}

}  // namespace foerderlauf

#include "store/json_values.hpp"

#include "base/text.hpp"
#include "store/fault.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace foerderlauf {

namespace {

using Json = nlohmann::json;

/// Builds the value while the text is read, without a tree of nlohmann's in between (a case is folded from many events), and
/// stops at the first thing that is not as it must be.
class Building : public nlohmann::json_sax<Json> {
public:
    explicit Building(std::size_t deepest) : deepest_{deepest} {}

    bool null() override { return put(Value{}); }
    bool boolean(bool yes) override { return put(yes); }
    bool number_integer(std::int64_t number) override { return put(number); }
    bool number_unsigned(std::uint64_t number) override {
        const bool fits = number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        return fits ? put(static_cast<std::int64_t>(number)) : put(Fraction{std::to_string(number)});
    }
    bool number_float(double, const std::string& spelling) override { return put(Fraction{spelling}); }
    bool string(std::string& text) override { return put(std::move(text)); }
    bool binary(Json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Record{}); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(List{}); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        const auto [slot, fresh] = std::get<Record>(open_.back()->any()).try_emplace(name);
        slot_ = &slot->second;
        if (!fresh) fault = {JsonFault::Kind::NameTwice, 0, name};
        return fresh;
    }
    bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& error) override {
        constexpr int number_overflow = 406;
        fault = {error.id == number_overflow ? JsonFault::Kind::Number : JsonFault::Kind::Syntax,
                 static_cast<std::int64_t>(at)};
        return false;
    }

    Value root;
    JsonFault fault;

private:
    Value* place(Value value) {
        if (open_.empty()) {
            root = std::move(value);
            return &root;
        }
        if (auto* list = std::get_if<List>(&open_.back()->any())) return &list->emplace_back(std::move(value));
        *slot_ = std::move(value);
        return slot_;
    }
    bool put(Value value) {
        place(std::move(value));
        return true;
    }
    bool open(Value container) {
        if (open_.size() == deepest_) {
            fault = {JsonFault::Kind::TooDeep};
            return false;
        }
        // A container's address holds while it is open: its own container only grows once it is closed.
        open_.push_back(place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::size_t deepest_;
    std::vector<Value*> open_;
    Value* slot_ = nullptr;
};

}  // namespace

tl::expected<Record, JsonFault> read_json(std::string_view text, std::size_t deepest) {
    if (!is_utf8(text)) return tl::unexpected{JsonFault{JsonFault::Kind::NotUtf8}};
    Building building{deepest};
    const bool whole = Json::sax_parse(text, &building);
    if (!whole) return tl::unexpected{std::move(building.fault)};
    auto* record = std::get_if<Record>(&building.root.any());
    if (!record) return tl::unexpected{JsonFault{JsonFault::Kind::NotAnObject}};
    return std::move(*record);
}

Record record_from_json(std::string_view json) {
    auto record = read_json(json, std::numeric_limits<std::size_t>::max());
    if (!record) throw StoreFault{"stored JSON is not a well-formed object"};
    return std::move(*record);
}

}  // namespace foerderlauf

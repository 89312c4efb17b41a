#include "store/json_values.hpp"

#include "store/fault.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

namespace foerderlauf {

namespace {

using Json = nlohmann::json;

/// Builds the value while the text is read, without a tree of nlohmann's in between: a case is folded from many events.
class Building : public nlohmann::json_sax<Json> {
public:
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
    bool end_object() override {
        open_.pop_back();
        return true;
    }
    bool start_array(std::size_t) override { return open(List{}); }
    bool end_array() override {
        open_.pop_back();
        return true;
    }
    bool key(std::string& name) override {
        slot_ = &std::get<Record>(open_.back()->any())[std::move(name)];
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

    Value root;

private:
    Value* place(Value value) {
        if (open_.empty()) {
            root = std::move(value);
            return &root;
        }
        if (auto* list = std::get_if<List>(&open_.back()->any())) {
            list->push_back(std::move(value));
            return &list->back();
        }
        *slot_ = std::move(value);
        return slot_;
    }
    bool put(Value value) {
        place(std::move(value));
        return true;
    }
    bool open(Value container) {
        // A container's address holds while it is open: its own container only grows once it is closed.
        open_.push_back(place(std::move(container)));
        return true;
    }

    std::vector<Value*> open_;
    Value* slot_ = nullptr;
};

}  // namespace

Record record_from_json(std::string_view json) {
    Building building;
    const bool whole = Json::sax_parse(json, &building);
    auto* record = std::get_if<Record>(&building.root.any());
    if (!whole || !record) throw StoreFault{"stored JSON is not a well-formed object"};
    return std::move(*record);
}

}  // namespace foerderlauf

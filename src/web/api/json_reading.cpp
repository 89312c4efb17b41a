#include "web/api/json_reading.hpp"

#include "base/text.hpp"

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace foerderlauf {

namespace {

using Json = nlohmann::json;

/// Builds the value while the text is read and stops at the first thing that is not as it must be.
class StrictReading : public nlohmann::json_sax<Json> {
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
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(List{}); }
    bool end_array() override { return close(); }
    bool key(std::string& name) override {
        const auto [slot, fresh] = std::get<Record>(open_.back()->any()).try_emplace(name);
        slot_ = &slot->second;
        if (!fresh) fault = Message{"api.json.name_twice", {{"name", FreeText{name}}}};
        return fresh;
    }
    bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception& error) override {
        constexpr int number_overflow = 406;
        fault = Message{error.id == number_overflow ? "api.json.number" : "api.json.syntax",
                        {{"at", static_cast<std::int64_t>(at)}}};
        return false;
    }

    Value root;
    std::optional<Message> fault;

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
        if (open_.size() == deepest_json) {
            fault = Message{"api.json.too_deep", {{"deepest", deepest_json}}};
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

    std::vector<Value*> open_;
    Value* slot_ = nullptr;
};

}  // namespace

tl::expected<Record, Message> read_json_object(std::string_view text) {
    if (!is_utf8(text)) return tl::unexpected{Message{"api.json.not_utf8", {}}};
    StrictReading reading;
    const bool whole = Json::sax_parse(text, &reading);
    if (!whole) return tl::unexpected{reading.fault.value_or(Message{"api.json.syntax", {{"at", 0}}})};
    auto* record = std::get_if<Record>(&reading.root.any());
    if (!record) return tl::unexpected{Message{"api.json.not_an_object", {}}};
    return std::move(*record);
}

}  // namespace foerderlauf

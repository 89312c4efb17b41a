#include "store/json_values.hpp"

#include "base/text.hpp"
#include "store/fault.hpp"

#include <charconv>
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

/// Reads what the store itself writes: canonical JSON (RFC 8785) without an escape in it, whose members are sorted. Whatever
/// else comes is not judged here: it gives up, and the text is read as any other.
class CanonicalReading {
public:
    explicit CanonicalReading(std::string_view text) : at_{text.data()}, end_{text.data() + text.size()} {}

    bool read(Record& record) { return take('{') && members(record) && at_ == end_; }

private:
    bool take(char c) {
        if (at_ == end_ || *at_ != c) return false;
        ++at_;
        return true;
    }
    bool word(std::string_view word) {
        if (static_cast<std::size_t>(end_ - at_) < word.size() || std::string_view{at_, word.size()} != word)
            return false;
        at_ += word.size();
        return true;
    }
    bool text(std::string_view& text) {
        if (!take('"')) return false;
        const auto* begin = at_;
        while (at_ != end_ && *at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
        text = {begin, static_cast<std::size_t>(at_ - begin)};
        return take('"');
    }
    bool number(Value& value) {
        constexpr std::ptrdiff_t surely_fits = 18;
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(at_, end_, number);
        const auto* first = *at_ == '-' ? at_ + 1 : at_;
        const bool padded = end - first > 1 && *first == '0';
        const bool more = end != end_ && (*end == '.' || *end == 'e' || *end == 'E');
        if (fault != std::errc{} || end - first > surely_fits || padded || more || (number == 0 && *at_ == '-'))
            return false;
        at_ = end;
        value = number;
        return true;
    }
    bool members(Record& record) {
        if (take('}')) return true;
        do {
            std::string_view name;
            if (!text(name) || !take(':')) return false;
            if (!record.empty() && !(record.rbegin()->first < name)) return false;
            if (!value(record.emplace_hint(record.end(), name, Value{})->second)) return false;
        } while (take(','));
        return take('}');
    }
    bool items(List& list) {
        if (take(']')) return true;
        do
            if (!value(list.emplace_back())) return false;
        while (take(','));
        return take(']');
    }
    bool value(Value& value) {
        if (at_ == end_ || ++depth_ > deepest) return false;
        const bool read = any(value);
        --depth_;
        return read;
    }
    bool any(Value& value) {
        std::string_view given;
        switch (*at_) {
            case '"': return text(given) && (value = given, true);
            case '{': ++at_; return members(std::get<Record>((value = Record{}).any()));
            case '[': ++at_; return items(std::get<List>((value = List{}).any()));
            case 't': return word("true") && (value = true, true);
            case 'f': return word("false") && (value = false, true);
            case 'n': return word("null");
            default: return number(value);
        }
    }

    static constexpr int deepest = 64;
    const char* at_;
    const char* end_;
    int depth_ = 0;
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
    if (Record quick; is_utf8(json) && CanonicalReading{json}.read(quick)) return quick;
    auto record = read_json(json, std::numeric_limits<std::size_t>::max());
    if (!record) throw StoreFault{"stored JSON is not a well-formed object"};
    return std::move(*record);
}

}  // namespace foerderlauf

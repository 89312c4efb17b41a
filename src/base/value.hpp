#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace foerderlauf {

class Value;
using List = std::vector<Value>;
using Record = std::map<std::string, Value, std::less<>>;

/// Free text or a personal value. The history keeps only its salted hash; the text itself lies beside the
/// chain and can be erased by law without breaking it (design § 6). An erased text has `erased` set.
struct FreeText {
    std::string text;
    bool erased = false;
    bool operator==(const FreeText&) const = default;
};

/// A number with a fraction or an exponent, as it was spelled. No field takes one: amounts are integer
/// cents, rates are text. It exists so that the field can be named in the refusal.
struct Fraction {
    std::string spelling;
    bool operator==(const Fraction&) const = default;
};

/// A typed value of a form, an event or a refusal: what JSON can say, but numbers are whole, and free text
/// is told from codes. Dates are text `YYYY-MM-DD`, rates text with two decimals, amounts cents.
class Value {
public:
    using Any = std::variant<std::monostate, bool, std::int64_t, std::string, FreeText, Fraction, List, Record>;

    Value() = default;
    Value(bool yes) : any_{yes} {}
    Value(std::int64_t number) : any_{number} {}
    Value(int number) : any_{static_cast<std::int64_t>(number)} {}
    Value(std::string code) : any_{std::move(code)} {}
    Value(const char* code) : any_{std::string{code}} {}
    Value(std::string_view code) : any_{std::string{code}} {}
    Value(FreeText text) : any_{std::move(text)} {}
    Value(Fraction number) : any_{std::move(number)} {}
    Value(List list) : any_{std::move(list)} {}
    Value(Record record) : any_{std::move(record)} {}

    const Any& any() const { return any_; }
    Any& any() { return any_; }

    bool is_empty() const { return std::holds_alternative<std::monostate>(any_); }
    const bool* as_bool() const { return std::get_if<bool>(&any_); }
    const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&any_); }
    const List* as_list() const { return std::get_if<List>(&any_); }
    const Record* as_record() const { return std::get_if<Record>(&any_); }
    /// Code or free text alike; null for everything else.
    const std::string* as_text() const;

    bool operator==(const Value&) const = default;

private:
    Any any_;
};

/// The member of a record, or an empty value. Never throws.
const Value& member(const Record& record, std::string_view key);

/// The member as this type, or the default when absent or of another type.
std::int64_t integer_of(const Record& record, std::string_view key, std::int64_t otherwise = 0);
std::string text_of(const Record& record, std::string_view key);
bool flag_of(const Record& record, std::string_view key);
const List& list_of(const Record& record, std::string_view key);

/// RFC 7386: members of `patch` replace those of `target`, empty members remove them, arrays are replaced.
void merge_patch(Record& target, const Record& patch);

}  // namespace foerderlauf

#pragma once

#include "base/result.hpp"
#include "domain/calendar.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace foerderlauf {

/// Takes the members of a body (or a query) one by one and remembers each that is not what it should be, and each that
/// nobody asked for. The order of refusals puts them behind 404, 403 and 412, so the case is asked first and the errors
/// found here are told when it would refuse the input anyway (`unreadable` makes it).
class Members {
public:
    explicit Members(const Record& body) : body_{body} {}

    std::string text(std::string_view name);  ///< must be there
    std::optional<std::string> optional_text(std::string_view name);
    Record optional_record(std::string_view name);  ///< `{}` when absent
    std::int64_t integer(std::string_view name);    ///< must be there
    std::optional<std::int64_t> optional_integer(std::string_view name);
    std::optional<bool> optional_flag(std::string_view name);
    std::optional<Date> optional_date(std::string_view name);
    const List& list(std::string_view name);  ///< must be there
    void refuse(std::string_view name, const Message& why) { wrong_.try_emplace(std::string{name}, why); }

    /// What was wrong, and what is left over; call after the last member was taken.
    std::map<std::string, Message> wrong() const;

private:
    const Value* take(std::string_view name);
    const Record& body_;
    std::set<std::string, std::less<>> known_;
    std::map<std::string, Message> wrong_;
};

/// A refusal of the kind BadInput with these fields.
Refusal wrong_fields(std::map<std::string, Message> fields);

/// A member that no form has: makes the engine refuse the input where its turn comes.
inline constexpr const char* unreadable = "?";

/// The refusal with what was wrong with the body itself in the place of `unreadable`; others stay as they are.
Refusal with_wrong(Refusal refusal, const std::map<std::string, Message>& wrong);

}  // namespace foerderlauf

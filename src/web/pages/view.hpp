#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace foerderlauf {

/// What a template is given: finished words, yes or no, lists and groups of them. No numbers, no dates, no amounts:
/// a template chooses and repeats, it never computes, compares or formats. An empty word counts as no, so that
/// `{{#remark}}…{{/remark}}` needs no second key.
class View {
public:
    using Group = std::map<std::string, View, std::less<>>;
    using Views = std::vector<View>;
    using Any = std::variant<bool, std::string, Views, Group>;

    View();
    View(bool yes);
    View(std::string words);
    View(std::string_view words);
    View(const char* words);
    View(Views list);
    View(Group group);
    View(int) = delete;  ///< a number is not a word: it would be printed the English way
    View(long) = delete;
    View(double) = delete;
    View(const View&);
    View(View&&) noexcept;
    View& operator=(const View&);
    View& operator=(View&&) noexcept;
    ~View();

    const Any& any() const { return any_; }
    /// The member of a group, made when absent. Throws std::bad_variant_access when this is no group.
    View& operator[](std::string_view name);
    /// Whether a section on it would be printed.
    bool says_something() const;

private:
    Any any_;
};

/// The same members, with those of `more` added or replaced.
View joined(View group, const View& more);

}  // namespace foerderlauf

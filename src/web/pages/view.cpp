#include "web/pages/view.hpp"

namespace foerderlauf {

// Out of line, all of them: a page makes hundreds of views, and each would bring a copy of the variant's machinery.
View::View() : any_{Group{}} {}
View::View(bool yes) : any_{yes} {}
View::View(std::string words) : any_{std::move(words)} {}
View::View(std::string_view words) : any_{std::string{words}} {}
View::View(const char* words) : any_{std::string{words}} {}
View::View(Views list) : any_{std::move(list)} {}
View::View(Group group) : any_{std::move(group)} {}
View::View(const View&) = default;
View::View(View&&) noexcept = default;
View& View::operator=(const View&) = default;
View& View::operator=(View&&) noexcept = default;
View::~View() = default;

View& View::operator[](std::string_view name) {
    auto& group = std::get<Group>(any_);
    const auto found = group.find(name);
    return found != group.end() ? found->second : group.emplace(std::string{name}, View{}).first->second;
}

bool View::says_something() const {
    if (const auto* yes = std::get_if<bool>(&any_)) return *yes;
    if (const auto* words = std::get_if<std::string>(&any_)) return !words->empty();
    if (const auto* list = std::get_if<Views>(&any_)) return !list->empty();
    return true;
}

View joined(View group, const View& more) {
    for (const auto& [name, view] : std::get<View::Group>(more.any())) group[name] = view;
    return group;
}

}  // namespace foerderlauf

#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Where the page stands in the main navigation.
enum class NavPlace { None, Start, Cases, New, Search, Budget, Reports, Administration };

/// A whole page for somebody signed in: the frame and `view` as its content. `title` is the h1's words, or better.
Reply page(const Visit& visit, const std::string& name, const std::string& title, const View& view, int status = 200,
           NavPlace place = NavPlace::None);

/// A whole page for anybody: sign-in, errors, imprint. With a session its navigation is shown.
std::string page_for_anybody(const PageHouse& house, const Request& request, const std::optional<SignedIn>& who,
                             const std::string& name, const std::string& title, const View& view);

}  // namespace foerderlauf

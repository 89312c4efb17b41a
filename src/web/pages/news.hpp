#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// How many cases have news the visitor has not seen, for the head of every page: `3`, `mehr als 20`; empty for none.
std::string news_count(const Visit& visit);

/// GET /news (`before`): what others did in the cases of the visitor, case by case, newest first. Looking at it notes it as seen.
Reply show_news(const Visit& visit);

}  // namespace foerderlauf

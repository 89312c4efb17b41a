#pragma once

#include "budget/ledger.hpp"
#include "web/pages/words.hpp"

#include <vector>

namespace foerderlauf {

/// How much of a budget line can still be given away.
enum class Room { Plenty, Little, None };
/// Little is less than 5 % of what may be spent at all; a line without any money has plenty of none and no alarm.
Room room_of(const BudgetRow& row);

/// What may be spent at all: the free money and all that is bound or spent.
Money whole_of(const BudgetRow& row);

/// The lines of an opened budget year, this one or a later one, that are nearly or wholly used, and later years whose commitment
/// appropriation is: {alert_title, alerts}; false where there is room everywhere.
View budget_alert(const std::vector<BudgetRow>& rows, const Words& words);

}  // namespace foerderlauf

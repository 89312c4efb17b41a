#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Deadlines of which a duty of the visitor was reminded and that still run, the oldest first: {reminders_heading, reminders:
/// [{reminder_path, reminder_case, reminder_words, urgency}]}, or false when there is none. What is settled leaves the list.
View reminders_view(const Visit& visit);

}  // namespace foerderlauf

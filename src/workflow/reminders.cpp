#include "workflow/reminders.hpp"

#include "domain/calendar.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

std::vector<DueReminder> due_reminders(const CaseFile& file, Date today, int days_ahead) {
    std::vector<DueReminder> found;
    const auto consider = [&](const RunningDeadline& deadline, ReminderKind kind, Date on) {
        if (on <= today && !file.was_reminded(deadline, kind)) found.push_back({deadline, kind, on});
    };
    for (const auto& deadline : file.deadlines) {
        if (deadline.then_remind.empty()) continue;
        const Date ahead = plus_days(deadline.due, -days_ahead);
        // One that was not given before the period passed is given no more where the second one stands already.
        const bool worth_it = days_ahead > 0 && ahead > deadline.start;
        if (worth_it && !file.was_reminded(deadline, ReminderKind::Passed))
            consider(deadline, ReminderKind::Ahead, ahead);
        consider(deadline, ReminderKind::Passed, plus_days(deadline.due, 1));
    }
    std::ranges::sort(found, {}, [](const DueReminder& reminder) {
        return std::tuple{reminder.takes_effect, reminder.deadline.machine, reminder.deadline.name};
    });
    return found;
}

bool is_reminded(const Account& account, const CaseFile& file, const std::string& duty) {
    const auto actor = actor_on(account, file);
    return actor.has(duty) && may_see(account, file) && conflict_of(file, actor, duty).empty();
}

NewEvents remind(const Definition& definition, const CaseFile& file, const Situation& situation,
                 const DueReminder& reminder) {
    const auto& deadline = reminder.deadline;
    const auto* machine = file.machine(deadline.machine);
    const bool runs = std::ranges::find(file.deadlines, deadline) != file.deadlines.end();
    if (!machine || !runs || file.was_reminded(deadline, reminder.kind)) return {};
    Event event = new_event(definition, file, situation, Actor::system());
    event.machine = deadline.machine;
    event.duty = "system";
    event.step = "remind";
    event.from = event.to = machine->state;
    event.facts.values["reminder"] = Record{{"deadline", deadline.name},
                                            {"due", to_iso(deadline.due)},
                                            {"duty", deadline.then_remind},
                                            {"kind", to_text(reminder.kind)},
                                            {"on", to_iso(reminder.takes_effect)}};
    return {std::move(event)};
}

}  // namespace foerderlauf

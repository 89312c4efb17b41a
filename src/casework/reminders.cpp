#include "casework/dispatcher.hpp"

namespace foerderlauf {

bool Dispatcher::remind(CaseId case_id, const DueReminder& reminder, const ReminderTelling& also) {
    bool given = false;
    store_.run([&](Transaction& transaction) {
        const CaseFile* file = transaction.case_file(case_id);
        if (!file) return;
        const auto definition = programmes_.of(file->version);
        const Instant at = std::max(berlin_time(reminder.takes_effect, std::chrono::minutes{0}), file->last_at);
        const auto situation = situation_for(*definition, *file, transaction.balances(), berlin_day(at), at);
        auto events = foerderlauf::remind(*definition, *file, situation, reminder);
        if (events.empty()) return;
        transaction.append(case_id, std::move(events));
        if (also) also(transaction, *transaction.case_file(case_id), reminder);
        given = true;
    });
    return given;
}

}  // namespace foerderlauf

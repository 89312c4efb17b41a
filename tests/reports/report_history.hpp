#pragma once

// A small history in a store without a database: two years of budget, one grant that stays, one that is decided in the next
// year, one application still open, one withdrawn, one draft nobody of the authority may see.

#include "play/played_case.hpp"
#include "reports/report.hpp"
#include "store/memory_store.hpp"

#include <algorithm>

namespace foerderlauf::test {

inline CaseRow row_for_lists(const CaseFile& file) {
    CaseRow row;
    const auto* state = egov().main().state(file.main().state);
    row.file_number = file.file_number;
    row.programme = file.programme;
    row.recipient = file.recipient.key;
    row.recipient_name = file.recipient.name;
    row.district = file.recipient.district;
    row.readers = {file.recipient.key};
    row.state = file.main().state;
    row.owner = state ? state->owner : "";
    row.since = berlin_day(file.main().since);
    if (const auto* title = file.at("application.project_title").as_text()) row.title = *title;
    if (const auto* object = file.at("application.funding_object").as_text()) row.funding_object = *object;
    row.submitted_on = file.submitted_on;
    row.decided_on = file.decided_on;
    row.served_on = file.served_on;
    const auto clock = std::ranges::find(file.deadlines, "inaction", &RunningDeadline::name);
    if (clock != file.deadlines.end()) row.clock_due = clock->due;
    row.requested = money_of(egov(), file).requested;
    row.authority_sees = file.authority_sees;
    row.final = state && state->final;
    return row;
}

inline Visibility everything() { return {true, {}, {}, {}}; }
inline Visibility authority_of(const std::string& programme) { return {false, {programme}, {}, {}}; }
inline Visibility nobody() { return {}; }
inline Visibility applicant(const std::string& recipient) { return {false, {}, {recipient}, {}}; }

class ReportHistory {
public:
    ReportHistory() : store{row_for_lists} {
        programmes.add(read_bundle(SOURCE_DIR "/workflows", "thueregovrl"));
        treasury.appropriate("2025-01-02", 2025, 1'000'000'000);
        treasury.appropriate("2025-01-02", 2025, 500'000'000, 2026);
        kept.until_decision_ready(2025, 8'000'000);
        kept.take("2025-03-13", "approve", "decider");
        kept.take("2025-03-14", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2025-03-14"}});
        kept.take("2025-03-20", "waive_remedy", "applicant_signatory");
        withdrawn.submitted("2025-05-05", 4'000'000);
        withdrawn.take("2025-06-02", "withdraw", "applicant_signatory");
        treasury.appropriate("2026-01-02", 2026, 2'000'000'000);
        treasury.appropriate("2026-01-02", 2026, 500'000'000, 2027);
        late.submitted("2025-12-01", 2'000'000);
        late.recommended("2026-01-12", 2026, 2'000'000);
        late.take("2026-01-13", "reserve", "budget_officer");
        late.take("2026-01-14", "cosign", "second_reviewer");
        late.take("2026-01-15", "approve", "decider");
        open.submitted("2026-02-02", 3'000'000, "=1+1 & <Melderegister>");
        draft.open("2026-02-03", PlayedCase::application("2026-02-03", 1'000'000));
        keep_in(store);
    }

    Treasury treasury;
    Programmes programmes;
    MemoryStore store;
    PlayedCase kept{1, poessneck, treasury, "EGOV-2025-0001"}, withdrawn{2, nordhausen, treasury, "EGOV-2025-0002"},
        late{3, ohrdruf, treasury, "EGOV-2025-0003"}, open{4, nordhausen, treasury, "EGOV-2026-0001"},
        draft{5, poessneck, treasury, ""};
    /// All events in the order of time, as a store would have got them.
    void keep_in(Store& kept_by) {
        std::vector<std::pair<CaseId, Event>> all;
        for (const auto& event : treasury.events) all.emplace_back(0, event);
        for (const auto* played : {&kept, &withdrawn, &late, &open, &draft})
            for (const auto& event : played->events) all.emplace_back(played->file.id, event);
        std::ranges::stable_sort(all, {}, [](const auto& entry) { return entry.second.at; });
        for (auto& [id, event] : all) {
            event.case_id = id;
            kept_by.run([&, case_id = id](Transaction& transaction) { transaction.append(case_id, {event}); });
        }
    }

    SimulatedClock clock{berlin_time(day("2026-03-02"), std::chrono::hours{9}), SimulatedClock::Pace::Standing};
};

}  // namespace foerderlauf::test

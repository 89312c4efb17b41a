#include "store/memory_snapshot.hpp"

#include "base/sha256.hpp"
#include "domain/calendar.hpp"
#include "store/case_list.hpp"
#include "store/projection.hpp"

#include <algorithm>

namespace foerderlauf {

const MemoryCase* MemorySnapshot::find(CaseId id) const {
    const auto found = history_.cases.find(id);
    return found == history_.cases.end() ? nullptr : &found->second;
}

std::optional<CaseFile> MemorySnapshot::case_file(CaseId id) {
    const auto* kept = find(id);
    return kept ? std::optional{kept->file} : std::nullopt;
}

std::optional<CaseFile> MemorySnapshot::case_file_as_of(CaseId id, Date day) {
    auto history = events(id, 0);
    const auto later = std::ranges::find_if(history, [&](const Event& event) { return event.at >= end_of(day); });
    history.erase(later, history.end());
    return history.empty() ? std::nullopt : std::optional{folded(id, history)};
}

std::vector<Event> MemorySnapshot::events(CaseId id, std::int64_t after_seq) {
    std::vector<Event> found;
    if (const auto* kept = find(id))
        for (const auto& sealed : kept->events)
            if (sealed.event.seq > after_seq) found.push_back(sealed.event);
    return found;
}

std::vector<CaseRow> MemorySnapshot::cases(const CaseQuery& query) {
    std::vector<CaseRow> rows;
    for (const auto& [id, kept] : history_.cases)
        if (matches(kept.row, query)) rows.push_back(kept.row);
    const auto key = [&](const CaseRow& row) { return std::pair{sort_key(row, query.order), row.id}; };
    if (query.after) std::erase_if(rows, [&](const CaseRow& row) { return key(row) <= *query.after; });
    std::ranges::sort(rows, {}, key);
    if (query.limit >= 0 && rows.size() > static_cast<std::size_t>(query.limit))
        rows.resize(static_cast<std::size_t>(query.limit));
    for (auto& row : rows) {  // as rows read from disk
        row.words.clear();
        row.untold_letters.clear();
    }
    return rows;
}

std::int64_t MemorySnapshot::count(const CaseQuery& query) {
    return std::ranges::count_if(history_.cases, [&](const auto& entry) { return matches(entry.second.row, query); });
}

std::vector<CaseId> MemorySnapshot::case_ids() {
    std::vector<CaseId> ids;
    for (const auto& [id, kept] : history_.cases)
        if (id != 0) ids.push_back(id);
    return ids;
}

std::vector<CaseId> MemorySnapshot::cases_with_expiries(Date day) {
    std::vector<std::pair<Date, CaseId>> due;
    for (const auto& [id, kept] : history_.cases) {
        const auto firing = firing_deadlines(kept.file);
        const auto first = std::ranges::min_element(firing, {}, &RunningDeadline::due);
        if (first != firing.end() && first->due < day) due.emplace_back(first->due, id);
    }
    std::ranges::sort(due);
    std::vector<CaseId> ids;
    for (const auto& [first, id] : due) ids.push_back(id);
    return ids;
}

std::vector<CaseId> MemorySnapshot::cases_with_reminders(Date today, int days_ahead) {
    const auto waits = [&](const ReminderRow& row) {
        const bool ahead = days_ahead > 0 && !row.given && row.due <= plus_days(today, days_ahead);
        return row.given != ReminderKind::Passed && (row.due < today || ahead);
    };
    std::vector<CaseId> ids;
    for (const auto& [id, kept] : history_.cases)
        if (std::ranges::any_of(reminder_rows(kept.file), waits)) ids.push_back(id);
    return ids;
}

std::vector<ReminderRow> MemorySnapshot::reminders_of(const std::vector<std::string>& duties, int limit) {
    std::vector<ReminderRow> found;
    for (const auto& [id, kept] : history_.cases)
        for (auto& row : reminder_rows(kept.file))
            if (row.given && std::ranges::find(duties, row.duty) != duties.end()) found.push_back(std::move(row));
    sort_reminders(found, limit);
    return found;
}

std::vector<Posting> MemorySnapshot::postings_before(Instant moment) const {
    std::vector<Posting> postings;
    for (const auto& [id, kept] : history_.cases)
        for (const auto& sealed : kept.events)
            if (sealed.event.at < moment) std::ranges::copy(sealed.event.facts.postings, std::back_inserter(postings));
    return postings;
}

Balances MemorySnapshot::balances_as_of(Date day) {
    Balances sums;
    for (const auto& posting : postings_before(end_of(day))) {
        sums[posting.from] -= posting.amount;
        sums[posting.to] += posting.amount;
    }
    std::erase_if(sums, [](const auto& entry) { return entry.second.is_zero() || entry.first.stage == "outside"; });
    return sums;
}

Balances MemorySnapshot::from_outside_as_of(Date day) {
    Balances sums;
    for (const auto& posting : postings_before(end_of(day))) count_outside(sums, posting);
    std::erase_if(sums, [](const auto& entry) { return entry.second.is_zero(); });
    return sums;
}

void MemorySnapshot::each_booking(BookingSource, Date last_day, const std::function<void(const Booking&)>& visit) {
    std::vector<Booking> found;
    for (const auto& [id, kept] : history_.cases)
        for (const auto& sealed : kept.events) {
            const auto& event = sealed.event;
            if (event.at >= end_of(last_day)) continue;
            const auto valued = parse_date(text_of(event.facts.fields, "value_date"));
            for (const auto& posting : event.facts.postings)
                found.push_back({posting, id, event.position, event.machine, berlin_day(event.at),
                                 valued ? std::optional{*valued} : std::nullopt});
        }
    std::ranges::stable_sort(found, {}, &Booking::position);
    for (const auto& booking : found) visit(booking);
}

std::vector<FrozenLetter> MemorySnapshot::letters(CaseId id) {
    const auto* kept = find(id);
    return kept ? kept->letters : std::vector<FrozenLetter>{};
}

std::vector<Attempt> MemorySnapshot::attempts(CaseId id) {
    std::vector<Attempt> found;
    std::ranges::copy_if(history_.attempts, std::back_inserter(found),
                         [&](const Attempt& attempt) { return attempt.case_id == id; });
    return found;
}

std::optional<Instant> MemorySnapshot::newest_event_at() {
    std::optional<Instant> newest;
    for (const auto& [id, kept] : history_.cases)
        if (!newest || kept.file.last_at > *newest) newest = kept.file.last_at;
    return newest;
}

std::string MemorySnapshot::root_hash() {
    std::string hashes;
    for (const auto& [id, kept] : history_.cases) hashes += kept.file.last_hash;
    return sha256_hex(hashes);
}

Poco::Data::Session& MemorySnapshot::session() { throw std::logic_error{"the store in memory has no SQL session"}; }
Statement& MemorySnapshot::kept(std::string_view) { throw std::logic_error{"the store in memory has no SQL"}; }

}  // namespace foerderlauf

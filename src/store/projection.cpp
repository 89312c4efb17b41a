#include "store/projection.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

template <typename Number>
bool read_number(std::string_view digits, Number& number) {
    const auto end = digits.data() + digits.size();
    return !digits.empty() && std::from_chars(digits.data(), end, number).ptr == end;
}

}  // namespace

CaseRow row_of(const CaseFile& file, const Projector& project) {
    CaseRow row;
    if (file.id != 0 && project) row = project(file);
    row.id = file.id;
    row.seq = file.seq;
    row.position = file.position;
    std::ranges::sort(row.readers);
    row.readers.erase(std::ranges::unique(row.readers).begin(), row.readers.end());
    return row;
}

std::vector<RunningDeadline> firing_deadlines(const CaseFile& file) {
    std::vector<RunningDeadline> firing;
    std::ranges::copy_if(file.deadlines, std::back_inserter(firing),
                         [](const RunningDeadline& running) { return !running.then_fire.empty(); });
    return firing;
}

std::vector<ReminderRow> reminder_rows(const CaseFile& file) {
    std::vector<ReminderRow> rows;
    for (const auto& deadline : file.deadlines) {
        if (deadline.then_remind.empty()) continue;
        ReminderRow row{file.id, deadline.machine, deadline.name, deadline.due, deadline.then_remind, {}};
        if (file.was_reminded(deadline, ReminderKind::Ahead)) row.given = ReminderKind::Ahead;
        if (file.was_reminded(deadline, ReminderKind::Passed)) row.given = ReminderKind::Passed;
        rows.push_back(std::move(row));
    }
    std::ranges::sort(rows, {}, [](const ReminderRow& row) { return std::pair{row.machine, row.name}; });
    return rows;
}

void sort_reminders(std::vector<ReminderRow>& rows, int limit) {
    std::ranges::sort(rows, {}, [](const ReminderRow& row) {
        return std::tuple{row.due, row.case_id, row.machine, row.name};
    });
    const auto twice = std::ranges::unique(rows);
    rows.erase(twice.begin(), twice.end());
    if (rows.size() > static_cast<std::size_t>(limit)) rows.resize(static_cast<std::size_t>(limit));
}

std::optional<FileNumber> parse_file_number(const std::string& text) {
    const auto last = text.rfind('-');
    if (last == std::string::npos || last == 0) return {};
    const auto middle = text.rfind('-', last - 1);
    if (middle == std::string::npos) return {};
    FileNumber number;
    number.prefix = text.substr(0, middle);
    const std::string_view view{text};
    const bool numbers = read_number(view.substr(middle + 1, last - middle - 1), number.year) &&
                         read_number(view.substr(last + 1), number.number);
    return numbers ? std::optional{number} : std::nullopt;
}

std::string to_text(const FileNumber& number) {
    return fmt::format("{}-{:04}-{:04}", number.prefix, number.year, number.number);
}

void book_or_throw(Balances& balances, const std::vector<Posting>& postings) {
    if (auto booked = book(balances, postings); !booked) {
        const auto& message = booked.error().message;
        throw LedgerFault{fmt::format("{} at {}", message.key, text_of(message.values, "account"))};
    }
}

std::vector<FrozenLetter> frozen_with(const std::vector<Event>& appended, std::vector<FrozenLetter> letters) {
    for (auto& letter : letters) {
        const auto names_it = [&](const Event& event) { return event.facts.letters.contains(letter.name); };
        const auto event = std::ranges::find_if(appended, names_it);
        letter.seq = event == appended.end() ? appended.back().seq : event->seq;
        letter.sha256 = sha256_hex(letter.content);
    }
    return letters;
}

Instant end_of(Date day) {
    using namespace std::chrono;
    return berlin_time(Date{sys_days{day} + days{1}}, minutes{0});
}

}  // namespace foerderlauf

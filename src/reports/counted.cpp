#include "reports/counted.hpp"

#include <algorithm>
#include <unordered_set>

namespace foerderlauf {

namespace {

bool names(const std::vector<std::string>& stages, const std::string& stage) {
    return std::ranges::find(stages, stage) != stages.end();
}

bool goes(const BookingSelection& selection, const LedgerAccount& from, const LedgerAccount& to) {
    if (!names(selection.into, to.stage)) return false;
    return selection.from.empty() ? !names(selection.into, from.stage) : names(selection.from, from.stage);
}

/// +1, −1 (it went back), or 0: not meant.
int direction(const BookingSelection& selection, const Posting& posting) {
    if (goes(selection, posting.from, posting.to)) return 1;
    return selection.net && goes(selection, posting.to, posting.from) ? -1 : 0;
}

int year_of(const BookingSelection& selection, const Booking& booking, const LedgerAccount& account) {
    switch (selection.year_of) {
        case BookingSelection::YearOf::Due: return account.due_year;
        case BookingSelection::YearOf::Budget: return account.budget_year;
        case BookingSelection::YearOf::Booked: return static_cast<int>(booking.day.year());
        case BookingSelection::YearOf::Valued: return static_cast<int>(booking.value_date.value_or(booking.day).year());
    }
    throw std::logic_error{"unknown year of a booking"};
}

/// What a selection takes of one booking.
Money share_of(const BookingSelection& selection, const Booking& booking, std::optional<int> year) {
    const auto& posting = booking.posting;
    const int sign = direction(selection, posting);
    if (sign == 0) return {};
    if (selection.main_machine && booking.machine != 1) return {};
    if (!selection.kinds.empty() && !names(selection.kinds, posting.kind)) return {};
    const auto& account = sign > 0 ? posting.to : posting.from;
    const bool own = account.budget_year == account.due_year;
    if (selection.money == BookingSelection::Money::Own && !own) return {};
    if (selection.money == BookingSelection::Money::Commitment && own) return {};
    if (year && year_of(selection, booking, account) != *year) return {};
    return sign > 0 ? posting.amount : Money{} - posting.amount;
}

/// The cases the account may see.
class VisibleCases {
public:
    explicit VisibleCases(const Asking& asking)
        : all_{asking.options.visibility.everything && asking.options.programme.empty()} {
        if (all_) return;
        auto quiet = asking;
        quiet.progress = {};
        each_visible_case(quiet, [&](const CaseRow& row) { ids_.insert(row.id); });
    }
    bool contains(CaseId id) const { return all_ ? id > 0 : ids_.contains(id); }

private:
    bool all_;
    std::unordered_set<CaseId> ids_;
};

std::unordered_set<std::string> visible_lines(const Asking& asking) {
    std::unordered_set<std::string> lines;
    for (const auto& [line, described] : lines_on(asking))
        if (asks_for_programme(asking.options, described.programme)) lines.insert(line);
    return lines;
}

CaseFile folded_on(const Asking& asking, CaseId id) {
    auto file = empty_case(id);
    for (const auto& event : asking.snapshot.events(id)) {
        if (berlin_day(event.at) > asking.day) break;
        apply(file, event);
    }
    return file;
}

/// Nobody can contest the decision any more (Bestandskraft), and no court has set it aside since.
bool is_final(const CaseFile& file) {
    const auto* reopened = file.last("reopen");
    const auto after = reopened ? reopened->seq : 0;
    const auto taken_since = [&](const char* step) {
        const auto* taken = file.last(step);
        return taken && taken->seq > after;
    };
    return taken_since("become_final") || taken_since("waive_remedy");
}

bool holds(const std::string& condition, const Definition& definition, const CaseFile& file) {
    if (condition == "submitted") return file.submitted_on.has_value();
    if (condition == "decided") return file.decided_on.has_value();
    if (condition == "undecided") return !file.decided_on;
    if (condition == "final_grant") return !file.grant.empty() && is_final(file);
    const auto* state = definition.main().state(file.main().state);
    return !state || !state->final;  // unfinished
}

Money money_named(const CaseMoney& money, const std::string& name) {
    if (name == "requested") return money.requested;
    if (name == "eligible") return money.eligible;
    if (name == "award") return money.award;
    if (name == "reserved") return money.reserved;
    if (name == "committed") return money.committed;
    if (name == "paid") return money.paid;
    return money.repaid;
}

std::int64_t amount_of(const FoldSelection& selection, const Definition& definition, const CaseFile& file) {
    const bool meant = std::ranges::all_of(selection.where,
                                           [&](const auto& condition) { return holds(condition, definition, file); });
    if (!meant) return 0;
    if (selection.count) return 1;
    if (!selection.money.empty()) return money_named(money_of(definition, file), selection.money).in_cents();
    std::int64_t sum = 0;
    for (const auto& machine : file.machines) {
        if (machine.name != selection.machine) continue;
        if (const auto given = machine.given.find(selection.step); given != machine.given.end())
            sum += integer_of(given->second, selection.field);
    }
    return sum;
}

}  // namespace

std::vector<Money> counted_bookings(const Asking& asking, BookingSource source,
                                    const std::vector<WantedBookings>& wanted) {
    std::vector<Money> sums(wanted.size());
    const auto asks = [&](QueryOf of) {
        return std::ranges::any_of(wanted, [&](const auto& one) { return one.of == of; });
    };
    const auto cases = asks(QueryOf::Cases) ? std::optional<VisibleCases>{asking} : std::nullopt;
    const auto lines = asks(QueryOf::Lines) ? visible_lines(asking) : std::unordered_set<std::string>{};
    asking.snapshot.each_booking(source, asking.day, [&](const Booking& booking) {
        const auto& [amount, from, to, kind] = booking.posting;
        const bool of_line = !lines.empty() && lines.contains(from.stage == "outside" ? to.line : from.line);
        const bool of_case = cases && cases->contains(booking.case_id);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            if (wanted[i].of == QueryOf::Lines ? of_line : of_case)
                sums[i] += share_of(*wanted[i].selection, booking, asking.options.year);
    });
    return sums;
}

std::vector<std::int64_t> folded_amounts(const Asking& asking, const std::vector<const FoldSelection*>& wanted) {
    std::vector<std::int64_t> sums(wanted.size());
    if (wanted.empty()) return sums;
    each_visible_case(asking, [&](const CaseRow& row) {
        const auto file = folded_on(asking, row.id);
        if (file.seq == 0) return;
        const auto definition = asking.programmes.of(file.version);
        for (std::size_t i = 0; i < wanted.size(); ++i) sums[i] += amount_of(*wanted[i], *definition, file);
    });
    return sums;
}

}  // namespace foerderlauf

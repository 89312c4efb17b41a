// Every booking of the ledger (Haushaltsüberwachungsliste: what stands behind the sums), and money that came and went.
#include "reports/query.hpp"

namespace foerderlauf {

namespace {

/// What a booking's case is called, kept for the cases that are shown.
struct CaseNames {
    std::string file_number, recipient, recipient_name;
};

std::map<CaseId, CaseNames> names_of_cases(const Asking& asking) {
    std::map<CaseId, CaseNames> names;
    each_visible_case(asking, [&](const CaseRow& row) {
        names.emplace(row.id, CaseNames{row.file_number, row.recipient, row.recipient_name});
    });
    return names;
}

const CaseNames& names_of(const std::map<CaseId, CaseNames>& cases, CaseId id) {
    static const CaseNames nobody;
    const auto found = cases.find(id);
    return found == cases.end() ? nobody : found->second;
}

bool is_asked(const Asking& asking, int year) { return !asking.options.year || *asking.options.year == year; }

void bookings(const Asking& asking, const Emit& emit) {
    const auto lines = lines_on(asking);
    const auto cases = names_of_cases(asking);
    const auto stage = [&](const std::string& name) { return asking.texts.sentence("report.stage." + name); };
    asking.snapshot.each_booking(BookingSource::Ledger, asking.day, [&](const Booking& booking) {
        const auto& [amount, from, to, kind] = booking.posting;
        const auto& account = to.stage == "outside" ? from : to;
        const auto names = lines.find(account.line);
        if (names == lines.end() || !asks_for_programme(asking.options, names->second.programme)) return;
        if (!is_asked(asking, account.due_year)) return;
        const auto& of_case = names_of(cases, booking.case_id);
        emit({account.line, names->second.label, programme_label(asking, names->second.programme),
              std::int64_t{account.budget_year}, std::int64_t{account.due_year}, booking.day, stage(from.stage),
              stage(to.stage), amount, of_case.file_number, of_case.recipient_name,
              booking.case_id == 0 ? Cell{} : Cell{booking.case_id}, booking.position});
    });
}

/// +1 for money paid out, −1 for money that came back, 0 for anything else.
int way_of(const Posting& posting) {
    if (posting.to.stage == "paid" && posting.from.stage == "ordered") return 1;
    return posting.to.stage == "repaid" ? -1 : 0;
}

void cash_flow(const Asking& asking, const Emit& emit) {
    const auto cases = names_of_cases(asking);
    const auto lines = lines_on(asking);
    asking.snapshot.each_booking(BookingSource::Ledger, asking.day, [&](const Booking& booking) {
        const int way = way_of(booking.posting);
        const auto shown = cases.find(booking.case_id);
        const auto day = booking.value_date.value_or(booking.day);
        if (way == 0 || shown == cases.end() || !is_asked(asking, static_cast<int>(day.year()))) return;
        const auto& [amount, from, to, kind] = booking.posting;
        const auto names = lines.find(to.line);
        emit({day, shown->second.file_number, shown->second.recipient, shown->second.recipient_name,
              names == lines.end() ? Cell{} : Cell{programme_label(asking, names->second.programme)}, to.line,
              std::int64_t{to.due_year}, way > 0 ? Cell{amount} : Cell{}, way < 0 ? Cell{amount} : Cell{},
              way > 0 ? amount : Money{} - amount, booking.case_id, booking.position});
    });
}

}  // namespace

Query bookings_query() {
    return {"bookings",
            {{"line", CellKind::Text},
             {"label", CellKind::Text},
             {"programme", CellKind::Text},
             {"budget_year", CellKind::Integer},
             {"year", CellKind::Integer},
             {"booked_on", CellKind::Day},
             {"from", CellKind::Text},
             {"to", CellKind::Text},
             {"amount", CellKind::Amount},
             {"file_number", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            bookings,
            QueryOf::Lines};
}

Query cash_flow_query() {
    return {"cash_flow",
            {{"day", CellKind::Day},
             {"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"programme", CellKind::Text},
             {"line", CellKind::Text},
             {"year", CellKind::Integer},
             {"paid", CellKind::Amount},
             {"repaid", CellKind::Amount},
             {"net", CellKind::Amount},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            cash_flow};
}

}  // namespace foerderlauf

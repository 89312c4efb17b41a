// Payment requests (Mittelabrufe) with what was paid and used (domain.md § 6.4, Mittelabruf).
#include "reports/query.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto machine_name = "payment-request";

Cell amount_in(const Record& given, std::string_view field) {
    const auto* cents = member(given, field).as_integer();
    return cents ? Cell{Money::cents(*cents)} : Cell{};
}

std::optional<Date> day_in(const Record& given, std::string_view field) {
    const auto day = parse_date(text_of(given, field));
    return day ? std::optional{*day} : std::nullopt;
}

Cell cell_of(const std::optional<Date>& day) { return day ? Cell{*day} : Cell{}; }

/// The newest day the request was handed in; nothing while it is a draft that never was.
std::optional<Date> handed_in(const CaseFile& file, const MachineFile& request) {
    std::optional<Date> day;
    for (const auto& entry : file.history)
        if (entry.machine == request.id && entry.step == "submit") day = berlin_day(entry.at);
    return day;
}

Cell use_due(const CaseFile& file, const MachineFile& request) {
    const auto found = std::ranges::find_if(file.deadlines, [&](const RunningDeadline& running) {
        return running.machine == request.id && running.name == "use";
    });
    return found == file.deadlines.end() ? Cell{} : Cell{found->due};
}

/// For the authority's eyes: a proposal is no claim.
Cell proposed_interest(const Asking& asking, const Record& report) {
    const auto& to = asking.options.visibility;
    if (!to.everything && to.programmes.empty()) return {};
    Money sum;
    bool any = false;
    for (const auto& part : list_of(report, "interest_proposal"))
        if (const auto* cents = member(*part.as_record(), "interest_cents").as_integer()) {
            sum += Money::cents(*cents);
            any = true;
        }
    return any ? Cell{sum} : Cell{};
}

bool was_paid(const MachineFile& request) { return request.given.contains("confirm_payment"); }

Cell unused(const MachineFile& request) {
    const auto* approved = member(request.given_with("certify_arithmetic"), "approved_cents").as_integer();
    const auto* used = member(request.given_with("report_use"), "used_cents").as_integer();
    return approved && used ? Cell{Money::cents(*approved - *used)} : Cell{};
}

void requests_of(const Asking& asking, const CaseFile& file, const Emit& emit) {
    const auto definition = asking.programmes.of(file.version);
    const auto* machine = definition->machine(machine_name);
    std::int64_t number = 0;
    for (const auto& request : file.machines) {
        if (request.name != machine_name || !machine) continue;
        ++number;
        const auto submitted = handed_in(file, request);
        const auto paid_on = day_in(request.given_with("confirm_payment"), "value_date");
        const auto counted = paid_on ? paid_on : submitted;  // the year of the money, else of the wish
        if (!submitted || (asking.options.year && static_cast<int>(counted->year()) != *asking.options.year)) continue;
        const auto& certified = request.given_with("certify_arithmetic");
        const auto& report = request.given_with("report_use");
        const auto* state = machine->state(request.state);
        emit({file.file_number, file.recipient.key, file.recipient.name, programme_label(asking, file.programme),
              number, submitted ? Cell{*submitted} : Cell{}, amount_in(request.given_with("submit"), "amount_cents"),
              amount_in(certified, "approved_cents"),
              was_paid(request) ? amount_in(certified, "approved_cents") : Cell{}, cell_of(paid_on),
              text_of(file.grant, "budget_line"), use_due(file, request), amount_in(report, "used_cents"),
              unused(request), proposed_interest(asking, report), state ? state->label : request.state, file.id,
              file.position});
    }
}

void payment_requests(const Asking& asking, const Emit& emit) {
    each_visible_case(asking, [&](const CaseRow& row) {
        // A case without a decision may have paid under one that a court set aside.
        if (!row.submitted_on || *row.submitted_on > asking.day) return;
        const auto file = file_on(asking, row.id);
        if (file) requests_of(asking, *file, emit);
    });
}

}  // namespace

Query payment_requests_query() {
    return {"payment_requests",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"programme", CellKind::Text},
             {"number", CellKind::Integer},
             {"submitted_on", CellKind::Day},
             {"requested", CellKind::Amount},
             {"approved", CellKind::Amount},
             {"paid", CellKind::Amount},
             {"paid_on", CellKind::Day},
             {"line", CellKind::Text},
             {"use_due", CellKind::Day},
             {"used", CellKind::Amount},
             {"unused", CellKind::Amount},
             {"interest", CellKind::Amount},
             {"state", CellKind::Text},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            payment_requests};
}

}  // namespace foerderlauf

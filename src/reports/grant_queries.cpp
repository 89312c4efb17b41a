// Notices signed, as granted by each notice, and their yearly slices (domain.md § 6.4).
#include "reports/query.hpp"
#include "store/case_scan.hpp"
#include "store/notice_table.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// A case as the rows of its notices show it.
struct GrantedCase {
    CaseId id = 0;
    std::int64_t position = 0;  ///< of the newest event
    std::string file_number, recipient, recipient_name, district, state;
    std::optional<Date> submitted_on, served_on;
};

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? *text : std::string{};
}

using Visit = std::function<void(const GrantedCase&, const SignedNotice&)>;

/// What the rows of a notice rest on; of every other event they need to know that it was, not what it says.
const std::vector<std::string_view> parts_of_notices = {
    "opened", "form",    "file_number",       "served_on",      "decided",
    "grant",  "revoked", "corrected_service", "corrected_text", "ended_body"};

bool is_asked_for(const Asking& asking, const SignedNotice& notice) {
    return notice.signed_on <= asking.day &&
           (!asking.options.year || static_cast<int>(notice.signed_on.year()) == *asking.options.year);
}

/// The case's notices as they stood at the end of the day asked for, from its history.
void visit_history(const Asking& asking, CaseId id, const Visit& visit) {
    auto file = empty_case(id);
    std::vector<SignedNotice> notices;
    scan_case(asking.snapshot, id, asking.day, parts_of_notices, [&](const Event& event) {
        apply(file, event);
        keep_notices(notices, file, event, [&] {
            const auto definition = asking.programmes.of(file.version);
            return NoticeWords{text_at(file, definition->funding_object_field), text_at(file, definition->title_field)};
        });
    });
    if (notices.empty()) return;
    const GrantedCase granted{id,
                              file.position,
                              file.file_number,
                              file.recipient.key,
                              file.recipient.name,
                              file.recipient.district,
                              file.main().state,
                              file.submitted_on,
                              file.served_on};
    for (const auto& notice : notices)
        if (is_asked_for(asking, notice)) visit(granted, notice);
}

/// From the table of notices; from the history only where it goes on after the day asked for.
bool visit_table(const Asking& asking, const Visit& visit) {
    NoticeQuery query;
    query.cases.visibility = asking.options.visibility;
    query.cases.programme = asking.options.programme;
    const std::chrono::year year{asking.options.year.value_or(1)};
    query.signed_from = year / std::chrono::January / 1;
    query.signed_until = asking.day;
    if (asking.options.year) query.signed_until = std::min(asking.day, Date{year / std::chrono::December / 31});
    const auto all = asking.progress ? asking.snapshot.count(query.cases) : 0;
    std::int64_t done = 0;
    CaseId scanned = 0;
    return each_notice(asking.snapshot, query, [&](const ListedNotice& listed) {
        constexpr std::int64_t told_every = 500;
        if (++done % told_every == 0 && asking.progress) asking.progress(done, std::max(all, done));
        if (listed.case_id == scanned) return;
        if (berlin_day(listed.last_at) > asking.day) {
            scanned = listed.case_id;
            return visit_history(asking, scanned, visit);
        }
        visit({listed.case_id, listed.position, listed.file_number, listed.recipient, listed.recipient_name,
               listed.district, listed.state, listed.submitted_on, listed.served_on},
              listed.notice);
    });
}

void visit_notices(const Asking& asking, const Visit& visit) {
    if (!visit_table(asking, visit))
        each_visible_case(asking, [&](const CaseRow& row) { visit_history(asking, row.id, visit); });
}

Cell money_cell(const std::optional<Money>& amount) { return amount ? Cell{*amount} : Cell{}; }
Cell rate_cell(const std::optional<Percent>& rate) { return rate ? Cell{*rate} : Cell{}; }
Cell day_cell(const std::optional<Date>& day) { return day ? Cell{*day} : Cell{}; }

/// Enough of the version's hash to tell versions apart; the stamp has the whole of the current one.
std::string short_version(const std::string& version) {
    constexpr std::size_t shown = std::string_view{"sha256:"}.size() + 12;
    return version.substr(0, shown);
}

std::string financing_label(const Asking& asking, const std::string& type) {
    return type.empty() ? type : asking.texts.sentence("report.financing_type." + type);
}

void grant_row(const Asking& asking, const GrantedCase& granted, const SignedNotice& notice, const Emit& emit) {
    const auto definition = asking.programmes.of(notice.version);
    Cell waited;
    if (granted.submitted_on) waited = std::int64_t{days_between(*granted.submitted_on, notice.signed_on)};
    emit(row_of(granted.file_number, granted.recipient, granted.recipient_name, granted.district,
                definition->short_title, short_version(notice.version), object_label(definition.get(), notice.object),
                notice.title, financing_label(asking, notice.financing_type), rate_cell(notice.rate),
                money_cell(notice.eligible), money_cell(notice.award), notice.line,
                state_label(definition.get(), granted.state), day_cell(granted.submitted_on), notice.signed_on,
                day_cell(notice.in_force ? granted.served_on : std::nullopt), day_cell(notice.final_on), waited,
                granted.id, granted.position));
}

void slice_rows(const Asking& asking, const GrantedCase& granted, const SignedNotice& notice, const Emit& emit) {
    const auto definition = asking.programmes.of(notice.version);
    for (const auto& slice : notice.slices)
        emit(row_of(granted.file_number, granted.recipient, granted.recipient_name, definition->short_title,
                    notice.line, notice.signed_on, slice.year, slice.amount, granted.id, granted.position));
}

void notices(const Asking& asking, const Emits& emits) {
    const auto grants = emits.find("grants"), slices = emits.find("grant_slices");
    visit_notices(asking, [&](const GrantedCase& granted, const SignedNotice& notice) {
        if (grants != emits.end()) grant_row(asking, granted, notice, grants->second);
        if (slices != emits.end()) slice_rows(asking, granted, notice, slices->second);
    });
}

void grants(const Asking& asking, const Emit& emit) { notices(asking, {{"grants", emit}}); }
void grant_slices(const Asking& asking, const Emit& emit) { notices(asking, {{"grant_slices", emit}}); }

}  // namespace

Query grants_query() {
    return {"grants",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"district", CellKind::Text},
             {"programme", CellKind::Text},
             {"version", CellKind::Text},
             {"object", CellKind::Text},
             {"project_title", CellKind::Text},
             {"financing_type", CellKind::Text},
             {"rate", CellKind::Rate},
             {"eligible", CellKind::Amount},
             {"award", CellKind::Amount},
             {"line", CellKind::Text},
             {"state", CellKind::Text},
             {"submitted_on", CellKind::Day},
             {"signed_on", CellKind::Day},
             {"served_on", CellKind::Day},
             {"final_on", CellKind::Day},
             {"processing_days", CellKind::Integer},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            grants,
            QueryOf::Cases,
            notices};
}

Query grant_slices_query() {
    return {"grant_slices",
            {{"file_number", CellKind::Text},
             {"recipient", CellKind::Text},
             {"recipient_name", CellKind::Text},
             {"programme", CellKind::Text},
             {"line", CellKind::Text},
             {"signed_on", CellKind::Day},
             {"year", CellKind::Integer},
             {"amount", CellKind::Amount},
             {"case_id", CellKind::Integer},
             {"position", CellKind::Integer}},
            grant_slices,
            QueryOf::Cases,
            notices};
}

}  // namespace foerderlauf

// Notices signed, as granted by each notice, and their yearly slices (domain.md § 6.4).
#include "reports/query.hpp"
#include "store/case_scan.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// A signed grant notice: what was granted, and the words of the application as they stood then.
struct SignedNotice {
    std::int64_t seq = 0;
    Date signed_on{};
    Record grant;
    std::string object, project_title;
    bool in_force = true;  ///< no judgment has annulled it
};

/// A case with the notices signed for it, as it stood at the end of a day.
struct GrantedCase {
    CaseFile file;
    std::vector<SignedNotice> notices;
};

std::string text_at(const CaseFile& file, std::string_view path) {
    const auto* text = file.at(path).as_text();
    return text ? *text : std::string{};
}

/// What the rows of a notice rest on; of every other event they need to know that it was, not what it says.
const std::vector<std::string_view> parts_of_notices = {
    "opened", "form",    "file_number",       "served_on",      "decided",
    "grant",  "revoked", "corrected_service", "corrected_text", "ended_body"};

GrantedCase granted_until(const Asking& asking, const CaseRow& row) {
    GrantedCase granted{empty_case(row.id), {}};
    scan_case(asking.snapshot, row.id, asking.day, parts_of_notices, [&](const Event& event) {
        const auto day = berlin_day(event.at);
        apply(granted.file, event);
        if (flag_of(event.facts.values, "revoked"))
            for (auto& notice : granted.notices) notice.in_force = false;
        const auto* grant = member(event.facts.values, "grant").as_record();
        if (!grant || member(event.facts.values, "decided").is_empty()) return;  // an amendment is no notice of its own
        const auto definition = asking.programmes.of(granted.file.version);
        granted.notices.push_back({event.seq, day, *grant, text_at(granted.file, definition->funding_object_field),
                                   text_at(granted.file, "application.project_title"), true});
    });
    return granted;
}

/// False when the list row alone says that no notice was signed in the year asked for, so that the history need not be read.
/// A case without a decision may have had one before it was reopened.
bool may_have_notice(const Asking& asking, const CaseRow& row) {
    if (!row.submitted_on || *row.submitted_on > asking.day) return false;
    if (!asking.options.year) return true;
    const std::chrono::year year{*asking.options.year};
    return row.submitted_on->year() <= year && (!row.decided_on || row.decided_on->year() >= year);
}

void each_notice(const Asking& asking, const std::function<void(const CaseFile&, const SignedNotice&)>& visit) {
    each_visible_case(asking, [&](const CaseRow& row) {
        if (!may_have_notice(asking, row)) return;
        const auto granted = granted_until(asking, row);
        for (const auto& notice : granted.notices)
            if (!asking.options.year || static_cast<int>(notice.signed_on.year()) == *asking.options.year)
                visit(granted.file, notice);
    });
}

Cell money_cell(const Record& record, std::string_view key) {
    const auto* cents = member(record, key).as_integer();
    return cents ? Cell{Money::cents(*cents)} : Cell{};
}

Cell rate_cell(const Record& grant) {
    const auto rate = Percent::parse(text_of(grant, "rate"));
    return rate ? Cell{*rate} : Cell{};
}

Cell day_cell(const std::optional<Date>& day) { return day ? Cell{*day} : Cell{}; }

/// The day the notice could no longer be contested (Bestandskraft): the period had run out, or the remedy was waived.
std::optional<Date> final_on(const CaseFile& file, const SignedNotice& notice) {
    std::optional<Date> day;
    for (const auto& taken : file.history) {
        if (taken.machine != 1 || taken.seq <= notice.seq) continue;
        if (taken.step == "become_final" || taken.step == "waive_remedy") day = berlin_day(taken.at);
        else if (taken.step == "reopen") return {};
        else if (taken.step == "resume_remedy" || (taken.step == "record_suit" && taken.from != taken.to))
            day.reset();  // a suit filed in time sets finality aside
    }
    return day;
}

/// Enough of the version's hash to tell versions apart; the stamp has the whole of the current one.
std::string short_version(const std::string& version) {
    constexpr std::size_t shown = std::string_view{"sha256:"}.size() + 12;
    return version.substr(0, shown);
}

std::string financing_label(const Asking& asking, const Record& grant) {
    const auto type = text_of(grant, "financing_type");
    return type.empty() ? type : asking.texts.sentence("report.financing_type." + type);
}

void grant_row(const Asking& asking, const CaseFile& file, const SignedNotice& notice, const Emit& emit) {
    const auto definition = asking.programmes.of(file.version);
    Cell waited;
    if (file.submitted_on) waited = std::int64_t{days_between(*file.submitted_on, notice.signed_on)};
    emit({file.file_number,
          file.recipient.key,
          file.recipient.name,
          file.recipient.district,
          definition->short_title,
          short_version(file.version),
          object_label(definition.get(), notice.object),
          notice.project_title,
          financing_label(asking, notice.grant),
          rate_cell(notice.grant),
          money_cell(notice.grant, "eligible_cents"),
          money_cell(notice.grant, "award_cents"),
          text_of(notice.grant, "budget_line"),
          state_label(definition.get(), file.main().state),
          day_cell(file.submitted_on),
          notice.signed_on,
          day_cell(notice.in_force ? file.served_on : std::nullopt),
          day_cell(final_on(file, notice)),
          waited,
          file.id,
          file.position});
}

void slice_rows(const Asking& asking, const CaseFile& file, const SignedNotice& notice, const Emit& emit) {
    const auto definition = asking.programmes.of(file.version);
    for (const auto& row : list_of(notice.grant, "slices"))
        if (const auto* slice = row.as_record())
            emit({file.file_number, file.recipient.key, file.recipient.name, definition->short_title,
                  text_of(notice.grant, "budget_line"), notice.signed_on, integer_of(*slice, "year"),
                  money_cell(*slice, "amount_cents"), file.id, file.position});
}

void notices(const Asking& asking, const Emits& emits) {
    const auto grants = emits.find("grants"), slices = emits.find("grant_slices");
    each_notice(asking, [&](const CaseFile& file, const SignedNotice& notice) {
        if (grants != emits.end()) grant_row(asking, file, notice, grants->second);
        if (slices != emits.end()) slice_rows(asking, file, notice, slices->second);
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

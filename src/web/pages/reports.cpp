// GET /reports, POST /reports, GET /reports/jobs/{id}.xlsx, GET /reports/download, GET /reports/{name}.xlsx: workbooks that
// reports/*.yaml describe.
#include "base/sha256.hpp"
#include "domain/calendar.hpp"
#include "web/api/report_jobs.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/office.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr auto xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr int years_back = 8;

View option(const std::string& value, const std::string& label, bool chosen) {
    return View::Group{{"filter_value", value}, {"filter_label", label}, {"filter_chosen", chosen}};
}

std::string title_of(const std::string& name, const std::vector<ReportInfo>& reports) {
    const auto found = std::ranges::find(reports, name, &ReportInfo::name);
    return found == reports.end() ? name : found->title;
}

bool takes(const Visit& visit, const std::string& report, std::string_view option) {
    const auto reports = visit.site().reports.list();
    const auto found = std::ranges::find(reports, report, &ReportInfo::name);
    return found != reports.end() && std::ranges::find(found->options, option) != found->options.end();
}

/// `Förderprogramm ThürEGovRL, 2026, Stand 31.12.2026`
std::string asked_for(const Visit& visit, const ReportOptions& options) {
    std::string words;
    const auto add = [&](const std::string& part) { words += (words.empty() ? "" : ", ") + part; };
    if (const auto definition = visit.programme(options.programme)) add(typeset(definition->short_title));
    if (options.year) add(std::to_string(*options.year));
    if (options.as_of) add(visit.words.sentence("pages.report.as_of", {{"day", to_iso(*options.as_of)}}));
    return words;
}

std::string with_dots(std::int64_t number) {
    auto digits = std::to_string(number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits;
}

/// `96 KB`; nothing where the file is gone.
std::string size_words(const std::filesystem::path& file, const Words& words) {
    constexpr std::uintmax_t kilobyte = 1024;
    std::error_code gone;
    const auto bytes = std::filesystem::file_size(file, gone);
    if (gone) return {};
    return words.sentence("pages.report.size",
                          {{"size", with_dots(static_cast<std::int64_t>((bytes + kilobyte - 1) / kilobyte))}});
}

/// Whether the workbook's sums are those of ledger and history; nothing where it has no checks.
View agreement(const Record& told, const Words& words) {
    if (integer_of(told, "checks") == 0) return false;
    const auto differing = integer_of(told, "differing");
    return differing == 0 ? badge("success", "success", words.sentence("pages.report.agrees"))
                          : badge("danger", "danger", words.counted("pages.report.differs", differing));
}

View job_view(const Visit& visit, const std::string& id, const JobView& job, const std::vector<ReportInfo>& reports) {
    const auto& words = visit.words;
    const bool done = job.status == JobView::Status::Done, failed = job.status == JobView::Status::Failed;
    return View::Group{{"job_title", words.phrase(title_of(job.order.name, reports))},
                       {"job_options", asked_for(visit, options_of(job.order))},
                       {"job_path", done ? "/reports/jobs/" + id + ".xlsx" : std::string{}},
                       {"job_runs", !done && !failed},
                       {"job_progress", std::to_string(job.progress)},
                       {"job_state", words.sentence("pages.report." + to_text(job.status))},
                       {"job_id", id},
                       {"job_size", done ? size_words(job.file, words) : std::string{}},
                       {"job_at", words.moment_text(job.asked_at)},
                       {"job_rows", member(job.told, "rows").is_empty() ? words.sentence("pages.report.not_known")
                                                                        : with_dots(integer_of(job.told, "rows"))},
                       {"job_agrees", done ? agreement(job.told, words) : View{false}},
                       {"job_why", failed ? words.sentence(job.why) : std::string{}}};
}

Reply reports_page(const Visit& visit, const Fields& asked, const std::string& error, int status) {
    View::Views names, described, programmes, years;
    for (const auto& report : visit.site().reports.list()) {
        names.push_back(option(report.name, visit.words.phrase(report.title), report.name == asked.value("name")));
        described.push_back(View::Group{{"report_title", visit.words.phrase(report.title)},
                                        {"report_words", visit.words.phrase(report.description)},
                                        {"report_path", "/reports/" + report.name + ".xlsx"}});
    }
    for (const auto& name : visit.site().programmes.names())
        programmes.push_back(
            option(name, typeset(visit.programme(name)->short_title), name == asked.value("programme")));
    View::Views jobs, finished;
    bool some_run = false;
    const auto reports = visit.site().reports.list();
    for (const auto& [id, job] : report_jobs(visit.site())->of(visit.account().id)) {
        auto& place = job.status == JobView::Status::Done ? finished : jobs;
        place.push_back(job_view(visit, id, job, reports));
        some_run = some_run || job.status == JobView::Status::Waiting || job.status == JobView::Status::Running;
    }
    const int this_year = static_cast<int>(visit.words.today().year());
    for (int year = this_year + 1; year > this_year - years_back; --year)
        years.push_back(option(std::to_string(year), std::to_string(year),
                               asked.has("year") ? asked.value("year") == std::to_string(year) : year == this_year));
    View view = View::Group{{"names", names},
                            {"reports", described},
                            {"programmes", programmes},
                            {"years", years},
                            {"as_of", asked.value("as_of")},
                            {"error", error},
                            {"some_jobs", !jobs.empty()},
                            {"jobs", std::move(jobs)},
                            {"some_finished", !finished.empty()},
                            {"finished", std::move(finished)},
                            {"some_run", some_run}};
    auto reply = page(visit, "reports", visit.words.sentence("pages.nav.reports"), view, status, NavPlace::Reports);
    if (some_run) reply.set("Refresh", "3");  // seconds; a link on the page does the same by hand
    return reply;
}

/// A name in the system's temporary folder that nobody has: the file is sent and then unlinked.
std::filesystem::path fresh_file() {
    return std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)) + ".xlsx");
}

/// What a form or an address asks for. The form always has a year; a report that knows none is made without it.
Result<ReportOptions> options_in(const Visit& visit, const std::string& report, const Fields& asked) {
    ReportOptions options;
    options.programme = asked.value("programme");
    const auto year = asked.value("year");
    int number = 0;
    if (std::from_chars(year.data(), year.data() + year.size(), number).ec == std::errc{} &&
        takes(visit, report, "year"))
        options.year = number;
    if (const auto as_of = asked.value("as_of"); !as_of.empty()) {
        const auto day = as_of.find('.') == std::string::npos ? parse_date(as_of) : parse_german_date(as_of);
        if (!day) return tl::unexpected{day.error()};
        options.as_of = *day;
    }
    options.visibility = visibility_of(visit.account(), visit.site().programmes);
    options.asked_by = visit.account().display_name;
    return options;
}

}  // namespace

Reply show_reports(const Visit& visit) {
    return visit.as_staff() ? reports_page(visit, visit.request.query, "", 200) : error_reply(403);
}

Reply order_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& asked = visit.request.form;
    const auto name = asked.value("name");
    if (!visit.site().reports.knows(name)) return error_reply(404);
    const auto options = options_in(visit, name, asked);
    if (!options) return reports_page(visit, asked, visit.words.sentence(options.error().message), 422);
    if (options->as_of && *options->as_of > visit.words.today())
        return reports_page(
            visit, asked,
            visit.words.sentence(
                {"report.as_of_ahead", {{"given", to_iso(*options->as_of)}, {"today", to_iso(visit.words.today())}}}),
            422);
    const auto id = report_jobs(visit.site())->submit(report_order(visit.account().id, name, *options));
    if (!id) return refused(visit, id.error());
    return see_other("/reports");
}

Reply send_finished_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto job = report_jobs(visit.site())->find(visit.account().id, visit.request.parameter("id"));
    if (!job || job->status != JobView::Status::Done) return error_reply(404);
    // Rights may have gone since the workbook was asked for; it holds what could be seen then.
    if (!same_rights(job->order, visibility_of(visit.account(), visit.site().programmes)))
        return refused(visit, Refusal{Refusal::Kind::NotAllowed, {"api.job.rights_changed", {}}, {}, {}});
    const auto year = options_of(job->order).year;
    return download(FileBody{job->file, false}, xlsx_type,
                    job->order.name + (year ? "-" + std::to_string(*year) : std::string{}) + ".xlsx");
}

Reply ask_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& asked = visit.request.query;
    if (!visit.site().reports.knows(asked.value("name"))) return error_reply(404);
    std::string as_of;
    if (const auto typed = asked.value("as_of"); !typed.empty()) {
        const auto day = parse_german_date(typed);
        if (!day) return reports_page(visit, asked, visit.words.sentence(day.error().message), 422);
        as_of = to_iso(*day);
    }
    return see_other(
        address("/reports/" + asked.value("name") + ".xlsx",
                {{"programme", asked.value("programme")}, {"year", asked.value("year")}, {"as_of", as_of}}));
}

Reply send_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& name = visit.request.parameter("name");
    if (!visit.site().reports.knows(name)) return error_reply(404);
    const auto options = options_in(visit, name, visit.request.query);
    if (!options) return refused(visit, options.error());
    const auto file = fresh_file();
    auto& site = visit.site();
    const auto written = site.reports.write(name, *options, site.store, site.programmes, site.installation->texts,
                                            site.clock, file);
    if (!written) return refused(visit, written.error());
    const auto year = options->year ? "-" + std::to_string(*options->year) : std::string{};
    return download(FileBody{file, true}, xlsx_type, name + year + ".xlsx");
}

}  // namespace foerderlauf

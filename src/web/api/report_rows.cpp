#include "domain/calendar.hpp"
#include "web/api/report_jobs.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;
using Jobs = std::shared_ptr<JobQueue>;

constexpr auto workbook_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The report in the address, for somebody who may ask for reports.
Result<std::string> report_of(const Call& call) {
    const auto& name = call.request.parameter("name");
    if (!call.site.reports.knows(name))
        return refuse(Kind::NotFound, "api.no_such_report", {{"given", FreeText{name}}});
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    return name;
}

ReportOptions options_for(const Call& call) {
    ReportOptions options;
    options.visibility = call.visibility();
    options.asked_by = call.account.display_name.empty() ? call.account.name : call.account.display_name;
    return options;
}

/// `year` is a number in a body and text in a query.
std::optional<int> year_in(Members& members, const Record& given) {
    std::optional<std::int64_t> year;
    if (const auto* text = member(given, "year").as_text()) {
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number);
        members.optional_text("year");
        year = fault == std::errc{} && end == text->data() + text->size() ? number : 0;
    } else {
        year = members.optional_integer("year");
    }
    if (!year) return {};
    if (*year >= 1900 && *year <= 2199) return static_cast<int>(*year);
    members.refuse("year", {"api.member.not_year", {{"name", "year"}}});
    return {};
}

Result<ReportOptions> read_options(const Call& call, const Record& given) {
    Members members{given};
    auto options = options_for(call);
    options.programme = members.optional_text("programme").value_or("");
    options.year = year_in(members, given);
    options.as_of = members.optional_date("as_of");
    if (!options.programme.empty() && !call.site.programmes.current(options.programme))
        members.refuse("programme", {"api.no_such_programme", {{"programme", FreeText{options.programme}}}});
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    return options;
}

Result<void> write(Site& site, const std::string& name, const ReportOptions& options,
                   const std::filesystem::path& file) {
    const auto written = site.reports.write(name, options, site.store, site.programmes, site.installation->texts,
                                            site.clock, file);
    if (!written) return tl::unexpected{written.error()};
    return {};
}

Reply workbook(const std::filesystem::path& file, const std::string& name, bool remove_after) {
    return download(FileBody{file, remove_after}, workbook_type, name + ".xlsx");
}

Result<Reply> list_reports(const Call& call) {
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    List items;
    for (const auto& report : call.site.reports.list())
        items.emplace_back(Record{{"name", report.name},
                                  {"title", report.title},
                                  {"description", report.description},
                                  {"options", List(report.options.begin(), report.options.end())}});
    return json_reply(200, {{"items", std::move(items)}});
}

Result<Reply> send_at_once(const Call& call, const Jobs& jobs) {
    const auto name = report_of(call);
    if (!name) return tl::unexpected{name.error()};
    const auto options = read_options(call, call.query());
    if (!options) return tl::unexpected{options.error()};
    const auto file = jobs->fresh_file();
    if (const auto written = write(call.site, *name, *options, file); !written) return tl::unexpected{written.error()};
    return workbook(file, *name, true);
}

std::string job_path(const std::string& id) { return "/api/v1/jobs/" + id; }

Record printed(const std::string& id, const JobView& job, const Texts& texts) {
    const bool done = job.status == JobView::Status::Done;
    return {{"id", id},
            {"report", job.order.name},
            {"status", to_text(job.status)},
            {"progress", job.progress},
            {"file", done ? Value{job_path(id) + "/file"} : Value{}},
            {"detail", job.why.key.empty() ? Value{} : Value{texts.sentence(job.why)}}};
}

Result<Reply> start(const Call& call, const Jobs& jobs) {
    const auto name = report_of(call);
    if (!name) return tl::unexpected{name.error()};
    const auto options = read_options(call, call.body);
    if (!options) return tl::unexpected{options.error()};
    const auto id = jobs->submit(report_order(call.account.id, *name, *options));
    if (!id) return tl::unexpected{id.error()};
    JobView waiting;
    waiting.order.name = *name;
    auto reply = json_reply(202, printed(*id, waiting, call.texts()));
    reply.set("Location", job_path(*id));
    return reply;
}

Result<JobView> job_of(const Call& call, const Jobs& jobs) {
    const auto& id = call.request.parameter("id");
    auto job = jobs->find(call.account.id, id);
    if (!job) return refuse(Kind::NotFound, "api.no_such_job", {{"given", FreeText{id}}});
    return *job;
}

Result<Reply> show_job(const Call& call, const Jobs& jobs) {
    return job_of(call, jobs).map([&](const JobView& job) {
        return json_reply(200, printed(call.request.parameter("id"), job, call.texts()));
    });
}

Result<Reply> send_file(const Call& call, const Jobs& jobs) {
    const auto job = job_of(call, jobs);
    if (!job) return tl::unexpected{job.error()};
    if (job->status == JobView::Status::Failed) return refuse(Kind::Blocked, "api.job.failed");
    if (job->status != JobView::Status::Done) return refuse(Kind::Blocked, "api.job.not_done");
    // Rights may have gone since the workbook was asked for; it holds what could be seen then.
    if (const auto allowed = expect_authority(call); !allowed) return tl::unexpected{allowed.error()};
    if (!same_rights(job->order, call.visibility())) return refuse(Kind::NotAllowed, "api.job.rights_changed");
    return workbook(job->file, job->order.name, false);
}

}  // namespace

std::vector<ApiRow> report_rows(const Jobs& jobs) {
    const auto with_jobs = [&jobs](auto answer) {
        return [jobs, answer](const Call& call) { return answer(call, jobs); };
    };
    const std::vector<std::string> options = {"programme", "year", "as_of"};
    return {
        {.method = "GET",
         .pattern = "/api/v1/reports",
         .summary = "Reports and the options they take",
         .answer_schema = "Reports",
         .answer = list_reports},
        {.method = "GET",
         .pattern = "/api/v1/reports/{name}.xlsx",
         .summary = "A small report at once",
         .answer_schema = {},
         .answer = with_jobs(send_at_once),
         .query = options},
        {.method = "POST",
         .pattern = "/api/v1/reports/{name}",
         .summary = "Start a report",
         .takes = Takes::JsonOrNothing,
         .success = {202},
         .answer_schema = "Job",
         .answer = with_jobs(start),
         .body_schema = "ReportOptions"},
        {.method = "GET",
         .pattern = "/api/v1/jobs/{id}",
         .summary = "How far a report is",
         .answer_schema = "Job",
         .answer = with_jobs(show_job)},
        {.method = "GET",
         .pattern = "/api/v1/jobs/{id}/file",
         .summary = "The finished workbook",
         .answer_schema = {},
         .answer = with_jobs(send_file)},
    };
}

}  // namespace foerderlauf

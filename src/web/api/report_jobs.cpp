#include "web/api/report_jobs.hpp"

namespace foerderlauf {

namespace {

List list_of_names(const std::vector<std::string>& names) { return List(names.begin(), names.end()); }

std::vector<std::string> names_in(const Record& record, std::string_view key) {
    std::vector<std::string> names;
    for (const auto& name : list_of(record, key))
        if (const auto* text = name.as_text()) names.push_back(*text);
    return names;
}

Record rights_of(const Visibility& visibility) {
    return {{"everything", visibility.everything},
            {"programmes", list_of_names(visibility.programmes)},
            {"recipients", list_of_names(visibility.recipients)},
            {"draft_states", list_of_names(visibility.draft_states)}};
}

Record rights_in(const JobOrder& order) {
    const auto* rights = member(order.what, "rights").as_record();
    return rights ? *rights : Record{};
}

}  // namespace

std::shared_ptr<JobQueue> report_jobs(Site& site) {
    if (!site.report_jobs)
        site.report_jobs = std::make_shared<JobQueue>(
            site.clock, ".xlsx",
            [&site](const JobOrder& order, const std::filesystem::path& file,
                    const JobQueue::Progress& progress) -> Result<Record> {
                const auto written = site.reports.write(order.name, options_of(order), site.store, site.programmes,
                                                        site.installation->texts, site.clock, file, progress);
                if (!written) return tl::unexpected{written.error()};
                return Record{{"rows", written->rows}, {"checks", written->checks}, {"differing", written->differing}};
            },
            site.jobs_folder);
    return site.report_jobs;
}

JobOrder report_order(AccountId owner, const std::string& report, const ReportOptions& options) {
    Record what{
        {"programme", options.programme}, {"asked_by", options.asked_by}, {"rights", rights_of(options.visibility)}};
    if (options.year) what["year"] = *options.year;
    if (options.as_of) what["as_of"] = to_iso(*options.as_of);
    return {owner, report, std::move(what)};
}

ReportOptions options_of(const JobOrder& order) {
    ReportOptions options;
    options.programme = text_of(order.what, "programme");
    options.asked_by = text_of(order.what, "asked_by");
    if (const auto* year = member(order.what, "year").as_integer()) options.year = static_cast<int>(*year);
    if (const auto day = parse_date(text_of(order.what, "as_of"))) options.as_of = *day;
    const auto rights = rights_in(order);
    options.visibility = {flag_of(rights, "everything"), names_in(rights, "programmes"), names_in(rights, "recipients"),
                          names_in(rights, "draft_states")};
    return options;
}

bool same_rights(const JobOrder& order, const Visibility& now) { return rights_in(order) == rights_of(now); }

}  // namespace foerderlauf

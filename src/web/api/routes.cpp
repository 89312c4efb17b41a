#include "web/api/report_jobs.hpp"
#include "web/api/rows.hpp"

namespace foerderlauf {

namespace {

void add(std::vector<ApiRow>& rows, std::vector<ApiRow> more) {
    for (auto& row : more) rows.push_back(std::move(row));
}

ApiRow description_of(const std::vector<ApiRow>& rows) {
    ApiRow row{.method = "GET",
               .pattern = "/api/v1/openapi.json",
               .summary = "This description",
               .answer_schema = "Schema",
               .answer = {},
               .access = Access::Public};
    auto all = rows;
    all.push_back(row);
    row.answer = [text = openapi_of(all)](const Call&) -> Result<Reply> { return json(200, text); };
    return row;
}

}  // namespace

std::vector<ApiRow> api_rows(const std::shared_ptr<JobQueue>& jobs) {
    std::vector<ApiRow> rows;
    add(rows, session_rows());
    add(rows, programme_rows());
    add(rows, ranking_rows());
    add(rows, case_rows());
    add(rows, step_rows());
    add(rows, people_rows());
    add(rows, message_rows());
    add(rows, substitution_rows());
    add(rows, document_rows());
    add(rows, voucher_rows());
    add(rows, form_rows());
    add(rows, letter_rows());
    add(rows, retention_rows());
    add(rows, budget_rows_of_api());
    add(rows, budget_proposal_rows());
    add(rows, report_rows(jobs));
    rows.push_back(description_of(rows));
    return rows;
}

std::vector<Route> api_routes(Site& site) {
    const auto jobs = report_jobs(site);
    std::vector<Route> routes = watching_routes(site);
    for (const auto& row : api_rows(jobs))
        routes.push_back({row.method, row.pattern, handler_of(site, row), row.body_cap});
    return routes;
}

}  // namespace foerderlauf

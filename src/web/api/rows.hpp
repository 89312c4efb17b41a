#pragma once

#include "web/api/call.hpp"

namespace foerderlauf {

class JobQueue;

/// The rows of the API by subject; each file holds what its calls need and nothing else.
std::vector<ApiRow> session_rows();
std::vector<ApiRow> programme_rows();  ///< programmes, forms, recipients
std::vector<ApiRow> ranking_rows();    ///< ranking lists, formal applications of outlines
std::vector<ApiRow> case_rows();       ///< open, list, read, edit, history
std::vector<ApiRow> step_rows();       ///< steps, child machines, bulk
std::vector<ApiRow> people_rows();     ///< partners, conflicts
std::vector<ApiRow> message_rows();    ///< between municipality and authority
std::vector<ApiRow> substitution_rows();
std::vector<ApiRow> document_rows();
std::vector<ApiRow> voucher_rows();  ///< a list of vouchers read from a file
std::vector<ApiRow> form_rows();     ///< rows of a form read from a file, with their differences
std::vector<ApiRow> letter_rows();
std::vector<ApiRow> retention_rows();  ///< archive, disposal, erasure
std::vector<ApiRow> budget_rows_of_api();
std::vector<ApiRow> budget_proposal_rows();
std::vector<ApiRow> report_rows(const std::shared_ptr<JobQueue>& jobs);

/// All of them, and `/openapi.json` that describes them.
std::vector<ApiRow> api_rows(const std::shared_ptr<JobQueue>& jobs);

/// What `/openapi.json` says of these rows (OpenAPI 3.1).
std::string openapi_of(const std::vector<ApiRow>& rows);

/// /healthz, /readyz and /metrics: for machines that watch the server; nobody signs in.
std::vector<Route> watching_routes(Site& site);

}  // namespace foerderlauf

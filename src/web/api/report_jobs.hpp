#pragma once

#include "reports/report.hpp"
#include "web/api/job_queue.hpp"
#include "web/site.hpp"

namespace foerderlauf {

/// The queue of the site's workbooks, for pages and API alike; made when it is first asked for.
std::shared_ptr<JobQueue> report_jobs(Site& site);

/// An order for a workbook: report, what it was asked for, and the rights it is made under.
JobOrder report_order(AccountId owner, const std::string& report, const ReportOptions& options);
ReportOptions options_of(const JobOrder& order);

/// True when the account that takes the file away may still see exactly what it could when it asked.
bool same_rights(const JobOrder& order, const Visibility& now);

}  // namespace foerderlauf

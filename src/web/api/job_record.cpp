#include "web/api/job_record.hpp"

#include "web/api/json_reading.hpp"
#include "web/api/printing.hpp"

namespace foerderlauf {

std::string job_text(const KeptJob& job) {
    const auto& view = job.view;
    return printed_json({{"owner", view.order.owner},
                         {"name", view.order.name},
                         {"what", view.order.what},
                         {"asked_at", to_rfc3339(view.asked_at)},
                         {"status", to_text(view.status)},
                         {"why", view.why.key},
                         {"told", view.told},
                         {"tries", job.tries}});
}

std::optional<KeptJob> job_from(const std::string& text) {
    const auto record = read_json_object(text);
    if (!record) return {};
    KeptJob job;
    auto& view = job.view;
    view.order.owner = integer_of(*record, "owner");
    view.order.name = text_of(*record, "name");
    if (const auto* what = member(*record, "what").as_record()) view.order.what = *what;
    if (const auto* told = member(*record, "told").as_record()) view.told = *told;
    const bool dated = from_rfc3339(text_of(*record, "asked_at"), view.asked_at);
    const auto status = text_of(*record, "status");
    // What was in work when the program ended is begun anew.
    if (status == to_text(JobView::Status::Done)) view.status = JobView::Status::Done;
    if (status == to_text(JobView::Status::Failed)) view.status = JobView::Status::Failed;
    view.progress = view.status == JobView::Status::Done ? 100 : 0;
    if (view.status == JobView::Status::Failed) view.why = {text_of(*record, "why"), {}};
    job.tries = static_cast<int>(integer_of(*record, "tries"));
    if (!dated || view.order.name.empty()) return {};
    return job;
}

}  // namespace foerderlauf

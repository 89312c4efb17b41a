#pragma once

#include "casework/dispatcher.hpp"
#include "casework/documents.hpp"
#include "casework/letter_press.hpp"
#include "casework/reading.hpp"
#include "casework/recipients.hpp"
#include "identity/identity.hpp"
#include "reports/report.hpp"
#include "web/front/http.hpp"
#include "workflow/translated.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace foerderlauf {

/// A figure of /metrics; those of one name stand together. `labels` as Prometheus writes them: `status="200"`, or empty.
struct Metric {
    std::string name;
    std::string help;
    std::string type;  ///< counter | gauge
    std::int64_t value = 0;
    std::string labels;
};

/// One thing the administration keeps an eye on.
struct HealthItem {
    std::string name;  ///< key below `pages.health`
    Message words;
    bool well = true;
};

struct PageHouse;
class JobQueue;

/// What the handlers of pages and API work with. The references live as long as the server; all are thread-safe.
struct Site {
    Store& store;
    Programmes& programmes;
    const InstallationInForce& installation;
    Dispatcher& dispatcher;
    const Clock& clock;
    Identity& identity;
    DocumentFolder& documents;
    const RecipientRegister& recipients;
    const BudgetLineRegister& budget_lines;
    const ReportCatalogue& reports;
    bool demo = false;
    std::filesystem::path
        assets;  ///< root of the product's own files: `src/web/` or `web/` with templates and style, npm's folders
    std::function<std::vector<Metric>()> metrics = {};     ///< counters of the server; called from several threads
    std::function<std::vector<HealthItem>()> health = {};  ///< how the house is; called from several threads
    std::shared_ptr<const PageHouse> page_house =
        {};                                  ///< made by page_routes: parsed templates, for the error pages too
    std::string base_address = {};           ///< where the pages are reached from outside; empty: as the request says
    LetterPress* letter_press = nullptr;     ///< none: letters can be read as text only
    std::filesystem::path jobs_folder = {};  ///< orders and finished workbooks; empty: they go with the program
    std::shared_ptr<JobQueue> report_jobs = {};  ///< made by the routes that need it
    std::function<void()> reread_settings = {};  ///< puts imported settings into force; called from several threads
    MessageTelling tell_of_message = {};         ///< how those are told a message is for; none: they find it themselves
    std::shared_ptr<TranslatedProgrammes> in_english = std::make_shared<TranslatedProgrammes>();

    /// A programme in the words of that language, to be shown and never to be decided by.
    std::shared_ptr<const Definition> shown_in(Language language, std::shared_ptr<const Definition> german) const;
    /// A reading in the words of that language.
    CaseReading shown_in(Language language, CaseReading german) const;
};

/// The moment a request was here whole, before it waited for a worker or the writer; now for one that nobody sent.
Instant arrival_of(const Request& request, const Clock& clock);

/// The route tables; `server/` joins them into one Router.
std::vector<Route> api_routes(Site& site);    ///< /api/v1/…
std::vector<Route> page_routes(Site& site);   ///< everything a person opens
std::vector<Route> asset_routes(Site& site);  ///< /assets/…

}  // namespace foerderlauf

#pragma once

#include "casework/dispatcher.hpp"
#include "casework/documents.hpp"
#include "casework/recipients.hpp"
#include "identity/identity.hpp"
#include "reports/report.hpp"
#include "web/front/http.hpp"

#include <vector>

namespace foerderlauf {

/// What the handlers of pages and API work with. The references live as long as the server; all are thread-safe.
struct Site {
    Store& store;
    Programmes& programmes;
    const Installation& installation;
    Dispatcher& dispatcher;
    const Clock& clock;
    Identity& identity;
    DocumentFolder& documents;
    const RecipientRegister& recipients;
    const BudgetLineRegister& budget_lines;
    const ReportCatalogue& reports;
    bool demo = false;
    std::filesystem::path assets;      ///< KERN, fonts, app.css, app.js
};

/// The route tables; `server/` joins them into one Router.
std::vector<Route> api_routes(Site& site);     ///< /api/v1/…
std::vector<Route> page_routes(Site& site);    ///< everything a person opens
std::vector<Route> asset_routes(Site& site);   ///< /assets/…

}  // namespace foerderlauf

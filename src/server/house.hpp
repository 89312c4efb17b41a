#pragma once

#include "casework/budget_lines.hpp"
#include "casework/dispatcher.hpp"
#include "casework/documents.hpp"
#include "casework/recipients.hpp"
#include "identity/identity.hpp"
#include "reports/report.hpp"
#include "server/config.hpp"
#include "store/sqlite_store.hpp"
#include "workflow/programmes.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace foerderlauf {

struct DemoOptions {
    bool on = false;
    std::optional<Date> today;  ///< the clock starts on that day at 08:00 Berlin time
    SimulatedClock::Pace pace = SimulatedClock::Pace::Running;
    bool stories = true;  ///< with the example cases of config/demo/; without them it is furnished and empty
};

/// Everything that works on one data folder, wired together. Reading its members is reading the architecture; they are
/// built in this order and taken down in the other. Its owner holds the writer's lock.
class House {
public:
    /// Opens the store, loads what was published and imported; an empty store first gets every programme under workflows/
    /// and the files of config/ (and with `demo` what config/demo/ says). Throws BadFile, StoreFault.
    House(const Home& where, const ServerConfig& settings, WriterLock lock, const DemoOptions& options);
    House(const House&) = delete;
    House& operator=(const House&) = delete;
    ~House();

    /// What differs from the files on disk: programmes not published, configuration not imported.
    std::vector<Message> proposals();

    /// Reads imported configuration and budget lines again, after an import. Thread-safe.
    void refresh();

    const Home home;
    const ServerConfig config;
    const bool demo;
    std::unique_ptr<Clock> clock;
    Programmes programmes;
    SqliteStore store;
    InstallationInForce installation;
    BudgetLineRegister budget_lines;
    RecipientRegister recipients;
    Dispatcher dispatcher;
    Identity identity;
    DocumentFolder documents;
    ReportCatalogue reports;

private:
    void first_start(Date today);
    void furnish_demo(Date today);
    void tell_demo(const DemoOptions& options);

    std::mutex refreshing_;  ///< one at a time writes the imported files and reads them again
};

}  // namespace foerderlauf

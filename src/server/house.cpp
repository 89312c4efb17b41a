#include "server/house.hpp"

#include "base/sha256.hpp"
#include "casework/case_row.hpp"
#include "casework/config_import.hpp"
#include "casework/demo_config.hpp"
#include "casework/publishing.hpp"
#include "server/demo_cases.hpp"
#include "server/files.hpp"
#include "server/recipients_import.hpp"

#include <algorithm>
#include <fstream>

namespace foerderlauf {

namespace {

/// The demo's story begins with the first budget year it has (config/demo/budget-lines.yaml).
constexpr Date demo_begins = std::chrono::year{2019} / std::chrono::January / 2;

/// The moment the demo has arrived at when it has been played.
Instant demo_now(const DemoOptions& demo) {
    return demo.today ? berlin_time(*demo.today, std::chrono::hours{8}) : SystemClock{}.now();
}

std::unique_ptr<Clock> clock_for(const DemoOptions& demo) {
    if (!demo.on) return std::make_unique<SystemClock>();
    return std::make_unique<SimulatedClock>(demo_now(demo), demo.pace);
}

Bundle bundle_of(const Home& home, const std::filesystem::path& folder) {
    return read_bundle(home.workflows(), folder.filename().string());
}

std::vector<std::filesystem::path> programme_folders(const Home& home) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator{home.workflows()})
        if (std::filesystem::exists(entry.path() / "programme.yaml")) folders.push_back(entry.path());
    std::ranges::sort(folders);
    return folders;
}

[[noreturn]] void fail(const std::filesystem::path& file, const Message& message) {
    throw BadFile{{{{file.string(), 0}, message}}};
}

}  // namespace

House::House(const Home& where, const ServerConfig& settings, WriterLock lock, const DemoOptions& options)
    : home{where}, config{settings}, demo{options.on}, clock{clock_for(options)}, store{std::move(lock),
                                                                                        projector_of(programmes),
                                                                                        clock->now()},
      recipients{store}, dispatcher{store,
                                    programmes,
                                    installation,
                                    budget_lines,
                                    *clock,
                                    [](Transaction& transaction, const std::string& key) {
                                        return RecipientRegister::find(transaction, key);
                                    }},
      identity{store, *clock}, documents{DataFolder{settings.data}.documents()}, reports{home.reports()} {
    load_published(store, programmes);
    if (store.wants_rebuild()) store.rebuild();
    bool empty = false;
    store.read([&](Snapshot& snapshot) { empty = snapshot.last_position() == 0; });
    if (empty && demo) {
        tell_demo(options);
        return;
    }
    if (empty) first_start(clock->today());
    refresh();
}

/// A new demo begins in its first budget year and is lived through up to now.
void House::tell_demo(const DemoOptions& options) {
    auto& time = dynamic_cast<SimulatedClock&>(*clock);
    const Date today = clock->today();
    if (today > demo_begins) time.set(berlin_time(demo_begins, std::chrono::hours{8}));
    first_start(today);
    refresh();
    furnish_demo(today);
    if (!options.stories) return time.set(demo_now(options));
    const auto stories = home.config() / "demo";
    play_demo_cases(*this, time, {stories / "situation-2020.yaml", stories / "cases.yaml", stories / "call.yaml"},
                    demo_begins, demo_now(options));
    if (!options.today) time.set(SystemClock{}.now());  // playing took its time
}

House::~House() = default;

/// The first start publishes and imports what lies on disk; from then on the store is the truth.
void House::first_start(Date today) {
    for (const auto& folder : programme_folders(home)) {
        const auto published = publish(store, programmes, bundle_of(home, folder), 0, 0, clock->now(), false);
        if (published) continue;
        auto errors = published.error().errors;
        for (const auto& finding : published.error().findings) errors.push_back({finding.place, finding.message});
        throw BadFile{errors};
    }
    load_installation(home.config());  // throws with every mistake before anything is imported
    for (const auto& name : imported_config_files())
        if (const auto imported = import_config_file(store, name, read_file(home.config() / name), 0, 0, clock->now());
            !imported)
            fail(home.config() / name, imported.error().message);
    const auto bodies = home.config() / "recipients.csv";
    if (const auto imported = import_recipients(store, bodies, 0, 0, clock->now()); !imported)
        fail(bodies, imported.error().message);
    const int year = static_cast<int>(today.year());
    const auto lines = home.config() / "budget-lines.yaml";
    if (const auto imported = import_budget_lines(store, load_budget_lines(lines, year), 0, 0,
                                                  "config/budget-lines.yaml", clock->now());
        !imported)
        fail(lines, imported.error().message);
}

void House::furnish_demo(Date today) {
    const int year = static_cast<int>(today.year());
    const auto lines = home.config() / "demo" / "budget-lines.yaml";
    if (const auto imported = import_budget_lines(store, load_budget_lines(lines, year), 0, 0,
                                                  "config/demo/budget-lines.yaml", clock->now());
        !imported)
        fail(lines, imported.error().message);
    const auto accounts = load_demo_accounts(home.config() / "demo" / "accounts.yaml");
    for (const auto& account : accounts.accounts) {
        if (const auto added = identity.add_account(Account::system(), account.name, account.display_name,
                                                    accounts.password);
            !added)
            fail("config/demo/accounts.yaml", added.error().message);
        for (const auto& duty : account.duties)
            if (const auto given = identity.give_duty(Account::system(), account.name, duty); !given)
                fail("config/demo/accounts.yaml", given.error().message);
    }
    budget_lines.refresh(store);
}

void House::refresh() {
    const std::lock_guard one_at_a_time{refreshing_};
    const auto folder = DataFolder{config.data}.path() / "config";
    std::filesystem::create_directories(folder);
    for (const auto& [name, file] : imported_files(store)) write_file(folder / name, file.content);
    auto imported = load_installation(folder, home.config());
    imported.strip = demo ? imported.texts.sentence("demo.strip") : config.strip;
    installation.replace(std::move(imported));
    budget_lines.refresh(store);
    recipients.reread_ends();
}

std::vector<Message> House::proposals() {
    std::vector<Message> found;
    for (const auto& folder : programme_folders(home)) {
        const auto name = folder.filename().string();
        const auto current = programmes.current(name);
        if (!current || current->version != version_of(bundle_of(home, folder)))
            found.push_back({"serve.not_published", {{"programme", name}, {"path", folder.string()}}});
    }
    const auto imported = imported_files(store);
    for (const auto& name : imported_config_files()) {
        const auto known = imported.find(name);
        if (known == imported.end() || known->second.content != read_file(home.config() / name))
            found.push_back({"serve.not_imported", {{"file", (home.config() / name).string()}}});
    }
    return found;
}

}  // namespace foerderlauf

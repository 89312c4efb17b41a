// foerderlauf verify [--export FILE] [--seal FILE] and rebuild: chains, seals, projections and ledger against the history.
#include "server/commands/read_only.hpp"
#include "domain/calendar.hpp"
#include "exchange/case_archive.hpp"
#include "store/connection.hpp"
#include "store/export.hpp"
#include "store/seal_check.hpp"
#include "store/seal_files.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>

namespace foerderlauf {

namespace {

int print(const CommandContext& context, const std::vector<Difference>& differences) {
    const auto& first = differences.front();
    context.out << context.texts.sentence(
                       "command.difference",
                       {{"case", first.case_id}, {"seq", first.seq}, {"what", context.texts.sentence(first.message)}})
                << '\n';
    if (differences.size() > 1)
        context.out << context.texts.sentence("command.more_differences",
                                              {{"count", static_cast<std::int64_t>(differences.size()) - 1}})
                    << '\n';
    return 1;
}

/// The seal somebody kept elsewhere, when one is given.
Result<std::optional<Seal>> given_seal(const CommandContext& context) {
    if (!context.line.has("seal")) return std::optional<Seal>{};
    auto seal = read_seal_file(context.path(context.line.option("seal")));
    if (!seal) return tl::unexpected{std::move(seal.error())};
    return std::optional{std::move(*seal)};
}

void say_newest_seal(const CommandContext& context, Snapshot& snapshot) {
    if (const auto seal = newest_seal(snapshot))
        context.out << context.texts.sentence("command.newest_seal", {{"day", to_iso(seal->day)}, {"hash", seal->hash}})
                    << '\n';
}

int verify_archive(const CommandContext& context, const std::filesystem::path& file) {
    const auto verdict = verify_case_archive(file);
    if (!verdict) return context.refused(verdict.error());
    if (!verdict->differences.empty()) return print(context, verdict->differences);
    context.out << context.texts.sentence(
                       verdict->extract ? "command.archive_extract_verified" : "command.archive_verified",
                       {{"number", verdict->file_number}, {"files", verdict->files}, {"events", verdict->events}})
                << '\n';
    return 0;
}

int verify_file(const CommandContext& context, const std::optional<Seal>& seal) {
    const auto file = context.path(context.line.option("export"));
    std::ifstream in{file, std::ios::binary};
    if (!in) return context.refused({Refusal::Kind::BadInput, {"command.no_file", {{"file", file.string()}}}});
    if (begins_as_archive(file) || file.extension() == ".zip") return verify_archive(context, file);
    const auto differences = verify_export(in, seal);
    if (!differences.empty()) return print(context, differences);
    context.out << context.texts.sentence("command.export_verified", {{"file", file.string()}}) << '\n';
    return 0;
}

}  // namespace

int run_verify(const CommandContext& context) {
    const auto seal = given_seal(context);
    if (!seal) return context.refused(seal.error());
    if (context.line.has("export")) return verify_file(context, *seal);
    ReadingRoom room{context.config};
    auto differences = room.store.verify();
    if (*seal)
        room.store.read([&](Snapshot& snapshot) {
            const auto here = seal_of_day(handle_of(snapshot.session()), (*seal)->day);
            std::ranges::copy(compare_seals(**seal, here), std::back_inserter(differences));
        });
    if (!differences.empty()) return print(context, differences);
    room.store.read([&](Snapshot& snapshot) {
        context.out << context.texts.sentence("command.verified",
                                              {{"cases", static_cast<std::int64_t>(snapshot.case_ids().size())},
                                               {"position", snapshot.last_position()},
                                               {"root", snapshot.root_hash()}})
                    << '\n';
        say_newest_seal(context, snapshot);
    });
    return 0;
}

int run_export(const CommandContext& context) {
    const auto file = context.path(context.line.arguments[0]);
    if (std::filesystem::exists(file))
        return context.refused({Refusal::Kind::BadInput, {"command.exists", {{"file", file.string()}}}});
    std::optional<CaseId> only;
    if (context.line.has("case")) only = std::atoll(context.line.option("case").c_str());
    ReadingRoom room{context.config};
    std::ofstream out{file, std::ios::binary};
    room.store.read([&](Snapshot& snapshot) { export_events(snapshot, out, only); });
    if (!out.flush()) throw std::runtime_error{"cannot write " + file.string()};
    context.out << context.texts.sentence("command.exported", {{"file", file.string()}}) << '\n';
    return 0;
}

int run_rebuild(const CommandContext& context) {
    const DataFolder folder{context.config.data};
    if (!folder.has_database())
        return context.refused(
            {Refusal::Kind::BadInput, {"command.no_data", {{"folder", context.config.data.string()}}}});
    auto lock = WriterLock::acquire(folder, "rebuild");
    if (!lock) {
        context.refused(lock.error());
        return 3;
    }
    Programmes programmes;
    SqliteStore store{std::move(*lock), projector_of(programmes), SystemClock{}.now()};
    load_published(store, programmes);
    store.rebuild();
    store.read([&](Snapshot& snapshot) {
        context.out << context.texts.sentence("command.rebuilt", {{"events", snapshot.last_position()}}) << '\n';
    });
    return 0;
}

}  // namespace foerderlauf

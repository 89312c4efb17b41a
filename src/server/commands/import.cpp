// foerderlauf import recipients FILE | config FILE-OR-FOLDER
#include "casework/config_import.hpp"
#include "server/commands/in_house.hpp"
#include "server/files.hpp"
#include "server/recipients_import.hpp"

#include <algorithm>
#include <ostream>

namespace foerderlauf {

namespace {

/// Every mistake of a file before anything of it is taken in.
void must_load(const std::filesystem::path& file, const std::string& name) {
    if (name == "holidays.yaml") load_holidays(file);
    else if (name == "base-rates.yaml") load_base_rates(file);
    else if (name == "courts.yaml") load_courts(file);
}

int import_file(const CommandContext& context, House& house, const std::filesystem::path& file) {
    const auto name = file.filename().string();
    if (name.starts_with("budget-lines")) {
        const auto rows = load_budget_lines(file, static_cast<int>(house.clock->today().year()));
        const auto imported = import_budget_lines(house.store, rows, 0, 0, file.filename().string(),
                                                  house.clock->now());
        if (!imported) return context.refused(imported.error());
        context.out << context.texts.sentence(
                           "command.imported_config",
                           {{"file", name}, {"changed", imported->changed}, {"unchanged", imported->unchanged}})
                    << '\n';
        return 0;
    }
    const auto& known = imported_config_files();
    if (std::ranges::find(known, name) == known.end())
        return context.refused(
            {Refusal::Kind::BadInput,
             {"command.not_imported_file", {{"file", name}, {"known", List(known.begin(), known.end())}}}});
    must_load(file, name);
    const auto change = import_config_file(house.store, name, read_file(file), 0, 0, house.clock->now());
    if (!change) return context.refused(change.error());
    context.out << context.texts.sentence(
                       "command.imported_config",
                       {{"file", name}, {"changed", change->added + change->removed}, {"unchanged", change->unchanged}})
                << '\n';
    return 0;
}

int import_config(const CommandContext& context, House& house, const std::filesystem::path& path) {
    if (!std::filesystem::is_directory(path)) return import_file(context, house, path);
    int status = 0;
    auto names = imported_config_files();
    names.emplace_back("budget-lines.yaml");
    for (const auto& name : names)
        if (std::filesystem::exists(path / name)) status = std::max(status, import_file(context, house, path / name));
    return status;
}

}  // namespace

int run_import(const CommandContext& context, House& house) {
    const auto& kind = context.line.arguments[0];
    const auto path = context.path(context.line.arguments[1]);
    if (!std::filesystem::exists(path))
        return context.refused({Refusal::Kind::BadInput, {"command.no_file", {{"file", path.string()}}}});
    if (kind == "recipients") {
        const auto changes = import_recipients(house.store, path, 0, 0, house.clock->now());
        const auto count = [](const std::vector<Recipient>& rows) { return static_cast<std::int64_t>(rows.size()); };
        context.out << context.texts.sentence("command.imported_recipients", {{"added", count(changes.added)},
                                                                              {"changed", count(changes.changed)},
                                                                              {"unchanged", changes.unchanged},
                                                                              {"missing", count(changes.missing)}})
                    << '\n';
        for (const auto& gone : changes.missing)
            context.out << context.texts.sentence("command.missing_recipient", {{"key", gone.key}, {"name", gone.name}})
                        << '\n';
        return 0;
    }
    if (kind != "config") return context.refused({Refusal::Kind::BadInput, {"command.import_kind", {{"given", kind}}}});
    const int status = import_config(context, house, path);
    house.refresh();
    return status;
}

}  // namespace foerderlauf

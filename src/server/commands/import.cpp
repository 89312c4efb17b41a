// foerderlauf import recipients FILE | config FILE-OR-FOLDER
#include "casework/config_import.hpp"
#include "server/commands/in_house.hpp"
#include "server/files.hpp"
#include "server/recipients_import.hpp"

#include <algorithm>
#include <ostream>

namespace foerderlauf {

namespace {

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
    check_config_file(name, file);
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

std::int64_t count_of(const auto& rows) { return static_cast<std::int64_t>(rows.size()); }

/// Prints sentences of the import, one a line.
class ImportReport {
public:
    explicit ImportReport(const CommandContext& context) : context_{context} {}
    void say(const std::string& key, const Record& values = {}) const {
        context_.out << context_.texts.sentence("command." + key, values) << '\n';
    }
    void body(const std::string& key, const Recipient& body) const {
        Record values{{"key", body.key}, {"name", spoken_name(body)}, {"successor", body.successor}};
        if (body.valid_to) values["valid_to"] = to_german(*body.valid_to);
        say(key, values);
    }
    void changes(const BodyChange& change) const {
        for (const auto& field : change.fields)
            say("changed_recipient",
                {{"key", change.body.key},
                 {"name", spoken_name(change.body)},
                 {"field", context_.texts.sentence("recipient_field." + field.field, {})},
                 {"from", field.from.empty() ? context_.texts.sentence("recipient_field.nothing", {}) : field.from},
                 {"to", field.to.empty() ? context_.texts.sentence("recipient_field.nothing", {}) : field.to}});
    }

private:
    const CommandContext& context_;
};

void follow(const ImportReport& report, House& house) {
    house.recipients.reread_ends();
    const auto round = follow_successors(house.store, house.dispatcher, Account::system(), house.clock->today());
    if (round.moved + round.shown > 0)
        report.say("followed_successors", {{"moved", round.moved}, {"shown", round.shown}});
}

/// What is new is listed only beside what was known: the first import would list the whole Land.
int import_directory(const CommandContext& context, House& house, const std::filesystem::path& path) {
    const auto imported = import_recipients(house.store, path, 0, 0, house.clock->now());
    if (!imported) return context.refused(imported.error());
    const auto& changes = imported->changes;
    const ImportReport report{context};
    if (imported->is_gv100ad)
        report.say("imported_gv100ad",
                   {{"state", to_german(*imported->state_date)}, {"foreign", imported->foreign_rows}});
    if (imported->read_as_latin1) report.say("read_as_latin1");
    report.say("imported_recipients", {{"added", count_of(changes.added)},
                                       {"changed", count_of(changes.changed)},
                                       {"unchanged", changes.unchanged},
                                       {"missing", count_of(changes.missing)},
                                       {"ended", count_of(changes.ended)}});
    if (changes.nothing_to_do()) report.say("no_recipient_changed");
    if (changes.unchanged + count_of(changes.changed) + count_of(changes.missing) > 0)
        for (const auto& body : changes.added) report.body("added_recipient", body);
    for (const auto& change : changes.changed) report.changes(change);
    for (const auto& body : changes.missing) report.body("missing_recipient", body);
    if (!changes.missing.empty()) report.say("missing_advice");
    for (const auto& body : changes.ended) report.body("ended_recipient", body);
    follow(report, house);
    return 0;
}

int import_ends(const CommandContext& context, House& house, const std::filesystem::path& path) {
    const auto marked = import_successors(house.store, path, Account::system(), house.clock->now());
    const ImportReport report{context};
    report.say("imported_ends", {{"ended", count_of(marked.ended)}, {"unchanged", marked.unchanged}});
    for (const auto& body : marked.ended) report.body("ended_recipient", body);
    follow(report, house);
    return 0;
}

}  // namespace

int run_import(const CommandContext& context, House& house) {
    const auto& kind = context.line.arguments[0];
    const auto path = context.path(context.line.arguments[1]);
    if (!std::filesystem::exists(path))
        return context.refused({Refusal::Kind::BadInput, {"command.no_file", {{"file", path.string()}}}});
    if (kind == "recipients")
        return is_list_of_successors(path) ? import_ends(context, house, path) : import_directory(context, house, path);
    if (kind != "config") return context.refused({Refusal::Kind::BadInput, {"command.import_kind", {{"given", kind}}}});
    const int status = import_config(context, house, path);
    house.refresh();
    return status;
}

}  // namespace foerderlauf

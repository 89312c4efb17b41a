// foerderlauf backup FILE (beside the serving) and restore FILE (into an empty folder)
#include "server/commands/in_house.hpp"

#include <ostream>

namespace foerderlauf {

int run_backup(const CommandContext& context, House& house) {
    const auto file = context.path(context.line.arguments[0]);
    if (std::filesystem::exists(file))
        return context.refused({Refusal::Kind::BadInput, {"command.exists", {{"file", file.string()}}}});
    house.store.backup(file);
    context.out << context.texts.sentence("command.backed_up", {{"file", file.string()}}) << '\n';
    return 0;
}

}  // namespace foerderlauf

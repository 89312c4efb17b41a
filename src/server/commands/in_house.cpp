#include "server/commands/in_house.hpp"

#include <stdexcept>

namespace foerderlauf {

int run_in_house(const CommandContext& context, House& house) {
    if (context.line.command == "account") return run_account(context, house);
    if (context.line.command == "import") return run_import(context, house);
    if (context.line.command == "publish") return run_publish(context, house);
    if (context.line.command == "backup") return run_backup(context, house);
    throw std::logic_error{"no such command in the house: " + context.line.command};
}

}  // namespace foerderlauf

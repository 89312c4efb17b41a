#pragma once

#include "server/command.hpp"
#include "server/house.hpp"

namespace foerderlauf {

// The commands that change data, with the house they change it in.
int run_account(const CommandContext& context, House& house);
int run_import(const CommandContext& context, House& house);
int run_publish(const CommandContext& context, House& house);
int run_backup(const CommandContext& context, House& house);

}  // namespace foerderlauf

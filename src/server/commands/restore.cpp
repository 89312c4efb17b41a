// foerderlauf restore FILE: into an empty data folder.
#include "server/command.hpp"
#include "store/backup.hpp"

#include <ostream>

namespace foerderlauf {

int run_restore(const CommandContext& context) {
    const DataFolder folder{context.config.data};
    folder.create();
    const auto lock = WriterLock::acquire(folder, "restore");
    if (!lock) {
        context.refused(lock.error());
        return 3;
    }
    if (const auto done = restore(context.path(context.line.arguments[0]), *lock); !done)
        return context.refused(done.error());
    context.out << context.texts.sentence("command.restored", {{"folder", context.config.data.string()}}) << '\n';
    return 0;
}

}  // namespace foerderlauf

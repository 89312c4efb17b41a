#include "server/command.hpp"

#include <ostream>

namespace foerderlauf {

int CommandContext::refused(const Refusal& refusal) const {
    err << texts.sentence(refusal.message) << '\n';
    for (const auto& [field, message] : refusal.fields) err << "  " << field << ": " << texts.sentence(message) << '\n';
    for (const auto& blocker : refusal.blockers) {
        err << "  " << texts.sentence(blocker.message);
        if (!blocker.source.empty()) err << " (" << blocker.source << ')';
        err << '\n';
    }
    return 1;
}

bool needs_house(const std::string& command) {
    return command == "publish" || command == "import" || command == "account" || command == "backup";
}

}  // namespace foerderlauf

// foerderlauf publish PATH [--dry-run]
#include "base/text.hpp"
#include "casework/publishing.hpp"
#include "server/commands/in_house.hpp"

#include <ostream>

namespace foerderlauf {

int run_publish(const CommandContext& context, House& house) {
    const auto folder = std::filesystem::weakly_canonical(context.path(context.line.arguments[0]));
    if (!std::filesystem::exists(folder / "programme.yaml"))
        return context.refused({Refusal::Kind::BadInput, {"check.no_programme", {{"folder", folder.string()}}}});
    const auto bundle = read_bundle(folder.parent_path(), folder.filename().string());
    const bool dry_run = context.line.has("dry-run");
    const auto published = publish(house.store, house.programmes, bundle, 0, 0, house.clock->now(), dry_run);
    if (!published) {
        for (const auto& error : published.error().errors) context.err << sentence_of(error, context.texts) << '\n';
        for (const auto& finding : published.error().findings) {
            context.err << sentence_of({finding.place, finding.message}, context.texts) << '\n';
            if (!finding.story.empty()) context.err << "    " << joined(finding.story, " → ") << '\n';
        }
        return 1;
    }
    const char* key = !published->is_new ? "command.publish_same"
                      : dry_run          ? "command.publish_dry"
                                         : "command.published";
    context.out << context.texts.sentence(key, {{"programme", published->programme},
                                                {"version", published->version},
                                                {"running", published->running}})
                << '\n';
    return 0;
}

}  // namespace foerderlauf

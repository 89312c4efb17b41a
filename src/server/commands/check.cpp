// foerderlauf check PATH...: verifies programme folders; findings with file:line and story.
#include "base/text.hpp"
#include "server/command.hpp"
#include "workflow/load.hpp"
#include "workflow/verify.hpp"

#include <ostream>

namespace foerderlauf {

namespace {

int check_programme(const CommandContext& context, const std::filesystem::path& folder) {
    const auto path = std::filesystem::weakly_canonical(folder);
    const auto programme = path.filename().empty() ? path.parent_path().filename().string() : path.filename().string();
    const auto workflows = path.filename().empty() ? path.parent_path().parent_path() : path.parent_path();
    if (!std::filesystem::exists(path / "programme.yaml")) {
        context.err << context.texts.sentence("check.no_programme", {{"folder", folder.string()}}) << '\n';
        return 1;
    }
    const auto definition = load_definition(read_bundle(workflows, programme));
    if (!definition) {
        for (const auto& error : definition.error()) context.out << sentence_of(error, context.texts) << '\n';
        return 1;
    }
    const auto findings = verify(*definition);
    for (const auto& finding : findings) {
        context.out << sentence_of({finding.place, finding.message}, context.texts) << '\n';
        if (!finding.story.empty()) context.out << "    " << joined(finding.story, " → ") << '\n';
    }
    if (findings.empty())
        context.out << context.texts.sentence("check.clean", {{"programme", definition->programme},
                                                              {"title", definition->title},
                                                              {"version", definition->version}})
                    << '\n';
    return findings.empty() ? 0 : 1;
}

}  // namespace

int run_check(const CommandContext& context) {
    int status = 0;
    for (const auto& argument : context.line.arguments)
        status = std::max(status, check_programme(context, context.path(argument)));
    return status;
}

}  // namespace foerderlauf

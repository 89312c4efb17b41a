// foerderlauf diagram PROGRAMME [MACHINE] [--format svg|mermaid|dot]: draws from the files under workflows/.
#include "base/text.hpp"
#include "server/command.hpp"
#include "workflow/diagram.hpp"
#include "workflow/load.hpp"

#include <ostream>

namespace foerderlauf {

int run_diagram(const CommandContext& context) {
    const auto& programme = context.line.arguments[0];
    const auto refused = [&](const char* key, Record values) {
        return context.refused({Refusal::Kind::BadInput, {key, std::move(values)}});
    };
    if (!std::filesystem::exists(context.home.workflows() / programme / "programme.yaml"))
        return refused("command.no_programme", {{"given", programme}});
    const auto definition = load_definition(read_bundle(context.home.workflows(), programme));
    if (!definition) throw BadFile{definition.error()};
    const auto name = context.line.arguments.size() > 1 ? context.line.arguments[1] : definition->main().name;
    const auto* machine = definition->machine(name);
    List known;
    for (const auto& each : definition->machines) known.emplace_back(each.name);
    if (!machine) return refused("command.no_machine", {{"given", name}, {"known", known}});
    const auto format = context.line.option("format", "svg");
    if (format == "svg") context.out << diagram_svg(*machine);
    else if (format == "mermaid") context.out << diagram_mermaid(*machine);
    else if (format == "dot") context.out << diagram_dot(*machine);
    else return refused("command.format", {{"given", format}});
    return 0;
}

}  // namespace foerderlauf

#include "workflow/diagram.hpp"

#include "unit/workflow/load_shipped.hpp"
#include "workflow/diagram_layout.hpp"
#include "workflow/load.hpp"

#include <regex>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Definition& definition() {
    static const Definition loaded = load_definition(shipped()).value();
    return loaded;
}

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace

TEST_CASE("the drawing has a box for every state, a title and a description") {
    const auto svg = diagram_svg(definition().main());
    CHECK(count_of(svg, "<rect ") == 19);
    CHECK(svg.find("<title id=\"draw-application-title\">Antrag</title>") != std::string::npos);
    CHECK(svg.find("Antrag einreichen: Entwurf → Formale Prüfung") != std::string::npos);
    CHECK(svg.find("role=\"img\" aria-labelledby=\"draw-application-title draw-application-desc\"") !=
          std::string::npos);
}

TEST_CASE("the description says the ways that are not drawn") {
    const auto& main = definition().main();
    const auto svg = diagram_svg(main);
    CHECK(svg.find("Antrag zurückziehen: Entwurf, Beratung") != std::string::npos);
    CHECK(svg.find("<title>Antrag zurückziehen") == std::string::npos);
    CHECK(diagram_svg(main, {}, "Der Vorgang steht am Anfang.").find("Antrag zurückziehen") == std::string::npos);
}

TEST_CASE("the drawing carries no styles, as the page's security policy asks") {
    const auto svg = diagram_svg(definition().main(), "granted");
    for (const auto* forbidden : {"style", "<script", " fill=", " stroke=", "onclick"})
        CHECK(svg.find(forbidden) == std::string::npos);
}

TEST_CASE("only the present state is marked") {
    const auto svg = diagram_svg(definition().main(), "technical_review");
    CHECK(count_of(svg, "fl-draw__box--now") == 1);
    CHECK(svg.find("<g aria-current=\"step\"><rect class=\"fl-draw__box fl-draw__box--now\"") != std::string::npos);
    CHECK(svg.find("<text class=\"fl-draw__on\" x=") < svg.find(">Fachliche Prüfung</text>"));
    CHECK(count_of(diagram_svg(definition().main()), "fl-draw__box--now") == 0);
}

TEST_CASE("labels cannot break out of the drawing") {
    auto machine = *definition().machine("court-case");
    machine.title = "<script>&\"";
    machine.states.front().label = "a<b & \"c\"";
    const auto svg = diagram_svg(machine);
    CHECK(svg.find("<script>") == std::string::npos);
    CHECK(svg.find("&lt;script&gt;&amp;&quot;") != std::string::npos);
    CHECK(svg.find("a&lt;b &amp; &quot;c&quot;") != std::string::npos);
}

TEST_CASE("the primary way stands in the left column from top to bottom") {
    const auto layout = layout_of(definition().main());
    int rank = 0;
    for (const auto* state : {"draft", "formal_review", "technical_review", "budget_check", "cosigning",
                              "decision_ready", "granted", "grant_served", "running", "closed"}) {
        INFO(state);
        CHECK(layout.box(state).column == 0);
        CHECK(layout.box(state).rank == rank++);
    }
    CHECK(layout.box("hearing").column == 1);
}

TEST_CASE("no two boxes stand in the same place") {
    for (const auto& machine : definition().machines) {
        std::set<std::pair<int, int>> places;
        const auto layout = layout_of(machine);
        for (const auto& box : layout.boxes) CHECK(places.insert({box.rank, box.column}).second);
        CHECK(layout.boxes.size() == machine.states.size());
    }
}

TEST_CASE("every way is drawn or told") {
    const auto& main = definition().main();
    const auto layout = layout_of(main);
    const auto has = [](const std::vector<Line>& lines, const std::string& from, const std::string& to) {
        return std::ranges::any_of(lines, [&](const Line& line) {
            return (line.from == from && line.to == to) || (line.both_ways && line.from == to && line.to == from);
        });
    };
    for (const auto& step : main.steps)
        for (const auto& from : step.from) {
            const auto to = step.target(from);
            INFO(step.name << ": " << from << " to " << to);
            CHECK((from == to || has(layout.lines, from, to) || has(layout.told, from, to)));
        }
}

TEST_CASE("the drawing stays inside its frame") {
    const auto svg = diagram_svg(definition().main());
    std::smatch frame;
    REQUIRE(std::regex_search(svg, frame, std::regex{"viewBox=\"0 0 ([0-9]+) ([0-9]+)\""}));
    const int width = std::stoi(frame[1]);
    const int height = std::stoi(frame[2]);
    const std::regex box{"<rect class=\"[^\"]*\" x=\"([0-9]+)\" y=\"([0-9]+)\" width=\"([0-9]+)\" height=\"([0-9]+)\""};
    for (std::sregex_iterator at{svg.begin(), svg.end(), box}, end; at != end; ++at) {
        CHECK(std::stoi((*at)[1]) + std::stoi((*at)[3]) <= width);
        CHECK(std::stoi((*at)[2]) + std::stoi((*at)[4]) <= height);
    }
}

TEST_CASE("a machine whose beginning is not among its states is not drawn") {
    auto machine = *definition().machine("court-case");
    machine.initial = "nowhere";
    CHECK(diagram_svg(machine).empty());
}

TEST_CASE("Mermaid and Graphviz get every step and every end") {
    const auto& court_case = *definition().machine("court-case");
    CHECK(diagram_mermaid(court_case) ==
          "stateDiagram-v2\n    state \"Anhängig\" as pending\n    state \"Beendet\" as ended\n    [*] --> pending\n"
          "    pending --> ended: Ausgang vermerken\n    ended --> [*]\n");
    CHECK(diagram_dot(court_case) == "digraph \"court-case\" {\n    label=\"Klage\";\n    rankdir=TB;\n    node "
                                     "[shape=box];\n    \"pending\" [label=\"Anhängig\"];\n"
                                     "    \"ended\" [label=\"Beendet\", peripheries=2];\n    \"pending\" -> \"ended\" "
                                     "[label=\"Ausgang vermerken\"];\n}\n");
}

TEST_CASE("labels with marks of Mermaid or Graphviz stay labels") {
    auto machine = *definition().machine("court-case");
    machine.states.front().label = "a: \"b\"; c\\d #1\nx";
    CHECK(diagram_mermaid(machine).find("state \"a#58; #34;b#34;#59; c\\d #35;1 x\" as pending") != std::string::npos);
    CHECK(diagram_dot(machine).find("[label=\"a: \\\"b\\\"; c\\\\d #1\\nx\"]") != std::string::npos);
}

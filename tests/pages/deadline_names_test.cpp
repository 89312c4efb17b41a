// A deadline is shown by its German name, wherever a programme or a shared machine defines it.
#include "domain/load.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("every deadline of every shipped programme has a name that pages can show") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag", "projektaufruf");
    const auto definition = load_definition(read_bundle(SOURCE_DIR "/workflows", programme)).value();
    const auto texts = load_texts(SOURCE_DIR "/config");
    std::size_t deadlines = 0;
    for (const auto& machine : definition.machines)
        for (const auto& deadline : machine.deadlines) {
            INFO(programme << ": " << machine.name << ", " << deadline.name);
            CHECK(texts.knows("pages.deadline." + deadline.name));
            ++deadlines;
        }
    CHECK(deadlines >= 3);
}

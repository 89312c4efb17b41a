#include "domain/recipient.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("a municipality key has exactly eight digits") {
    const auto ags = Ags::parse("16075085");
    REQUIRE(ags);
    CHECK(ags->text() == "16075085");
    CHECK(ags->district() == "16075000");
    CHECK(ags->in_thuringia());
    CHECK_FALSE(Ags::parse("09162000").value().in_thuringia());
    for (const auto* text : {"", "1607508", "160750855", "1607508a", " 16075085", "16075085\n", "１６０７５０８５"}) {
        CAPTURE(text);
        CHECK(refusal_of(Ags::parse(text)) == "ags.eight_digits");
    }
}

TEST_CASE("a regional key has exactly twelve digits") {
    CHECK(Ars::parse("160755013000").value().text() == "160755013000");
    for (const auto* text : {"", "16075085", "1607550130000", "16075501300x"}) {
        CAPTURE(text);
        CHECK(refusal_of(Ars::parse(text)) == "ars.twelve_digits");
    }
}

TEST_CASE("the holidays of a Verwaltungsgemeinschaft are those of its district") {
    Recipient association;
    association.ars = "160755013000";
    CHECK(place_of(association) == "16075000");
    Recipient town;
    town.ags = "16061045";
    town.ars = "160610045045";
    CHECK(place_of(town) == "16061045");
    CHECK(place_of(Recipient{}).empty());
}

TEST_CASE("a name is spoken with its suffix in front") {
    auto [official, spoken] = GENERATE(table<std::string, std::string>({
        {"Pößneck, Stadt", "Stadt Pößneck"},
        {"Mühlhausen/Thüringen, Stadt", "Stadt Mühlhausen/Thüringen"},
        {"Nordhausen", "Nordhausen"},
        {"Ranis-Ziegenrück", "Ranis-Ziegenrück"},
    }));
    Recipient recipient;
    recipient.name = official;
    CHECK(spoken_name(recipient) == spoken);
}

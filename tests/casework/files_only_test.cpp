// A programme of one form, five states and a letter, added by files alone: tests/casework/workflows/interest.
#include "casework/case_row.hpp"
#include "casework/dispatcher.hpp"
#include "casework/timer.hpp"
#include "store/memory_store.hpp"
#include "workflow/load.hpp"
#include "workflow/scenario.hpp"
#include "workflow/verify.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const std::filesystem::path workflows = SOURCE_DIR "/tests/casework/workflows";
const Recipient poessneck{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                          "Saale-Orla-Kreis", "",         12000};

Date day(std::string_view iso) { return parse_date(iso).value(); }

Texts texts_of(const std::vector<std::string>& rooms) {
    std::map<std::string, std::string, std::less<>> sentences;
    for (const auto& room : rooms) {
        const auto texts = load_texts(SOURCE_DIR "/config/texts.de." + room + ".yaml");
        sentences.insert(texts.all().begin(), texts.all().end());
    }
    return Texts{std::move(sentences)};
}

/// An office that knows this one programme.
struct Office {
    Office() : store{projector_of(programmes)} {
        programmes.add(read_bundle(workflows, "interest"));
        Installation ours;
        ours.calendar = Calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
        ours.texts = texts_of({"domain", "forms", "letters", "workflow"});
        installation.replace(std::move(ours));
    }

    Result<Outcome> take(CaseId id, const std::string& step, const Account& who,
                         std::optional<std::string> reason = {}) {
        return dispatcher.take({who, {}, {}, {}, {}}, {id, 1, step, {}, Spelling::Json, std::move(reason)});
    }
    CaseId draft() {
        const Record answers{{"object", "village"}, {"project_title", "Mitfahrbank"}, {"wanted_cents", 500000}};
        const auto opened = dispatcher.open({clerk, {}, {}, {}, {}},
                                            {"interest", poessneck.key, answers, Spelling::Json});
        REQUIRE(opened);
        return opened->case_id;
    }
    CaseId in_ranking() {
        const auto id = draft();
        REQUIRE(dispatcher.add_document({clerk, {}, {}, {}, {}}, id,
                                        {0, "sketch", "skizze.pdf", std::string(64, '0'), 1, 0}));
        REQUIRE(take(id, "submit", signatory));
        return id;
    }
    CaseFile file(CaseId id) {
        std::optional<CaseFile> found;
        store.read([&](Snapshot& snapshot) { found = snapshot.case_file(id); });
        return found.value();
    }

    Account clerk{1, 1, "gemeinde", "Gemeinde", {{"applicant_clerk", poessneck.key, ""}}};
    Account signatory{2, 2, "zeichner", "Zeichner", {{"applicant_signatory", poessneck.key, ""}}};
    Account reviewer{3, 3, "fach", "Fach", {{"technical_review", "", ""}}};
    Programmes programmes;
    InstallationInForce installation;
    BudgetLineRegister lines;
    SimulatedClock clock{berlin_time(day("2026-11-02"), std::chrono::hours{8}), SimulatedClock::Pace::Standing};
    MemoryStore store;
    Dispatcher dispatcher{store, programmes, installation, lines, clock, [](Transaction&, const std::string& key) {
                              return key == poessneck.key ? std::optional{poessneck} : std::nullopt;
                          }};
};

}  // namespace

TEST_CASE("a programme added by files alone has no findings, and its scenarios hold") {
    const auto definition = load_definition(read_bundle(workflows, "interest"));
    REQUIRE(definition);
    CHECK(definition->main().states.size() == 5);
    CHECK(definition->forms.size() == 1);
    CHECK(definition->letters.size() == 1);
    CHECK(verify(*definition).empty());
    const auto run = run_scenarios(*definition, Calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")},
                                   workflows / "interest" / "scenarios");
    const auto texts = texts_of({"domain", "forms", "loader", "scenarios", "workflow"});
    for (const auto& error : run.errors) UNSCOPED_INFO(sentence_of(error, texts));
    for (const auto& outcome : run.outcomes)
        for (const auto& failure : outcome.failures) UNSCOPED_INFO(outcome.name << ": " << texts.sentence(failure));
    CHECK(run.outcomes.size() == 8);
    CHECK(run.holds());
}

TEST_CASE("a case of it goes through the one door, with its own number and its own letter") {
    Office office;
    const auto id = office.in_ranking();
    CHECK(office.file(id).main().state == "ranking");
    CHECK(office.file(id).file_number == "DORF-2026-0001");
    std::vector<FrozenLetter> letters;
    office.store.read([&](Snapshot& snapshot) { letters = snapshot.letters(id); });
    REQUIRE(letters.size() == 1);
    CHECK(letters[0].name == "receipt");
    CHECK(letters[0].content == "Erfundene Behörde\nAktenzeichen: DORF-2026-0001\n\nStadt Pößneck\n\n"
                                "Ihr Vorhaben „Mitfahrbank“ über 5.000,00\u00a0€ nimmt an der Auswahl teil.\n");
    REQUIRE(office.take(id, "choose", office.reviewer, "Ein Vorbild."));
    CHECK(office.file(id).main().state == "chosen");
}

TEST_CASE("its blockers, its duties and its periods count as in any other programme") {
    Office office;
    const auto refused = office.take(office.draft(), "submit", office.signatory);
    REQUIRE_FALSE(refused);
    REQUIRE(refused.error().blockers.size() == 1);
    CHECK(refused.error().blockers[0].check == "documents_present");
    CHECK(refused.error().blockers[0].source == "Projektaufruf Nr. 3");

    const auto id = office.in_ranking();
    const auto foreign = office.take(id, "choose", office.clerk, "Wir selbst.");
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().kind == Refusal::Kind::NotAllowed);

    office.clock.set(berlin_time(day("2027-01-05"), std::chrono::hours{8}));
    fire_what_is_due(office.store, office.dispatcher, office.clock.today());
    CHECK(office.file(id).main().state == "not_chosen");
}

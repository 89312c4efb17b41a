#include "domain/load.hpp"
#include "web/pages/words.hpp"
#include "workflow/checks/catalogue.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}

Words words_on(std::string_view day) { return {texts(), *parse_date(day)}; }

const std::string& text_at(const View& view, std::string_view name) {
    return std::get<std::string>(std::get<View::Group>(view.any()).find(name)->second.any());
}

}  // namespace

TEST_CASE("numbers that belong together do not break") {
    const auto [plain, set] = GENERATE(table<std::string, std::string>({
        {"§ 75 VwGO", "§\u00A075 VwGO"},
        {"§§ 38 und 45 ThürLHO", "§§\u00A038 und 45 ThürLHO"},
        {"VV Nr. 1.3 zu § 44 ThürLHO", "VV Nr.\u00A01.3 zu §\u00A044 ThürLHO"},
        {"80 % von 100,00 €", "80\u00A0% von 100,00\u00A0€"},
        {"09:42 Uhr", "09:42\u00A0Uhr"},
        {"ein Wort und noch eins", "ein Wort und noch eins"},
    }));
    CHECK(typeset(plain) == set);
}

TEST_CASE("a distance is said in words") {
    const auto [due, said] = GENERATE(table<std::string, std::string>({
        {"2026-11-23", "heute"},
        {"2026-11-24", "morgen"},
        {"2026-11-25", "noch 2 Tage"},
        {"2026-11-22", "1 Tag darüber"},
        {"2026-11-17", "6 Tage darüber"},
    }));
    CHECK(words_on("2026-11-23").distance(*parse_date(due)) == said);
}

TEST_CASE("a date is marked when it is near, and red when it is past") {
    const auto [due, style] = GENERATE(table<std::string, std::string>({
        {"2026-11-22", "kern-badge--danger"},
        {"2026-11-23", "kern-badge--warning"},
        {"2026-11-30", "kern-badge--warning"},
        {"2026-12-01", "fl-badge--neutral"},
        {"2026-12-21", "fl-badge--neutral"},
    }));
    auto urgency = words_on("2026-11-23").urgency(*parse_date(due));
    CHECK(text_at(urgency["badge"], "badge_style") == style);
}

TEST_CASE("a date more than four weeks away has no badge") {
    auto urgency = words_on("2026-11-23").urgency(*parse_date("2026-12-22"));
    CHECK_FALSE(urgency["badge"].says_something());
}

TEST_CASE("a refusal names duties as people call them") {
    const Message message{"refusal.not_your_duty",
                          {{"title", "Bewilligen"}, {"duties", List{"decider", "budget_officer"}}}};
    CHECK(words_on("2026-11-23").sentence(message).find("Entscheidung, Haushalt") != std::string::npos);
}

TEST_CASE("every duty has a German name") {
    const auto words = words_on("2026-11-23");
    for (const auto* duty :
         {"applicant_clerk", "applicant_signatory", "adviser", "formal_review", "technical_review", "budget_officer",
          "second_reviewer", "decider", "cashier", "proof_examiner", "auditor", "finance", "admin"})
        CHECK(words.duty(duty) != duty);
}

TEST_CASE("every check has a name that the history can show") {
    const auto words = words_on("2026-11-23");
    for (const auto& check : check_names()) {
        INFO(check);
        CHECK(words.knows("pages.check." + check));
    }
}

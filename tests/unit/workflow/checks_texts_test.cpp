// Every sentence the engine may say exists, and no sentence lies about unused.
#include "workflow/checks/catalogue.hpp"

#include "unit/workflow/engine_words.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::set<std::string> literals_in(const fs::path& folder) {
    static const std::regex literal{
        R"re("((refusal|blocker|hint|field|scenario|ledger|practice|ranking)\.[a-z0-9_.]*)")re"};
    std::set<std::string> keys;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        const auto text = content_of(entry.path());
        for (std::sregex_iterator found{text.begin(), text.end(), literal}, end; found != end; ++found)
            keys.insert((*found)[1]);
    }
    return keys;
}

/// Ends in a dot: the rest is put together in the code.
bool is_stem(const std::string& key) { return key.ends_with('.'); }

std::map<std::string, std::string, std::less<>> own_sentences() {
    return load_texts(SOURCE_DIR "/config/texts.de.workflow.yaml").all();
}

}  // namespace

TEST_CASE("every message key in src/workflow has a sentence") {
    const auto keys = literals_in(SOURCE_DIR "/src/workflow");
    CHECK(keys.size() > 60);
    for (const auto& key : keys) {
        CAPTURE(key);
        const bool known = words().knows(key);
        const bool stem = std::ranges::any_of(
            words().all(), [&](const auto& entry) { return entry.first.starts_with(is_stem(key) ? key : key + "."); });
        CHECK((known || stem));
    }
}

TEST_CASE("every check that blocks has a sentence of its own name") {
    for (const auto& check : check_names()) {
        const auto key = "blocker." + check;
        const bool has_sentence = std::ranges::any_of(
            words().all(), [&](const auto& entry) { return entry.first == key || entry.first.starts_with(key + "."); });
        // These answer with a wrong field (422) or speak as another check.
        const std::set<std::string> others = {"slices_sum",
                                              "cuts_explain",
                                              "date_ahead",
                                              "payments_in_period",
                                              "payments_soon",
                                              "approved_within",
                                              "used_within",
                                              "date_extends",
                                              "date_between",
                                              "document_with_partners",
                                              "fields_by_kind",
                                              "period_extends",
                                              "partners_of_grant",
                                              "changed_plan_balances",
                                              "change_adds_up",
                                              "change_award_within",
                                              "change_covered",
                                              "change_reserved",
                                              "change_not_provisional",
                                              "award_left",
                                              "cuts_of_costs",
                                              "days_in_period",
                                              "grant_used_within",
                                              "instalments_sum",
                                              "interest_known",
                                              "worth_claiming",
                                              "owed_within",
                                              "rows_of_plan",
                                              "vouchers_once",
                                              "within_heard"};
        CAPTURE(check);
        CHECK(has_sentence != others.contains(check));
    }
}

TEST_CASE("no sentence of the engine is left over") {
    auto used = literals_in(SOURCE_DIR "/src/workflow");
    used.merge(literals_in(SOURCE_DIR "/src/casework"));
    std::set<std::string> checks;
    for (const auto& check : check_names()) checks.insert({"blocker." + check, "hint." + check});
    for (const auto& [key, sentence] : own_sentences()) {
        const bool stem_used = std::ranges::any_of(
            used, [&](const auto& literal) { return is_stem(literal) && key.starts_with(literal); });
        CAPTURE(key);
        CHECK((used.contains(key) || checks.contains(key) || stem_used));
    }
}

TEST_CASE("every sentence of the engine ends like one") {
    for (const auto& [key, sentence] : own_sentences()) {
        CAPTURE(key, sentence);
        CHECK((sentence.ends_with('.') || sentence.ends_with('?')));
        CHECK(sentence.size() > 15);
    }
}

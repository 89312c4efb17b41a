// Everything the house says it says in both languages: sentences, templates, programmes, reports.
#include "domain/load.hpp"
#include "reports/report.hpp"
#include "pages/visitors.hpp"
#include "web/pages/template_words.hpp"
#include "workflow/load.hpp"
#include "workflow/translated.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

using WordSet = std::set<std::string>;

/// What is German for good reasons: letters and workbooks are the authority's own German records, a mail knows no reader's
/// language, and the command line and what loaders say about files is for the staff who run the house.
const std::vector<std::string> german_only = {"letter.ground.",
                                              "letter.missing.",
                                              "letter.change.",
                                              "letter.length.",
                                              "letter.body.",
                                              "letter.signer.",
                                              "letter.sent.",
                                              "letter.name.",
                                              "letter.place.",
                                              "letter.salutation.",
                                              "letter.proof_by_day",
                                              "letter.proof_within",
                                              "letter.represented",
                                              "report.author",
                                              "report.shown",
                                              "report.all_",
                                              "report.end_of_day",
                                              "report.no_rows",
                                              "report.sum",
                                              "report.page_of",
                                              "report.sees_",
                                              "report.column.",
                                              "report.stage.",
                                              "report.proof.",
                                              "report.chart.",
                                              "report.check.",
                                              "report.stamp.",
                                              "report.financing_type.",
                                              "report.duty.",
                                              "report_file.",
                                              "rows_template.",
                                              "simulation_book.",
                                              "mail.reminder.",
                                              "mail.message.",
                                              "archive_file.",
                                              "case_archive.",
                                              "similar.common",
                                              "help.",
                                              "usage.",
                                              "config.",
                                              "check.",
                                              "command.",
                                              "demo.",
                                              "serve.",
                                              "recipient_field.",
                                              "scenario.",
                                              "compute.",
                                              "load.",
                                              "verify.",
                                              "yaml.",
                                              "load_form.",
                                              "data_folder.",
                                              "restore.",
                                              "seal.",
                                              "recipients_csv.",
                                              "recipients_import.",
                                              "gv100ad.",
                                              "successors_csv.",
                                              "retention.",
                                              "courts.",
                                              "budget_rules.",
                                              "budget_lines.",
                                              "demo_accounts.",
                                              "front.listen_",
                                              "front.proxy_unreadable"};

bool is_german_only(const std::string& key) {
    return std::ranges::any_of(german_only, [&](const std::string& start) { return key.starts_with(start); });
}

std::multiset<std::string> places_in(const std::string& sentence) {
    static const std::regex place{R"(\{[a-z_0-9]+\})"};
    return {std::sregex_token_iterator{sentence.begin(), sentence.end(), place}, std::sregex_token_iterator{}};
}

/// What is wrong with a translation of these sentences, in words; empty when it is complete.
std::vector<std::string> faults(const Texts::Entries& german, const Texts::Entries& english) {
    std::vector<std::string> found;
    for (const auto& [key, sentence] : german) {
        if (is_german_only(key)) continue;
        const auto other = english.find(key);
        if (other == english.end()) found.push_back("missing: " + key);
        else if (other->second.empty() != sentence.empty()) found.push_back("empty: " + key);
        else if (places_in(other->second) != places_in(sentence)) found.push_back("other places: " + key);
    }
    for (const auto& [key, sentence] : english)
        if (!german.contains(key)) found.push_back("unknown: " + key);
    return found;
}

Texts::Entries english_sentences() { return load_texts(SOURCE_DIR "/config", "en").all(); }

Texts english() { return load_translation(SOURCE_DIR "/config", load_texts(SOURCE_DIR "/config"), "en"); }

/// A source that is nothing but a citation stays German: `VV Nr. 2 zu § 44 ThürLHO`.
bool is_citation(const std::string& words) {
    return std::regex_match(words, std::regex{"(§|VV|ANBest-Gk|ThürEGovRL|@).*"}) &&
           !std::regex_search(words, std::regex{" und |geprüft|gelesen|hinweise"});
}

/// A phrase function that notes what it is asked for.
Phrase noting(WordSet& asked) {
    return [&asked](const std::string& german) {
        const bool says_something = std::ranges::any_of(german, [](unsigned char c) { return std::isalpha(c) != 0; });
        if (says_something && !is_citation(german)) asked.insert(german);
        return german;
    };
}

WordSet words_of_templates() {
    WordSet asked;
    for (const auto& entry : std::filesystem::directory_iterator{SOURCE_DIR "/src/web/templates"}) {
        std::ifstream file{entry.path()};
        std::ostringstream text;
        text << file.rdbuf();
        with_words(text.str(), noting(asked));
    }
    return asked;
}

WordSet words_of_programmes() {
    WordSet asked;
    for (const auto* name : {"thueregovrl", "thuerfag", "projektaufruf"})
        translated(load_definition(read_bundle(SOURCE_DIR "/workflows", name)).value(), noting(asked));
    asked.erase("");
    return asked;
}

WordSet words_of_reports() {
    WordSet asked;
    for (const auto& report : ReportCatalogue{SOURCE_DIR "/reports"}.list())
        asked.insert({report.title, report.description});
    return asked;
}

std::vector<std::string> without_translation(const WordSet& asked, const Texts::Entries& phrases) {
    std::vector<std::string> missing;
    for (const auto& words : asked) {
        const auto found = phrases.find(words);
        if (found == phrases.end() || found->second.empty()) missing.push_back(words);
        else if (places_in(found->second) != places_in(words)) missing.push_back("other places: " + words);
    }
    return missing;
}

}  // namespace

TEST_CASE("every sentence that pages and API can say is there in English, with the same places") {
    CHECK(faults(load_texts(SOURCE_DIR "/config").all(), english_sentences()) == std::vector<std::string>{});
}

TEST_CASE("a missing, an empty, an unknown sentence and one with other places are found") {
    const auto german = load_texts(SOURCE_DIR "/config").all();
    auto texts = german;
    texts.erase("pages.today");
    texts["pages.tomorrow"] = "";
    texts["pages.nowhere"] = "x";
    texts["pages.saved"] = "Saved: {day}";
    CHECK(faults(german, texts) == std::vector<std::string>{"other places: pages.saved", "missing: pages.today",
                                                            "empty: pages.tomorrow", "unknown: pages.nowhere"});
}

TEST_CASE("every German word of the templates, the programmes and the reports' names has its English") {
    const auto phrases = english().phrases();
    CHECK(without_translation(words_of_templates(), phrases) == std::vector<std::string>{});
    CHECK(without_translation(words_of_programmes(), phrases) == std::vector<std::string>{});
    CHECK(without_translation(words_of_reports(), phrases) == std::vector<std::string>{});
    CHECK(words_of_templates().size() > 400);
    CHECK(words_of_programmes().size() > 400);
}

TEST_CASE("no translation is left over for words nobody says any more") {
    auto said = words_of_templates();
    said.merge(words_of_programmes());
    said.merge(words_of_reports());
    std::vector<std::string> left_over;
    const auto translation = english();
    for (const auto& [words, other] : translation.phrases())
        if (!said.contains(words)) left_over.push_back(words);
    CHECK(left_over == std::vector<std::string>{});
}

TEST_CASE("a template's words are cut at tags, sections and pieces; places stay inside") {
    const std::string source = "<p class=\"Klasse\" aria-label=\"Name von {{who}}\">\n  Guten Tag,\n  {{who}}. "
                               "{{#more}}Mehr{{/more}}{{> piece}} <b>{{value}}</b> §&nbsp;1 · {{! Notiz }}</p>";
    WordSet asked;
    CHECK(with_words(source, noting(asked)) != "");
    CHECK(asked == WordSet{"Name von {who}", "Guten Tag, {who}.", "Mehr"});
    const auto other = with_words(source, [](const std::string& german) {
        return german == "Guten Tag, {who}." ? "{who}, good day." : german == "Mehr" ? "More" : german;
    });
    CHECK_THAT(other, ContainsSubstring("\n  {{who}}, good day. {{#more}}More{{/more}}{{> piece}}"));
    CHECK_THAT(other, ContainsSubstring("class=\"Klasse\"") && ContainsSubstring("{{! Notiz }}"));
}

TEST_CASE("a translation changes words and nothing a case is decided by") {
    const auto german = load_definition(read_bundle(SOURCE_DIR "/workflows", "thueregovrl")).value();
    const auto texts = english();
    const auto shown = translated(german, [&](const std::string& words) { return texts.phrase(words); });
    CHECK(shown.version == german.version);
    CHECK(shown.letters == german.letters);
    CHECK(shown.main().state("draft")->label == "Draft");
    CHECK(shown.main().step("approve")->title == "Grant");
    CHECK(shown.main().step("approve")->source == "VV Nr. 4 zu § 44 ThürLHO");
    CHECK(shown.forms.at("application").find("cost_plan")->columns.front().label == "Item");
    CHECK(shown.document_labels.at("voucher") == "Voucher");
    CHECK(json_schema(german.forms.at("notice")).size() == json_schema(shown.forms.at("notice")).size());
}

TEST_CASE("words of an older version that nobody translated stay German") {
    Definition old;
    old.version = "sha256:old";
    Machine machine;
    machine.title = "Vormaliger Antrag";
    State draft;
    draft.label = "Entwurf";
    machine.states = {draft};
    old.machines = {machine};
    TranslatedProgrammes programmes;
    const auto shown = programmes.of(old, english());
    CHECK(shown->main().title == "Vormaliger Antrag");
    CHECK(shown->main().states.front().label == "Draft");
    CHECK(programmes.of(old, english()) == shown);
}

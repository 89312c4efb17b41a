// What the installation counts by, on pages: read by the administration and the auditor, changed as a whole file.
#include "base/sha256.hpp"
#include "casework/config_import.hpp"
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string rates_path = "/admin/settings/base-rates.yaml";

ImportedFile in_force(PagesInTest& pages, const std::string& name) {
    return imported_files(pages.house().store).at(name);
}

/// The base rates with a row for the second half of 2026, which nobody has announced: a figure of this test.
std::string with_later_rate(PagesInTest& pages) {
    return in_force(pages, "base-rates.yaml").content +
           "  - {from: 2026-07-01, rate: 1.50 %, source: Test, unverified: true}\n";
}

Pairs handing_in(const std::string& text, const std::string& seen) {
    return {{"content", text}, {"seen_sha256", seen}};
}

/// As the page of the difference sends it.
Pairs taking(const std::string& text, const std::string& seen) {
    return {{"content", text}, {"seen_sha256", seen}, {"compared_sha256", sha256_hex(text)}, {"take", "yes"}};
}

}  // namespace

TEST_CASE("holidays, base rates, courts and retention are shown with their source and what is not verified") {
    PagesInTest pages;
    const auto page = pages.get("revision", "/admin/settings");
    CHECK(page.status == 200);
    CHECK_THAT(page.body, ContainsSubstring("Feiertage 2026") && ContainsSubstring("Feiertage 2027"));
    CHECK_THAT(page.body, ContainsSubstring("Freitag, 03.04.2026"));               // Karfreitag
    CHECK_THAT(page.body, ContainsSubstring("Donnerstag, 04.06.2026, nur in: "));  // Fronleichnam
    CHECK_THAT(page.body, ContainsSubstring("−0,88\u00A0%") && ContainsSubstring("1,27\u00A0%"));
    CHECK_THAT(page.body,
               ContainsSubstring("Verwaltungsgericht Weimar") && ContainsSubstring("Einstellung, ungeprüft"));
    CHECK_THAT(page.body, ContainsSubstring("Angaben der Gerichte; Anlage zu"));
    CHECK_THAT(page.body, ContainsSubstring("Für den 02.11.2026 ist kein Basiszinssatz eingetragen"));
}

TEST_CASE("years of retention are shown by the title of their programme, else by its name") {
    PagesInTest pages;
    const auto before = in_force(pages, "retention.yaml");
    const auto row = [](const std::string& name) { return "  - {programme: " + name + ", years: 12, source: Test}\n"; };
    const auto text = "default: {years: 10, source: Test}\nprogrammes:\n" + row("thueregovrl") + row("unknown");
    led_to(pages.post("admin", "/admin/settings/retention.yaml", taking(text, before.sha256)));
    const auto page = pages.get("admin", "/admin/settings").body;
    CHECK_THAT(page, ContainsSubstring("IT in Thüringer Kommunen"));
    CHECK_THAT(page, ContainsSubstring("unknown") && !ContainsSubstring("thueregovrl</"));
}

TEST_CASE("a setting is taken in only after its difference was seen, and holds from then on") {
    PagesInTest pages;
    const auto before = in_force(pages, "base-rates.yaml");
    const auto text = with_later_rate(pages);
    const auto shown = pages.post("admin", rates_path, handing_in(text, before.sha256));
    CHECK(shown.status == 200);
    CHECK_THAT(shown.body, ContainsSubstring("Noch ist nichts geändert") &&
                               ContainsSubstring("fl-difference__line--added") && ContainsSubstring("rate: 1.50 %"));
    CHECK(in_force(pages, "base-rates.yaml").content == before.content);

    CHECK(led_to(pages.post("admin", rates_path, taking(text, before.sha256))) == "/admin/settings");
    CHECK(in_force(pages, "base-rates.yaml").content == text);
    CHECK(pages.site().installation->base_rates.rows.back().hundredths == 150);
    const auto page = pages.get("admin", "/admin/settings").body;
    CHECK_THAT(page, ContainsSubstring("1,50\u00A0%") && !ContainsSubstring("Basiszinssatz eingetragen"));
    CHECK_THAT(pages.get("admin", rates_path).body, ContainsSubstring("eingelesen durch "));
    CHECK(pages.get("admin", rates_path + "/text").body == text);
}

TEST_CASE("a file with mistakes is named line by line and nothing of it is taken in") {
    PagesInTest pages;
    const auto before = in_force(pages, "base-rates.yaml");
    const auto broken = before.content + "  - {from: 2026-02-31, rate: viel}\n";
    const auto refused = pages.post("admin", rates_path, taking(broken, before.sha256));
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring("18: Zu „rate“") && ContainsSubstring("rate: viel") &&
                                 ContainsSubstring("Die Datei wurde nicht übernommen"));
    CHECK(in_force(pages, "base-rates.yaml").content == before.content);
}

TEST_CASE("a file that somebody else replaced meanwhile is compared anew instead of being replaced") {
    PagesInTest pages;
    const auto before = in_force(pages, "base-rates.yaml");
    CHECK(led_to(pages.post("admin", rates_path, taking(with_later_rate(pages), before.sha256))) == "/admin/settings");
    const auto late = taking(before.content + "# eine Bemerkung\n", before.sha256);
    const auto refused = pages.post("admin", rates_path, late);
    CHECK(refused.status == 412);
    CHECK_THAT(refused.body, ContainsSubstring("Inzwischen ist eine andere Fassung in Kraft") &&
                                 ContainsSubstring("eine Bemerkung") &&
                                 ContainsSubstring("fl-difference__line--removed"));
    CHECK(pages.site().installation->base_rates.rows.back().hundredths == 150);
}

TEST_CASE("a chosen file goes before the text, whatever line ends it has") {
    PagesInTest pages;
    const auto before = in_force(pages, "base-rates.yaml");
    std::string text = with_later_rate(pages), with_returns;
    for (const char sign : text) with_returns += sign == '\n' ? std::string{"\r\n"} : std::string{sign};
    const auto shown = pages.post("admin", rates_path, handing_in(before.content, before.sha256),
                                  {{"file", "neu.yaml", "application/yaml", with_returns}});
    CHECK_THAT(shown.body, ContainsSubstring("rate: 1.50 %") && ContainsSubstring("Diese Fassung übernehmen"));
    CHECK(
        pages.post("admin", rates_path, handing_in("", before.sha256), {{"file", "neu.yaml", "", "\xff\xfe"}}).status ==
        422);
    CHECK_THAT(pages.post("admin", rates_path, handing_in(before.content, before.sha256)).body,
               ContainsSubstring("Dieser Text gilt schon"));
}

TEST_CASE("settings are not for everybody, and an auditor changes none") {
    PagesInTest pages;
    CHECK(pages.get("fach", "/admin/settings").status == 403);
    CHECK(pages.get("gemeinde", rates_path).status == 403);
    CHECK(pages.post("revision", rates_path, {{"content", "x"}}).status == 403);
    CHECK(pages.get("admin", "/admin/settings/server.yaml").status == 404);
    CHECK_THAT(pages.get("revision", rates_path).body,
               ContainsSubstring("base_rates:") && !ContainsSubstring("<textarea"));
}

TEST_CASE("a text that was changed after its difference was shown is compared again before it is taken in") {
    PagesInTest pages;
    const auto before = in_force(pages, "base-rates.yaml");
    auto changed = taking(with_later_rate(pages), before.sha256);
    changed.front().second = before.content + "# etwas anderes\n";
    const auto shown = pages.post("admin", rates_path, changed);
    CHECK(shown.status == 200);
    CHECK_THAT(shown.body, ContainsSubstring("Noch ist nichts geändert") && ContainsSubstring("etwas anderes"));
    CHECK(in_force(pages, "base-rates.yaml").content == before.content);
}

TEST_CASE("of two versions made from the same one only the first comes into force") {
    PagesInTest pages;
    auto& store = pages.house().store;
    const auto before = in_force(pages, "base-rates.yaml");
    const auto take = [&](const std::string& text) {
        return import_config_file(store, "base-rates.yaml", text, 0, 0, pages.site().clock.now(), before.sha256);
    };
    CHECK(take(before.content + "# die erste\n"));
    const auto second = take(before.content + "# die zweite\n");
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == Refusal::Kind::Overtaken);
}

TEST_CASE("a second document in a file is a mistake with its line") {
    PagesInTest pages;
    const auto before = in_force(pages, "holidays.yaml");
    const auto refused = pages.post("admin", "/admin/settings/holidays.yaml",
                                    handing_in(before.content + "---\nunsinn: 5\n", before.sha256));
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring("Hier beginnt ein zweites Dokument"));
}

#include "letters/fodt.hpp"
#include "letters/libreoffice_renderer.hpp"
#include "unit/letters/sample_letters.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

struct Office {
    std::vector<std::string> reports;
    LibreOfficeRenderer renderer;
    explicit Office(LibreOfficeRenderer::Parts parts = libreoffice_parts(SOURCE_DIR))
        : renderer{std::move(parts), [this](const std::string& line) { reports.push_back(line); }} {}
    std::string refusal_of(const Record& letter) {
        const auto made = renderer.pdf({}, letter);
        return made ? std::string{"made"} : made.error().message.key;
    }
};

/// Where it is missing nothing it makes can be looked at: letters/documents-of-libreoffice says so as skipped.
bool without_libreoffice() {
    const bool missing = !LibreOfficeRenderer{libreoffice_parts(SOURCE_DIR), {}}.installed();
    if (missing) fs::remove_all(LETTER_SAMPLES "-libreoffice");
    if (missing) WARN("LibreOffice is not installed");
    return missing;
}

LibreOfficeRenderer::Parts parts_with(auto change) {
    auto parts = libreoffice_parts(SOURCE_DIR);
    change(parts);
    return parts;
}

std::string document_of(const Record& letter) {
    return fodt_of(content_of(SOURCE_DIR "/src/letters/libreoffice/letter.fodt"), letter);
}

bool has(const std::string& document, std::string_view part) { return document.find(part) != std::string::npos; }

Record block(const char* kind, List lines, List head = {}, List rows = {}) {
    return {{"kind", kind}, {"lines", std::move(lines)}, {"head", std::move(head)}, {"rows", std::move(rows)}};
}

}  // namespace

TEST_CASE("LibreOffice makes letters of either programme, drafts too, and says both standards") {
    if (without_libreoffice()) return;
    Office office;
    const fs::path samples = LETTER_SAMPLES "-libreoffice";
    fs::create_directories(samples);
    for (const std::string name :
         {"grant_notice_with_all", "cooperation_grant_notice", "repayment_notice", "refusal_notice_draft"}) {
        CAPTURE(name, office.reports);
        const auto made = office.renderer.pdf({}, letter_named(name));
        REQUIRE(made);
        std::ofstream{samples / (name + ".pdf"), std::ios::binary} << *made;
    }
    CHECK(office.reports.empty());
}

TEST_CASE("another LibreOffice makes the same letter of the same words") {
    if (without_libreoffice()) return;
    for (const std::string name : {"hearing", "hearing_again"}) {  // compared by letters/documents-of-libreoffice
        Office office;
        const auto made = office.renderer.pdf({}, letter_named("hearing"));
        REQUIRE(made);
        fs::create_directories(LETTER_SAMPLES "-libreoffice");
        std::ofstream{fs::path{LETTER_SAMPLES "-libreoffice"} / (name + ".pdf"), std::ios::binary} << *made;
    }
}

TEST_CASE("words with signs of XML and characters it has no place for become a letter") {
    if (without_libreoffice()) return;
    Office office;
    auto letter = letter_named("hearing");
    letter["title"] = "<office:annotation/> & \"]]>\" \x01\x1f\xEF\xBF\xBF'";
    CAPTURE(office.reports);
    CHECK(office.refusal_of(letter) == "made");
}

TEST_CASE("where LibreOffice was not installed the refusal says so") {
    Office office{parts_with([](auto& parts) { parts.office = "/nowhere/soffice"; })};
    CHECK(office.refusal_of(letter_named("hearing")) == "letter.pdf_not_installed");
}

TEST_CASE("LibreOffice that is not ready in time is ended") {
    const fs::path endless = LETTER_SAMPLES "-endless-office";
    std::ofstream{endless} << "#!/bin/sh\nexec tail -f /dev/null\n";
    fs::permissions(endless, fs::perms::owner_all);
    Office office{parts_with([&](auto& parts) {
        parts.office = endless;
        parts.limit = std::chrono::milliseconds{100};
    })};
    CHECK(office.refusal_of(letter_named("hearing")) == "letter.pdf_late");
    CHECK(office.reports == std::vector<std::string>{"letters: LibreOffice was not ready in time"});
}

TEST_CASE("a program that makes no PDF is a refusal, and so is LibreOffice without the memory it needs") {
    Office silent{parts_with([](auto& parts) { parts.office = "/bin/true"; })};
    CHECK(silent.refusal_of(letter_named("hearing")) == "letter.pdf_failed");
    if (without_libreoffice()) return;
    Office poor{parts_with([](auto& parts) { parts.bounds.memory_bytes = 8ULL << 20; })};
    CHECK(poor.refusal_of(letter_named("hearing")) == "letter.pdf_failed");
    CHECK(poor.reports.size() == 1);
}

TEST_CASE("a bounded run says how it ended, and leaves nothing of its group behind") {
    const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    const auto end_of = [&](const char* script, auto until) {
        return run_bounded({{"/bin/sh", "-c", script}, {"PATH=/usr/bin:/bin"}, {}, until});
    };
    CHECK(end_of("exit 0", soon) == RunEnd::Done);
    CHECK(end_of("exit 3", soon) == RunEnd::Failed);
    CHECK(end_of("kill -9 $$", soon) == RunEnd::Failed);
    CHECK(end_of("cat | cat; test -z \"$HOME\"", soon) == RunEnd::Done);  // no input, none of our environment
    CHECK(end_of("file=$(mktemp); exec 3>\"$file\"; rm \"$file\"; echo words >&3", soon) ==
          RunEnd::Failed);  // it may write no file
    CHECK(end_of("tail -f /dev/null", std::chrono::steady_clock::now()) == RunEnd::Late);
    CHECK(run_bounded({{"/nowhere"}, {}, {}, soon}) == RunEnd::Failed);
}

TEST_CASE("words are escaped and never become part of the document's structure") {
    auto letter = letter_named("hearing");
    letter["recipient"] = List{"A & B </text:p>", "{{authority}}\x02"};
    const auto document = document_of(letter);
    CHECK(has(document, "A &amp; B &lt;/text:p&gt;<text:line-break/>{{authority}}</text:p>"));
}

TEST_CASE("a table has its heads, cells for all of them, and columns of amounts to the right; years are words") {
    auto letter = letter_named("hearing");
    letter["blocks"] = List{block("table", {}, {"Jahr", "Betrag"},
                                  {List{"2026", "1.200,00 €"}, List{"2027", "−5,00\u00A0€"}, List{"2028"}})};
    const auto document = document_of(letter);
    CHECK(has(
        document,
        R"(<table:table-header-rows><table:table-row><table:table-cell table:style-name="HeadBox"><text:p text:style-name="HeadCell">Jahr)"));
    CHECK(has(document, R"(<text:p text:style-name="HeadAmountCell">Betrag)"));
    CHECK(has(document, R"(<text:p text:style-name="Cell">2026</text:p>)"));
    CHECK(has(document, R"(<text:p text:style-name="AmountCell">1.200,00 €</text:p>)"));
    CHECK(has(
        document,
        R"(<text:p text:style-name="Cell">2028</text:p></table:table-cell><table:table-cell table:style-name="Box"><text:p text:style-name="AmountCell"></text:p>)"));
}

TEST_CASE("an annex begins on a new page, a draft says so, and only a letter with a code ends with it") {
    auto letter = letter_named("hearing");
    letter["blocks"] = List{block("heading", {"Gründe"}), block("heading", {"Anlage: Plan"})};
    const auto document = document_of(letter);
    CHECK(has(document, R"(text:style-name="Heading_20_2" text:outline-level="2">Gründe)"));
    CHECK(has(document, R"(text:style-name="OnNewPage" text:outline-level="2">Anlage: Plan)"));
    CHECK(has(document, R"(text:style-name="Proof")"));
    CHECK(has(document, "<office:binary-data>PHN2Zy"));
    CHECK_FALSE(has(document, "ENTWURF"));
    letter["draft"] = true;
    letter["code"] = "";
    letter["squares"] = List{};
    const auto draft = document_of(letter);
    CHECK(has(draft, "ENTWURF"));
    CHECK_FALSE(has(draft, R"(text:style-name="Proof")"));
    CHECK_FALSE(has(draft, "binary-data"));
}

TEST_CASE("the moment a file was made is replaced by the letter's day, and nothing moves") {
    const auto file = [](const std::string& moment, const std::string& stamp, const std::string& sum) {
        return "<xmp:CreateDate>" + stamp + "Z</xmp:CreateDate> /CreationDate(D:" + moment + "Z') trailer /ID [ <" +
               sum + ">\n<" + sum + "> ]\n/DocChecksum /" + sum + "\n%%EOF";
    };
    const auto one = file("20261122110901", "2026-11-22T11:09:01", std::string(32, 'A'));
    const auto two = file("20261122110907", "2026-11-22T11:09:07", std::string(32, 'B'));
    const auto settled = without_moment(one, "02.03.2026");
    CHECK(settled == without_moment(two, "02.03.2026"));
    CHECK(settled.size() == one.size());
    CHECK(has(settled, "<xmp:CreateDate>2026-03-02T00:00:00Z<"));
    CHECK(has(settled, "/CreationDate(D:20260302000000Z')"));
    CHECK(settled != without_moment(one, "03.03.2026"));
    CHECK(has(without_moment(one, "heute"), "D:19700101000000"));
}

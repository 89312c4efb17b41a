#include "letters/letter_signer.hpp"
#include "letters/libreoffice_renderer.hpp"
#include "letters/pdf_update.hpp"
#include "letters/typst_renderer.hpp"
#include "play/house_certificate.hpp"
#include "unit/letters/sample_letters.hpp"

#include <fmt/format.h>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

const Instant today{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};

fs::path certificate_file() {
    static const fs::path file = [] {
        fs::create_directories(LETTER_SAMPLES "-signed");
        const fs::path path = LETTER_SAMPLES "-signed/house.p12";
        std::ofstream{path, std::ios::binary} << house_certificate(today);
        return path;
    }();
    return file;
}

struct Desk {
    std::vector<std::string> reports;
    LetterSigner signer;
    explicit Desk(const fs::path& certificate = certificate_file(), std::string password = "geheim")
        : signer{{certificate, std::move(password)}, [this](const std::string& line) { reports.push_back(line); }} {}
    std::string refusal_of(const std::string& pdf, Instant when = today) {
        const auto made = signer.signed_pdf(pdf, when);
        return made ? std::string{"signed"} : made.error().message.key;
    }
};

std::string typst_letter(const char* name) {
    auto parts = typst_parts(SOURCE_DIR);
    parts.limit = std::chrono::minutes{2};  // how long it may take is not what is asked here
    return TypstRenderer{parts, [](const std::string&) {}}.pdf(egov().look, letter_named(name)).value();
}

/// The smallest file with a table of its objects: catalogue, pages, one page.
std::string small_pdf(const std::string& catalogue = "<< /Type /Catalog /Pages 2 0 R >>",
                      const std::string& page = "<< /Type /Page /Parent 2 0 R >>") {
    std::string pdf = "%PDF-1.7\n", table;
    int number = 0;
    for (const auto& object : {catalogue, std::string{"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}, page}) {
        table += fmt::format("{:010} 00000 n \n", pdf.size());
        pdf += fmt::format("{} 0 obj\n{}\nendobj\n", ++number, object);
    }
    const auto begin = pdf.size();
    return pdf + "xref\n0 4\n0000000000 65535 f \n" + table +
           fmt::format("trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n{}\n%%EOF", begin);
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a signed letter is the letter with its signature behind it, by Typst and by LibreOffice") {
    Desk desk;
    const fs::path samples = LETTER_SAMPLES "-signed";
    const auto keep_signed = [&](const std::string& name, const std::string& pdf) {
        const auto made = desk.signer.signed_pdf(pdf, today);
        CAPTURE(name, desk.reports);
        REQUIRE(made);
        CHECK(made->starts_with(pdf));
        std::ofstream{samples / (name + ".pdf"), std::ios::binary} << *made;
    };
    keep_signed("typst", typst_letter("grant_notice_with_all"));
    LibreOfficeRenderer office{libreoffice_parts(SOURCE_DIR), [](const std::string&) {}};
    fs::remove(samples / "libreoffice.pdf");
    if (office.installed()) keep_signed("libreoffice", office.pdf({}, letter_named("grant_notice")).value());
    CHECK(desk.reports.empty());
    CHECK(desk.signer.problem(today).empty());
}

TEST_CASE("one letter signed twice at the same moment is the same file") {
    Desk desk;
    const auto pdf = small_pdf();
    CHECK(desk.signer.signed_pdf(pdf, today) == desk.signer.signed_pdf(pdf, today));
    CHECK(desk.signer.signed_pdf(pdf, today) != desk.signer.signed_pdf(pdf, today + std::chrono::seconds{1}));
}

TEST_CASE("without its certificate a letter is not signed, and the operator reads why") {
    Desk desk{"/nowhere/house.p12"};
    CHECK(desk.refusal_of(small_pdf()) == "letter.pdf_not_signed");
    CHECK(desk.reports ==
          std::vector<std::string>{"letters: not signed with /nowhere/house.p12: there is no such file, or "
                                   "it cannot be read"});
}

TEST_CASE("a wrong password, a file that is no certificate, and one that is not valid that day sign nothing") {
    Desk other_password{certificate_file(), "falsch"};
    CHECK(other_password.refusal_of(small_pdf()) == "letter.pdf_not_signed");
    CHECK(has(other_password.reports.front(), "the password does not open it"));
    Desk no_certificate{SOURCE_DIR "/README.md"};
    CHECK(no_certificate.refusal_of(small_pdf()) == "letter.pdf_not_signed");
    CHECK(has(no_certificate.reports.front(), "it is no PKCS #12 file"));
    Desk desk;
    CHECK(desk.refusal_of(small_pdf(), today - std::chrono::days{11}) == "letter.pdf_not_signed");
    CHECK(desk.refusal_of(small_pdf(), today + std::chrono::days{11}) == "letter.pdf_not_signed");
    REQUIRE(desk.reports.size() == 2);
    CHECK(has(desk.reports[0], "it is not valid yet"));
    CHECK(has(desk.reports[1], "it is not valid any more"));
    CHECK(desk.signer.problem(today + std::chrono::days{11}) == "it is not valid any more");
}

TEST_CASE("the field of a signature has no face, and the page and the form name it") {
    const auto made = with_signature_field(small_pdf(), "20261120101500");
    REQUIRE(made);
    CHECK(has(made->bytes, "/AcroForm << /Fields [4 0 R] /SigFlags 3 >>"));
    CHECK(has(made->bytes, "/Parent 2 0 R \n/Annots [4 0 R]\n/Tabs /S >>"));
    CHECK(has(made->bytes, "/Rect [-1 -1 -1 -1] /F 132"));
    CHECK(has(made->bytes, "/SubFilter /ETSI.CAdES.detached /M (D:20261120101500Z)"));
    const auto behind = made->bytes.size() - made->place - made->size;
    CHECK(has(made->bytes, fmt::format("/ByteRange [0 {} {} {}]", made->place, made->place + made->size, behind)));
    CHECK(made->bytes[made->place] == '<');
    CHECK(made->bytes[made->place + made->size - 1] == '>');
    CHECK(made->signed_part().size() == made->bytes.size() - made->size);
    CHECK(has(made->with("\x30\x01").value(), "/Contents <300100"));
    CHECK_FALSE(made->with(std::string(made->size, 'x')));
}

TEST_CASE("a page that has notes keeps them") {
    const auto made = with_signature_field(
        small_pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Page /Annots [9 0 R] /Tabs /S >>"), "20261120101500");
    REQUIRE(made);
    CHECK(has(made->bytes, "/Annots [4 0 R 9 0 R] /Tabs /S  >>"));
}

TEST_CASE("a file that cannot be read with certainty gets no signature") {
    const auto whole = small_pdf();
    const std::string file = GENERATE_COPY(
        std::string{}, std::string{"%PDF-1.7\nstartxref\n9999\n%%EOF"}, std::string{"startxref\n"},
        whole.substr(0, whole.size() / 2), small_pdf("<< /Type /Catalog /Pages 2 0 R /AcroForm 9 0 R >>"),
        small_pdf("<< /Type /Catalog /Pages 9 0 R >>"), small_pdf("<< /Type /Catalog /Pages 2 0 R"),
        small_pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Page /Annots 9 0 R >>"),
        small_pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>"));
    CHECK_FALSE(with_signature_field(file, "20261120101500"));
    CHECK(Desk{}.refusal_of(file) == "letter.pdf_not_signed");
}

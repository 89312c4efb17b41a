#include "letters/libreoffice_renderer.hpp"

#include "base/sha256.hpp"
#include "letters/fodt.hpp"

#include <algorithm>
#include <fstream>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX
#include <system_error>
#include <unistd.h>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

fs::path new_folder() {
    auto pattern = (fs::temp_directory_path() / "foerderlauf-office-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::system_error{errno, std::generic_category(), pattern};
    return pattern;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream stream{path, std::ios::binary};
    stream << bytes;
    if (!stream.flush()) throw std::system_error{EIO, std::generic_category(), path.string()};
}

/// Both standards, structure and title; no bookmarks, which a letter of few pages does not need.
constexpr const char* filter =
    R"(pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},)"
    R"("PDFUACompliance":{"type":"boolean","value":"true"},"UseTaggedPDF":{"type":"boolean","value":"true"},)"
    R"("DisplayPDFDocumentTitle":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"false"}})";

std::string font_settings(const fs::path& typefaces, const fs::path& workspace) {
    return R"(<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>)" +
           (typefaces / "400Regular").string() + "</dir><dir>" + (typefaces / "600SemiBold").string() +
           "</dir><cachedir>" + (workspace / "fonts").string() + "</cachedir></fontconfig>";
}

bool says_both_standards(const std::string& pdf) {
    return pdf.starts_with("%PDF-") && pdf.find("<pdfaid:part>2</pdfaid:part>") != std::string::npos &&
           pdf.find("<pdfuaid:part>1</pdfuaid:part>") != std::string::npos;
}

tl::unexpected<Refusal> no_pdf(const char* why) { return refuse(Refusal::Kind::TooMany, why); }

/// Puts `text` over what stands `behind` each of the marks; the sum of a file must not depend on what it replaces.
void put_over(std::string& pdf, std::string_view mark, const std::string& text) {
    for (auto at = pdf.find(mark); at != std::string::npos; at = pdf.find(mark, at + mark.size()))
        if (at + mark.size() + text.size() <= pdf.size()) pdf.replace(at + mark.size(), text.size(), text);
}

struct DayDigits {
    std::string year = "1970", month = "01", day = "01";
};

DayDigits digits_of(const std::string& day) {
    const bool whole = day.size() == 10 && day[2] == '.' && day[5] == '.' &&
                       std::ranges::count_if(day, [](char one) { return one >= '0' && one <= '9'; }) == 8;
    if (!whole) return {};
    return {day.substr(6), day.substr(3, 2), day.substr(0, 2)};
}

}  // namespace

std::string without_moment(std::string pdf, const std::string& day) {
    const auto digits = digits_of(day);
    put_over(pdf, "/CreationDate(D:", digits.year + digits.month + digits.day + "000000");
    put_over(pdf, "<xmp:CreateDate>", digits.year + "-" + digits.month + "-" + digits.day + "T00:00:00");
    const auto trailer = pdf.rfind("trailer");
    const auto first = trailer == std::string::npos ? trailer : pdf.find("/ID [ <", trailer);
    if (first == std::string::npos) return pdf;
    constexpr std::size_t digits_of_identifier = 32;
    const auto put_sum = [&](const std::string& sum) {
        auto end = pdf.substr(first);
        put_over(end, "<", sum);
        put_over(end, "/DocChecksum /", sum);
        pdf.erase(first);
        pdf += end;
    };
    put_sum(std::string(digits_of_identifier, '0'));
    put_sum(sha256_hex(pdf).substr(0, digits_of_identifier));
    return pdf;
}

LibreOfficeRenderer::Parts libreoffice_parts(const fs::path& root) {
    LibreOfficeRenderer::Parts parts;
    const auto in_tree = root / "src/letters/libreoffice/letter.fodt";
    const bool tree = fs::exists(in_tree);
    const auto packages = tree ? root / "build/npm/letters/node_modules" : root / "letters/node_modules";
    parts.form = tree ? in_tree : root / "letters/letter.fodt";
    parts.typefaces = packages / "@expo-google-fonts/fira-sans";
    return parts;
}

LibreOfficeRenderer::LibreOfficeRenderer(Parts parts, Report report)
    : parts_{std::move(parts)}, report_{std::move(report)} {}

LibreOfficeRenderer::~LibreOfficeRenderer() {
    std::error_code ignored;
    if (!workspace_.empty()) fs::remove_all(workspace_, ignored);
}

bool LibreOfficeRenderer::installed() const {
    return access(parts_.office.c_str(), X_OK) == 0 && fs::exists(parts_.form) &&
           fs::exists(parts_.typefaces / "400Regular");
}

RunEnd LibreOfficeRenderer::convert(const std::string& document, std::chrono::steady_clock::time_point until) {
    if (workspace_.empty()) workspace_ = new_folder();
    const auto typefaces = fs::absolute(parts_.typefaces);
    write(workspace_ / "fonts.conf", font_settings(typefaces, workspace_));
    write(workspace_ / "letter.fodt", document);
    fs::remove(workspace_ / "letter.pdf");
    return run_bounded({{parts_.office.string(), "-env:UserInstallation=file://" + (workspace_ / "profile").string(),
                         "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", filter, "--outdir",
                         workspace_.string(), (workspace_ / "letter.fodt").string()},
                        {"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "TZ=UTC", "HOME=" + workspace_.string(),
                         "TMPDIR=" + workspace_.string(), "FONTCONFIG_FILE=" + (workspace_ / "fonts.conf").string()},
                        parts_.bounds,
                        until});
}

Result<std::string> LibreOfficeRenderer::pdf(const LetterLook& /*look*/, const Record& letter) {
    const auto until = std::chrono::steady_clock::now() + parts_.limit;
    if (!installed()) return no_pdf("letter.pdf_not_installed");
    const auto document = fodt_of(bytes_of(parts_.form), letter);
    const std::unique_lock lock{mutex_, until};
    if (!lock.owns_lock()) return no_pdf("letter.pdf_late");
    const auto end = convert(document, until);
    auto made = end == RunEnd::Done ? bytes_of(workspace_ / "letter.pdf") : std::string{};
    if (says_both_standards(made)) return without_moment(std::move(made), text_of(letter, "date"));
    std::error_code ignored;
    fs::remove_all(std::exchange(workspace_, {}), ignored);  // an ended run may leave its profile half written
    const bool late = end == RunEnd::Late;
    report_(late ? "letters: LibreOffice was not ready in time"
                 : "letters: LibreOffice made no PDF/A and PDF/UA of a letter");
    return no_pdf(late ? "letter.pdf_late" : "letter.pdf_failed");
}

}  // namespace foerderlauf

#include "casework/documents.hpp"

#include "base/sha256.hpp"
#include "casework/archives.hpp"
#include "store/folder.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const std::string pdf = "%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n";
const std::string png{"\x89PNG\r\n\x1a\n....IHDR", 16};
const std::string far_too_long = std::string(201, 'a').append(".pdf");
const std::string jpeg{"\xFF\xD8\xFF\xE0....JFIF", 12};

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

struct Sent {
    std::string name, declared, bytes, refusal;  ///< refusal: empty when it is taken in
};

}  // namespace

TEST_CASE("a document is taken in when name, declared type and bytes agree") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    const auto sent = GENERATE(values<Sent>({
        {"Beschluss.pdf", "application/pdf", pdf, ""},
        {"BESCHLUSS.PDF", "Application/PDF", pdf, ""},
        {"ohne-angabe.pdf", "", pdf, ""},
        {"irgendwas.pdf", "application/octet-stream", pdf, ""},
        {"Plan.png", "image/png", png, ""},
        {"Foto.jpg", "image/jpeg", jpeg, ""},
        {"Foto.jpeg", "image/pjpeg", jpeg, ""},
        {"Notiz.txt", "text/plain; charset=utf-8", "Prüfung der Angebote\r\n", ""},
        {"Kosten.csv", "application/vnd.ms-excel", "Position;Betrag\nKabel;1.234,56 \xC4\n", ""},  // Windows-1252
        {"Kosten.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         archive_of(workbook_parts()), ""},
        {"Vertrag.docx", "", archive_of({{"[Content_Types].xml"}, {"word/document.xml"}}), ""},
        {"Vertrag.odt", "", open_document("application/vnd.oasis.opendocument.text"), ""},
        {"Kosten.ods", "", open_document("application/vnd.oasis.opendocument.spreadsheet"), ""},
    }));
    INFO(sent.name << " declared " << sent.declared);
    const auto stored = documents.store(sent.name, sent.declared, sent.bytes);
    REQUIRE(stored);
    CHECK(stored->sha256 == sha256_hex(sent.bytes));
    CHECK(stored->size == static_cast<std::int64_t>(sent.bytes.size()));
    CHECK(bytes_of(documents.path_of(stored->stored_as)) == sent.bytes);
    CHECK(documents.find(stored->sha256) == stored->stored_as);
}

TEST_CASE("a file that is not what it says is refused, and nothing is stored") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    const auto sent = GENERATE(values<Sent>({
        {"Beschluss.pdf", "application/pdf", "<html><script>alert(1)</script>", "document.type_lies"},
        {"Beschluss.pdf", "image/png", pdf, "document.type_lies"},
        {"Beschluss.png", "image/png", pdf, "document.type_lies"},
        {"Beschluss.png", "image/png", png + "%PDF-1.4", "document.type_lies"},
        {"Beschluss.jpg", "image/jpeg", png, "document.type_lies"},
        {"Beschluss.pdf", "application/pdf", pdf + archive_of(workbook_parts()), "document.type_lies"},
        {"Notiz.txt", "text/plain", pdf, "document.type_lies"},
        {"Notiz.txt", "text/plain", "  \n<!DOCTYPE html><p>", "document.type_lies"},
        {"Notiz.txt", "text/plain", std::string{"MZ\x90\0\x03", 5}, "document.type_lies"},
        {"Kosten.csv", "text/html", "a;b", "document.type_lies"},
        {"Kosten.xlsx", "", archive_of({{"[Content_Types].xml"}, {"word/document.xml"}}), "document.type_lies"},
        {"Kosten.xlsx", "", "Position;Betrag", "document.type_lies"},
        {"Kosten.ods", "", open_document("application/vnd.oasis.opendocument.text"), "document.type_lies"},
        {"Kosten.xlsx", "", archive_of(workbook_parts()) + "x", "document.archive"},
        {"Kosten.xlsx", "", archive_of(workbook_parts()).substr(0, 60), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"xl/vbaProject.bin"}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"../../etc/cron.d/job"}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"/etc/passwd"}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"xl\\..\\x"}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"xl/more.ZIP"}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"xl/secret.xml", "x", 0, 1}), "document.archive"},
        {"Kosten.xlsx", "", workbook_with({"xl/bomb.xml", "0123456789", 100'000}), "document.archive"},
        {"Programm.exe", "application/pdf", pdf, "document.type_not_allowed"},
        {"Programm.pdf.html", "text/html", pdf, "document.type_not_allowed"},
        {"ohne", "application/pdf", pdf, "document.type_not_allowed"},
        {"Leer.pdf", "application/pdf", "", "document.empty"},
        {"", "application/pdf", pdf, "document.name"},
        {"...", "application/pdf", pdf, "document.name"},
        {far_too_long, "application/pdf", pdf, "document.name"},
        {"kaputt\xFF.pdf", "application/pdf", pdf, "document.name"},
    }));
    INFO(sent.name << " declared " << sent.declared);
    const auto stored = documents.store(sent.name, sent.declared, sent.bytes);
    REQUIRE_FALSE(stored);
    CHECK(stored.error().message.key == sent.refusal);
    CHECK(documents.find(sha256_hex(sent.bytes)).empty());
    CHECK(std::filesystem::is_empty(folder.path() / "documents"));
}

TEST_CASE("an office file with too many entries is refused") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    auto parts = workbook_parts();
    while (parts.size() < 1'000) parts.push_back({"xl/part" + std::to_string(parts.size()) + ".xml"});
    CHECK(documents.store("Kosten.xlsx", "", archive_of(parts)));
    parts.push_back({"xl/one-too-many.xml"});
    const auto refused = documents.store("Kosten.xlsx", "", archive_of(parts));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.key == "document.archive");
}

TEST_CASE("a file of 20 MiB is taken in and one byte more is not") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    std::string bytes(static_cast<std::size_t>(max_document_bytes), 'a');
    CHECK(documents.store("gross.txt", "text/plain", bytes));
    bytes += 'a';
    const auto refused = documents.store("gross.txt", "text/plain", bytes);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.key == "document.too_large");
}

TEST_CASE("the name of a document is shown without folders and without what fakes an extension") {
    const auto [given, shown] = GENERATE(table<std::string, std::string>({
        {"Beschluss.pdf", "Beschluss.pdf"},
        {"C:\\Eigene Dateien\\Beschluss.pdf", "Beschluss.pdf"},
        {"../../etc/passwd.txt", "passwd.txt"},
        {"  .versteckt.pdf. ", "versteckt.pdf"},
        {"Rechnung\u202Efdp.exe", "Rechnungfdp.exe"},
        {std::string{"Zeile\r\nX-Y: 1.pdf"}, "ZeileX-Y: 1.pdf"},
        {"Größe & Maße.pdf", "Größe & Maße.pdf"},
        {"..", ""},
    }));
    CHECK(cleaned_document_name(given) == shown);
}

TEST_CASE("the same content sent twice lies there twice, and taking one back leaves the other") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    const auto first = documents.store("a.pdf", "", pdf);
    const auto second = documents.store("b.pdf", "", pdf);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->stored_as != second->stored_as);
    documents.remove(second->stored_as);
    CHECK(documents.find(first->sha256) == first->stored_as);
    CHECK_THROWS(documents.path_of(second->stored_as));
}

TEST_CASE("a stored name never leads out of the folder") {
    const TestFolder folder;
    DocumentFolder documents{folder.path() / "documents"};
    std::ofstream{folder.path() / "secret"} << "x";
    CHECK_THROWS(documents.path_of("../secret"));
    CHECK(documents.find("../secret").empty());
    documents.remove("../secret");
    CHECK(std::filesystem::exists(folder.path() / "secret"));
}

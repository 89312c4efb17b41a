// The whole case as one ZIP: who gets what, and what a check without the database finds.
#include "api/house.hpp"

#include "exchange/case_archive.hpp"
#include "workflow/retention.hpp"

#include <algorithm>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

using Contents = std::map<std::string, std::string>;

std::string path_of(std::int64_t id) { return ApiHouse::case_path(id) + "/file.zip"; }

/// The archive as it was sent, moved away before the answer's file is deleted.
struct Archive {
    TestFolder folder;
    std::filesystem::path file = folder.path() / "akte.zip";

    Archive(ApiHouse& house, const std::string& who, std::int64_t id) {
        const auto reply = house.get(who, path_of(id));
        INFO(reply.body);
        REQUIRE(reply.status == 200);
        REQUIRE(reply.file);
        CHECK(reply.file->remove_after);
        CHECK(reply.content_type == "application/zip");
        CHECK(reply.header("Content-Disposition")->starts_with("attachment"));
        std::filesystem::rename(reply.file->path, file);
    }

    Contents contents() const {
        const auto archive = ArchiveFile::open(file).value();
        Contents contents;
        for (const auto& name : archive.names()) contents[name] = archive.text(name, 1 << 20).value();
        return contents;
    }
    void rewrite(const Contents& contents) const {
        std::vector<PackedFile> files;
        for (const auto& [name, bytes] : contents) files.push_back({name, bytes, {}, true});
        std::filesystem::remove(file);
        write_archive(file, files, Instant{});
    }
    ArchiveVerdict verdict() const {
        auto verdict = verify_case_archive(file);
        INFO((verdict ? std::string{} : verdict.error().message.key));
        REQUIRE(verdict);
        return *verdict;
    }
    /// The first difference as a person reads it, or why the file is not even read.
    std::string told() const {
        static const Texts texts = load_installation(SOURCE_DIR "/config").texts;
        const auto verdict = verify_case_archive(file);
        if (!verdict) return texts.sentence(verdict.error().message);
        return verdict->differences.empty() ? "" : texts.sentence(verdict->differences.front().message);
    }
};

/// As somebody does who knows the list of sums.
void adjust_sums(Contents& contents) {
    std::string sums;
    for (const auto& [name, bytes] : contents)
        if (name != archive_sums) sums += sha256_hex(bytes) + "  " + name + "\n";
    contents[archive_sums] = sums;
}

void replace_in(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

const std::string letter = "schreiben/0005-acknowledgement.txt";
const std::string document = "unterlagen/001-price_basis.pdf";

}  // namespace

TEST_CASE("the archive of a case holds letters, documents and history, and is accepted as it was sent") {
    ApiHouse house;
    const auto id = house.submitted();
    const Archive archive{house, "auditor", id};
    const auto contents = archive.contents();
    std::vector<std::string> names;
    for (const auto& [name, bytes] : contents) names.push_back(name);
    CHECK(names == std::vector<std::string>{"LIESMICH.txt", "pruefsummen.sha256", letter, document,
                                            "unterlagen/002-council_resolution.pdf",
                                            "unterlagen/003-own_share_proof.pdf", "verlauf.json", "verlauf.jsonl"});
    CHECK(contents.at(document) == "%PDF-1.7 price_basis");
    CHECK(contents.at(letter) == house.get("auditor", ApiHouse::case_path(id) + "/letters/acknowledgement.txt").body);
    CHECK(contents.at("pruefsummen.sha256").find(sha256_hex("%PDF-1.7 price_basis") + "  " + document + "\n") !=
          std::string::npos);
    CHECK(contents.at("LIESMICH.txt").find("EGOV-2026-0001") != std::string::npos);
    const auto verdict = archive.verdict();
    CHECK(verdict.differences.empty());
    CHECK_FALSE(verdict.extract);
    CHECK(verdict.files == 7);
    CHECK(verdict.events == 5);
    CHECK(verdict.file_number == "EGOV-2026-0001");
}

TEST_CASE("applicants get an extract of what their page shows, strangers nothing") {
    ApiHouse house;
    const auto id = house.submitted();
    REQUIRE(
        house.post("formal_review", ApiHouse::case_path(id) + "/steps/accept", R"({"reason":"Nur für uns"})").status ==
        200);
    CHECK(Archive(house, "auditor", id).contents().at("verlauf.jsonl").find("Nur für uns") != std::string::npos);
    const Archive archive{house, "gemeinde", id};
    const auto contents = archive.contents();
    CHECK_FALSE(contents.contains("verlauf.jsonl"));
    CHECK(contents.contains(letter));
    CHECK(contents.contains(document));
    for (const auto& [name, bytes] : contents) {
        INFO(name);
        CHECK(bytes.find("Nur für uns") == std::string::npos);
    }
    CHECK(archive.verdict().extract);
    CHECK(archive.verdict().differences.empty());
    CHECK(archive.verdict().events == 6);
    CHECK(house.get("nordhausen", path_of(id)).status == 404);
    CHECK(house.get("", path_of(id)).status == 401);
    CHECK(house.get("auditor", ApiHouse::case_path(99) + "/file.zip").status == 404);
    CHECK(house.get("formal_review", path_of(house.draft())).status == 404);
}

TEST_CASE("the reason of a conflict stands in the archives of decider and auditor only, and every one is accepted") {
    ApiHouse house;
    const auto id = house.submitted();
    REQUIRE(
        house.post("formal_review", ApiHouse::case_path(id) + "/conflicts", R"({"kind":"concern","reason":"Nachbarn"})")
            .status == 201);
    const auto tells = [&](const std::string& who) {
        const Archive archive{house, who, id};
        CHECK(archive.told().empty());
        return std::ranges::any_of(archive.contents(),
                                   [](const auto& file) { return file.second.find("Nachbarn") != std::string::npos; });
    };
    CHECK(tells("decider"));
    CHECK(tells("auditor"));
    CHECK_FALSE(tells("technical_review"));
    CHECK_FALSE(tells("gemeinde"));
}

TEST_CASE("what was changed in an archive is named, whether or not the list of sums was adjusted") {
    ApiHouse house;
    const auto id = house.submitted();
    const Archive archive{house, "auditor", id};
    auto contents = archive.contents();

    SECTION("a letter") {
        replace_in(contents[letter], "80.000,00", "90.000,00");
        archive.rewrite(contents);
        CHECK(archive.told() == "Die Datei „" + letter + "“ passt nicht zu ihrer Prüfsumme; sie wurde verändert.");
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Die Datei „" + letter + "“ ist nicht die, deren Prüfsumme im Verlauf steht (Eintrag 5).");
    }
    SECTION("a document") {
        contents[document] += "x";
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Die Datei „" + document + "“ ist nicht die, deren Prüfsumme im Verlauf steht (Eintrag 2).");
    }
    SECTION("a text that nobody erased") {
        auto& history = contents["verlauf.jsonl"];
        const std::string key = R"("key":"fields.project_title")", end = R"("text":"Schnittstelle")";
        const auto from = history.find(key) + key.size(), to = history.find(end, from) + end.size();
        history.erase(from, to - from);
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Vorgang 1: „fields.project_title“ des Eintrags 1 ist gelöscht, ohne dass ein Eintrag die "
              "Löschung nennt.");
    }
    SECTION("a line of the history") {
        replace_in(contents["verlauf.jsonl"], R"("requested_cents":8000000)", R"("requested_cents":9000000)");
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Vorgang 1, Eintrag 1: Der Inhalt passt nicht zu seiner Prüfsumme; der Eintrag wurde verändert.");
    }
    SECTION("the history as people read it") {
        const auto entries = Json::parse(contents["verlauf.json"]).at("entries");
        replace_in(contents["verlauf.json"], entries.at(3).at("hash").get<std::string>(), std::string(64, 'a'));
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() == "Der lesbare Verlauf („verlauf.json“) stimmt beim Eintrag 4 nicht mit der Kette der "
                                "Prüfsummen überein.");
    }
    SECTION("a file that is gone") {
        contents.erase(document);
        archive.rewrite(contents);
        CHECK(archive.told() == "Die Datei „" + document + "“ fehlt.");
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Nach dem Verlauf (Eintrag 2) gehört die Datei „" + document + "“ in die Akte; sie fehlt.");
    }
    SECTION("a file more") {
        contents["unterlagen/004-neu.pdf"] = "%PDF-1.7";
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Die Datei „unterlagen/004-neu.pdf“ steht nicht in der Liste der Prüfsummen; sie wurde hinzugefügt.");
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() ==
              "Die Datei „unterlagen/004-neu.pdf“ kennt der Verlauf nicht; sie gehört nicht in die Akte.");
    }
    SECTION("the history taken away") {
        contents.erase("verlauf.jsonl");
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told() == "Die Datei „verlauf.jsonl“ fehlt.");
    }
    SECTION("a line of the list") {
        contents[archive_sums] += "nicht so\n";
        archive.rewrite(contents);
        CHECK(archive.told().starts_with("In „pruefsummen.sha256“ ist diese Zeile nicht lesbar"));
    }
}

TEST_CASE("an extract is checked by its links, its letters and its documents") {
    ApiHouse house;
    const auto id = house.submitted();
    const Archive archive{house, "gemeinde", id};
    auto contents = archive.contents();
    SECTION("an entry left out") {
        const auto second = Json::parse(contents["verlauf.json"]).at("entries").at(1);
        replace_in(contents["verlauf.json"], second.at("hash").get<std::string>(), std::string(64, 'a'));
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told().find("beim Eintrag 3 nicht") != std::string::npos);
    }
    SECTION("a document exchanged") {
        contents[document] = "%PDF-1.7 anders";
        adjust_sums(contents);
        archive.rewrite(contents);
        CHECK(archive.told().find("ist nicht die, deren Prüfsumme im Verlauf steht (Eintrag 2)") != std::string::npos);
    }
}

TEST_CASE("a file that is no case, would fill the disk or leads out of its folder is refused with a sentence") {
    ApiHouse house;
    const Archive archive{house, "auditor", house.submitted()};
    auto contents = archive.contents();
    const auto put = [&](const std::string& bytes) {
        std::ofstream{archive.file, std::ios::binary | std::ios::trunc} << bytes;
    };
    const std::string no_archive = "Die Datei ist keine ZIP-Datei oder nicht vollständig.";
    SECTION("text") {
        put("Das ist keine ZIP-Datei.");
        CHECK(archive.told() == no_archive);
        CHECK_FALSE(begins_as_archive(archive.file));
    }
    SECTION("cut off") {
        std::filesystem::resize_file(archive.file, std::filesystem::file_size(archive.file) / 2);
        CHECK(archive.told() == no_archive);
        CHECK(begins_as_archive(archive.file));
    }
    SECTION("another archive") {
        archive.rewrite({{"brief.txt", "Guten Tag"}});
        CHECK(archive.told().starts_with("Die ZIP-Datei ist keine Akte aus Förderlauf"));
    }
    SECTION("a bomb") {
        contents["unterlagen/009-null.txt"] = std::string(4 << 20, '\0');
        archive.rewrite(contents);
        CHECK(archive.told() == "Die ZIP-Datei enthält mehr oder größere Dateien, als eine Akte haben kann; sie wurde "
                                "nicht weiter entpackt.");
    }
    SECTION("too many files") {
        const auto opened = ArchiveFile::open(archive.file, {.files = 3});
        REQUIRE_FALSE(opened);
        CHECK(opened.error().message.key == "archive_file.too_large");
    }
    SECTION("a way out") {
        const std::string name = GENERATE("../boese.txt", "/etc/boese.txt", "a/../../boese.txt", "C:boese.txt",
                                          "a\\boese.txt", "ordner/", "a//b", "./a");
        contents[name] = "x";
        archive.rewrite(contents);
        CHECK(archive.told().starts_with("In der ZIP-Datei steht der Dateiname „" + name + "“."));
    }
}

TEST_CASE("what was erased is not in the archive, and the archive is accepted") {
    ApiHouse house;
    const auto id = house.submitted();
    REQUIRE(
        house.post("zeichner", ApiHouse::case_path(id) + "/steps/withdraw", R"({"reason":"Kein Bedarf."})").status ==
        200);
    REQUIRE(house.identity.add_account(Account::system(), "registry", "Registratur", ""));
    REQUIRE(house.identity.give_duty(Account::system(), "registry", {"admin", "", ""}));
    const auto take = [&](const std::string& who, const std::string& step, const std::string& body) {
        const auto reply = house.post(who, ApiHouse::case_path(id) + "/retention/" + step, body);
        INFO(reply.body);
        CHECK(reply.status == 200);
    };
    take("registry", "propose_erasure", R"({"what":"document/1","reason":"Versehentlich hochgeladen."})");
    take("decider", "erase", R"({"what":"document/1"})");
    const Archive archive{house, "auditor", id};
    const auto contents = archive.contents();
    CHECK(archive.told().empty());
    CHECK(std::ranges::none_of(contents, [](const auto& file) { return file.first.starts_with("unterlagen/001"); }));
    CHECK(contents.contains("unterlagen/002-council_resolution.pdf"));
    CHECK(contents.at("LIESMICH.txt").find("nach Recht gelöscht") != std::string::npos);
}

#include "exchange/case_archive.hpp"
#include "http/life/demo_server.hpp"
#include "store/folder.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// The archive somebody is sent, checked; file name → contents.
std::map<std::string, std::string> archive_for(DemoServer& server, const std::string& account, std::int64_t id) {
    const auto sent = server.get(account, "/cases/" + std::to_string(id) + "/file.zip");
    REQUIRE(sent.status == 200);
    const TestFolder folder;
    const auto file = folder.path() / "akte.zip";
    std::ofstream{file, std::ios::binary} << sent.body;
    const auto verdict = verify_case_archive(file);
    REQUIRE(verdict);
    CHECK(verdict->differences.empty());
    const auto archive = ArchiveFile::open(file).value();
    std::map<std::string, std::string> contents;
    for (const auto& name : archive.names()) contents[name] = archive.text(name, 1 << 22).value();
    return contents;
}

}  // namespace

TEST_CASE("a notice that waits in the portal is not in the applicant's archive, and asking for one serves nothing") {
    DemoServer server;
    const auto id = case_in(server, "granted");
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    const auto whole = archive_for(server, "revision", id);
    const auto extract = archive_for(server, "gemeinde", id);
    const auto notice = [](const std::map<std::string, std::string>& contents) {
        return std::ranges::count_if(
            contents, [](const auto& file) { return file.first.find("grant_notice") != std::string::npos; });
    };
    CHECK(notice(whole) == 2);  // words and PDF
    CHECK(notice(extract) == 0);
    CHECK(extract.at("LIESMICH.txt").find("liegt für Sie im Portal bereit") != std::string::npos);
    CHECK(whole.at("verlauf.pdf").starts_with("%PDF-1.7"));
    CHECK(extract.at("verlauf.pdf").starts_with("%PDF-1.7"));
    CHECK(server.get("formal", "/cases/" + std::to_string(id)).data().at("state") == "granted");
    CHECK(std::filesystem::is_empty(server.folder() / "jobs"));
}

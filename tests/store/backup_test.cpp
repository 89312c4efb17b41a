#include "both_stores.hpp"

#include "store/backup.hpp"
#include "store/fault.hpp"

#include <atomic>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << bytes;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string root_of(Store& store) {
    std::string root;
    store.read([&](Snapshot& snapshot) { root = snapshot.root_hash(); });
    return root;
}

}  // namespace

TEST_CASE("a backup restores to the same history, documents included") {
    SqliteInFolder home;
    fill(*home.store);
    const std::string bytes{"%PDF\0\x01\xff", 7};
    write_file(home.folder.data().documents() / "ab" / "abcdef", bytes);
    const auto file = home.folder.path() / "backup.db";
    home.store->backup(file);
    const auto root = root_of(*home.store);
    append(*home.store, 1, {step("close", "granted", "closed")});  // after the backup

    TestFolder elsewhere;
    {
        const auto lock = lock_on(elsewhere.data());
        REQUIRE(restore(file, lock));
        CHECK(restore(file, lock).error().message.key == "restore.not_empty");
    }
    SqliteStore restored{lock_on(elsewhere.data()), project, at("2026-01-01")};
    CHECK(root_of(restored) == root);
    CHECK(keys(restored.verify()) == std::vector<std::string>{});
    CHECK(read_file(elsewhere.data().documents() / "ab" / "abcdef") == bytes);
    append(restored, 2, {titled("weiter")});
    CHECK(keys(restored.verify()) == std::vector<std::string>{});
}

TEST_CASE("a backup made while the store writes is one moment of it") {
    SqliteInFolder home;
    for (int i = 0; i < 4; ++i) file_case(*home.store, {opening()});
    std::atomic<bool> stop{false};
    std::atomic<int> appended{0};
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i)
        writers.emplace_back([&, i] {
            while (!stop) {
                append(*home.store, 1 + i, {titled("Titel")});
                ++appended;
            }
        });
    std::vector<std::filesystem::path> files;
    for (int i = 0; i < 3; ++i) {
        const int before = appended;
        while (appended < before + 20) std::this_thread::yield();
        files.push_back(home.folder.path() / ("backup" + std::to_string(i)));
        home.store->backup(files.back());
    }
    stop = true;
    for (auto& writer : writers) writer.join();

    std::int64_t last = 0;
    for (const auto& file : files) {
        TestFolder elsewhere;
        REQUIRE(restore(file, lock_on(elsewhere.data())));
        SqliteStore restored{lock_on(elsewhere.data()), project, at("2026-01-01")};
        CHECK(keys(restored.verify()) == std::vector<std::string>{});
        restored.read([&](Snapshot& snapshot) {
            CHECK(snapshot.last_position() > last);
            last = snapshot.last_position();
        });
    }
}

TEST_CASE("a backup overwrites nothing and restore takes only a sound backup") {
    SqliteInFolder home;
    fill(*home.store);
    const auto file = home.folder.path() / "backup.db";
    home.store->backup(file);
    CHECK_THROWS_AS(home.store->backup(file), StoreFault);

    TestFolder elsewhere;
    const auto lock = lock_on(elsewhere.data());
    CHECK(restore(home.folder.path() / "none", lock).error().message.key == "restore.no_backup");
    write_file(home.folder.path() / "text", "kein Bestand");
    CHECK(restore(home.folder.path() / "text", lock).error().message.key == "restore.unsound");

    auto bytes = read_file(file);
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 4096; ++i)
        bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
    write_file(home.folder.path() / "damaged", bytes);
    CHECK(restore(home.folder.path() / "damaged", lock).error().message.key == "restore.unsound");
    CHECK_FALSE(elsewhere.data().has_database());
    CHECK(restore(file, lock));
}

TEST_CASE("a backup that names a document outside the folder is refused") {
    SqliteInFolder home;
    fill(*home.store);
    const auto file = home.folder.path() / "backup.db";
    home.store->backup(file);
    {
        auto changed = Connection::single_file(file, Connection::Purpose::Change);
        execute(changed.handle(), "INSERT INTO backup_document VALUES ('../escaped', x'00')");
    }
    TestFolder elsewhere;
    const auto lock = lock_on(elsewhere.data());
    CHECK(restore(file, lock).error().message.key == "restore.unsound");
    CHECK_FALSE(std::filesystem::exists(elsewhere.data().path() / "escaped"));
    CHECK_FALSE(elsewhere.data().has_database());
}

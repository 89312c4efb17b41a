#include "store/backup.hpp"

#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace foerderlauf {

namespace {

constexpr auto table_of_documents = R"sql(
    CREATE TABLE backup_document (path TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT
)sql";
constexpr auto keep_document = "INSERT INTO backup_document (path, bytes) VALUES ($1, $2)";
constexpr auto kept_documents = "SELECT path, bytes FROM backup_document ORDER BY path";

/// What is wrong with a database file, empty when it is sound.
std::string problem_of(sqlite3* connection) {
    Statement integrity{connection, "PRAGMA integrity_check(1)"};
    auto report = integrity.query();
    if (!report.next() || report.text(0) != "ok") return report.string(0);
    Statement references{connection, "PRAGMA foreign_key_check"};
    auto broken = references.query();
    return broken.next() ? "foreign key in " + broken.string(0) : std::string{};
}

void copy_pages(sqlite3* from, sqlite3* to) {
    auto* copying = sqlite3_backup_init(to, "main", from, "main");
    if (!copying) throw StoreFault{fmt::format("backup: {}", sqlite3_errmsg(to))};
    // All pages in one step: nothing can be written between two of them.
    const int copied = sqlite3_backup_step(copying, -1);
    const int finished = sqlite3_backup_finish(copying);
    if (copied != SQLITE_DONE || finished != SQLITE_OK) throw StoreFault{fmt::format("backup: {}", sqlite3_errmsg(to))};
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream bytes;
    bytes << in.rdbuf();
    if (!in) throw StoreFault{fmt::format("document {} cannot be read", file.string())};
    return std::move(bytes).str();
}

void add_documents(sqlite3* backup, const DataFolder& folder) {
    execute(backup, table_of_documents);
    execute(backup, "BEGIN IMMEDIATE");
    Statement keep{backup, keep_document};
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder.documents()}) {
        if (!entry.is_regular_file()) continue;
        const auto bytes = bytes_of(entry.path());
        keep.run(std::filesystem::relative(entry.path(), folder.documents()).string(), Bytes{bytes});
    }
    execute(backup, "COMMIT");
}

/// A backup from elsewhere must not write outside the folder.
bool stays_inside(const std::filesystem::path& path) {
    const auto leaves = [](const std::filesystem::path& part) { return part == ".." || part == "." || part.empty(); };
    return path.is_relative() && !path.empty() && std::none_of(path.begin(), path.end(), leaves);
}

void put_back_documents(sqlite3* restored, const DataFolder& folder) {
    {
        Statement kept{restored, kept_documents};
        for (auto rows = kept.query(); rows.next();) {
            const std::filesystem::path path{rows.string(0)};
            if (!stays_inside(path)) throw StoreFault{"backup: a document lies outside its folder"};
            const auto target = folder.documents() / path;
            std::filesystem::create_directories(target.parent_path());
            std::ofstream out{target, std::ios::binary};
            const auto bytes = rows.bytes(1);
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            if (!out.flush()) throw StoreFault{fmt::format("document {} cannot be written", target.string())};
        }
    }
    execute(restored, "DROP TABLE backup_document");
}

/// Leaves nothing of a restore that failed: the folder was empty before.
void clear(const DataFolder& folder) {
    for (const auto* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(folder.database().string() + suffix);
    std::filesystem::remove_all(folder.documents());
    folder.create();
}

}  // namespace

void copy_database(sqlite3* writer, const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) throw StoreFault{fmt::format("{} exists already", file.string())};
    auto copy = Connection::single_file(file, Connection::Purpose::Create);
    copy_pages(writer, copy.handle());
    execute(copy.handle(), "PRAGMA journal_mode = DELETE");  // one file, nothing beside it
}

void complete_backup(const std::filesystem::path& file, const DataFolder& folder) {
    std::string problem;
    try {
        auto copy = Connection::single_file(file, Connection::Purpose::Change);
        add_documents(copy.handle(), folder);
        problem = problem_of(copy.handle());
    } catch (const StoreFault& fault) { problem = fault.what(); }
    if (problem.empty()) return;
    std::filesystem::remove(file);
    throw StoreFault{fmt::format("the backup is not sound and was removed: {}", problem)};
}

Result<void> restore(const std::filesystem::path& file, const WriterLock& lock) {
    const auto& folder = lock.folder();
    if (folder.has_database() || !std::filesystem::is_empty(folder.documents()))
        return refuse(Refusal::Kind::Blocked, "restore.not_empty", {{"folder", folder.path().string()}});
    if (!std::filesystem::is_regular_file(file)) return refuse("restore.no_backup", {{"file", file.string()}});
    try {
        auto backup = Connection::reader(file);
        if (const auto problem = problem_of(backup.handle()); !problem.empty())
            return refuse("restore.unsound", {{"file", file.string()}, {"problem", problem}});
        Statement{backup.handle(), kept_documents};  // a database that is no backup ends here
        auto restored = Connection::writer(lock);
        copy_pages(backup.handle(), restored.handle());
        put_back_documents(restored.handle(), folder);
    } catch (const StoreFault& fault) {
        clear(folder);
        return refuse("restore.unsound", {{"file", file.string()}, {"problem", fault.what()}});
    }
    return {};
}

}  // namespace foerderlauf

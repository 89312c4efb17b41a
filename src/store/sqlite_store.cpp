#include "store/sqlite_store.hpp"

#include "store/backup.hpp"
#include "store/migrations.hpp"
#include "store/rebuild.hpp"
#include "store/verify.hpp"

namespace foerderlauf {

namespace {

constexpr auto projections_left = "PRAGMA user_version";  // set by a migration, unset by `rebuild`

Connection opened_writer(const WriterLock& lock, Instant now) {
    auto connection = Connection::writer(lock);
    migrate(connection.handle(), migrations(), now);
    return connection;
}

std::vector<Difference> verify_with(Readers& readers, const Projector& project, CaseId id) {
    std::vector<Difference> found;
    readers.read_raw([&](Connection& connection) {
        found = id < 0 ? verify_database(connection.handle(), project) : verify_case(connection.handle(), project, id);
    });
    return found;
}

[[noreturn]] void refuse_to_write() { throw std::logic_error{"this store was opened for reading only"}; }

}  // namespace

SqliteStore::SqliteStore(WriterLock lock, Projector project, Instant now, StoreLimits limits)
    : lock_{std::move(lock)}, desk_{opened_writer(lock_, now), std::move(project), limits.open_cases},
      readers_{lock_.folder().database(), limits.readers}, writer_{desk_, limits.writing} {
    readers_.read_raw([&](Connection& reader) {
        writer_.run_alone([&](WriterDesk& desk) { Connection::assert_one_writer(desk.connection(), reader); });
    });
}

SqliteStore::~SqliteStore() = default;

void SqliteStore::run(const Job& job) { writer_.run(job); }
void SqliteStore::read(const std::function<void(Snapshot&)>& reading) { readers_.read(reading); }
void SqliteStore::note_attempt(const Attempt& attempt) { writer_.note_attempt(attempt); }
std::vector<Difference> SqliteStore::verify(CaseId id) { return verify_with(readers_, desk_.projector(), id); }

void SqliteStore::rebuild() {
    writer_.run_alone([](WriterDesk& desk) {
        rebuild_projections(desk.connection().handle(), desk.projector());
        desk.forget();
    });
    readers_.forget();
}

bool SqliteStore::wants_rebuild() {
    bool wanted = false;
    readers_.read_raw([&](Connection& reader) {
        Statement left{reader.handle(), projections_left};
        auto rows = left.query();
        wanted = rows.next() && rows.integer(0) != 0;
    });
    return wanted;
}

void SqliteStore::backup(const std::filesystem::path& file) {
    writer_.run_alone([&](WriterDesk& desk) { copy_database(desk.connection().handle(), file); });
    complete_backup(file, folder());
}

ReadOnlyStore::ReadOnlyStore(const DataFolder& folder, Projector project, std::size_t readers)
    : project_{std::move(project)}, readers_{folder.database(), readers} {}

void ReadOnlyStore::run(const Job&) { refuse_to_write(); }
void ReadOnlyStore::read(const std::function<void(Snapshot&)>& reading) { readers_.read(reading); }
void ReadOnlyStore::note_attempt(const Attempt&) { refuse_to_write(); }
std::vector<Difference> ReadOnlyStore::verify(CaseId id) { return verify_with(readers_, project_, id); }
void ReadOnlyStore::rebuild() { refuse_to_write(); }

}  // namespace foerderlauf

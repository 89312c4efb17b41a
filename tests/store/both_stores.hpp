#pragma once

#include "cases.hpp"
#include "folder.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

#include <memory>

namespace foerderlauf::test {

/// An SQLite store in a folder of its own.
struct SqliteInFolder {
    TestFolder folder;
    std::unique_ptr<SqliteStore> store = opened();

    std::unique_ptr<SqliteStore> opened(StoreLimits limits = {}) const {
        return std::make_unique<SqliteStore>(lock_on(folder.data()), project, at("2026-01-01"), limits);
    }
    void reopen(StoreLimits limits = {}) {
        store.reset();
        store = opened(limits);
    }
};

struct OnSqlite {
    SqliteInFolder home;
    Store& store = *home.store;
};

struct InMemory {
    MemoryStore home{project};
    Store& store = home;
};

}  // namespace foerderlauf::test

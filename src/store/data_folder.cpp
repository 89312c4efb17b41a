#include "store/data_folder.hpp"

#include "base/text.hpp"
#include "store/fault.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace foerderlauf {

namespace {

std::string holder_written_in(int descriptor) {
    std::array<char, 200> bytes{};
    const auto count = pread(descriptor, bytes.data(), bytes.size(), 0);
    if (count <= 0) return "?";
    return std::string{trimmed({bytes.data(), static_cast<std::size_t>(count)})};
}

void write_holder(int descriptor, const std::string& purpose) {
    // Only a help for people: who holds the lock is known to the operating system, not to this file.
    const auto line = fmt::format("{} (process {})\n", purpose, getpid());
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, line.data(), line.size(), 0) < 0)
        throw StoreFault{fmt::format("the lock file cannot be written: {}", std::strerror(errno))};
}

}  // namespace

bool DataFolder::has_database() const { return std::filesystem::exists(database()); }

void DataFolder::create() const {
    std::filesystem::create_directories(folder_);
    // Personal data lie here: nobody but the service's own account may look in.
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
    std::filesystem::create_directories(documents());
}

Result<WriterLock> WriterLock::acquire(const DataFolder& folder, const std::string& purpose) {
    folder.create();
    const int descriptor = open(folder.lock_file().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) throw StoreFault{fmt::format("{}: {}", folder.lock_file().string(), std::strerror(errno))};
    WriterLock lock{folder, descriptor};
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            throw StoreFault{fmt::format("{}: {}", folder.lock_file().string(), std::strerror(errno))};
        return refuse(Refusal::Kind::Blocked, "data_folder.locked",
                      {{"folder", folder.path().string()}, {"holder", holder_written_in(descriptor)}});
    }
    write_holder(descriptor, purpose);
    return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : folder_{std::move(other.folder_)}, descriptor_{std::exchange(other.descriptor_, -1)} {}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0) close(descriptor_);  // gives the lock back
}

}  // namespace foerderlauf

#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>

namespace foerderlauf {

/// A file without a name that is gone as soon as it is closed. Throws std::runtime_error when the disk does not take or give it.
class SpoolFile {
public:
    SpoolFile();
    void write(const void* bytes, std::size_t size);
    void read(void* bytes, std::size_t size);
    void rewind();

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
};

}  // namespace foerderlauf

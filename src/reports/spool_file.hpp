#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>

namespace foerderlauf {

/// A file without a name that is gone as soon as it is closed: first written, then read from its beginning, in small bits as
/// well. Throws std::runtime_error when the disk does not take or give it.
class SpoolFile {
public:
    SpoolFile();
    void write(const void* bytes, std::size_t size);
    void read(void* bytes, std::size_t size);
    void rewind();

private:
    void flush();
    void refill();

    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;  ///< locks itself at each call: asked for large bits only
    std::string held_;                                      ///< not written yet, or read ahead
    std::size_t taken_ = 0;                                 ///< of what was read ahead
    bool reading_ = false;
};

}  // namespace foerderlauf

#include "reports/spool_file.hpp"

#include <stdexcept>

namespace foerderlauf {

namespace {

[[noreturn]] void fail() { throw std::runtime_error{"workbook: the temporary file cannot be used"}; }

}  // namespace

SpoolFile::SpoolFile() : file_{std::tmpfile(), &std::fclose} {
    if (!file_) fail();
}

void SpoolFile::write(const void* bytes, std::size_t size) {
    if (size > 0 && std::fwrite(bytes, 1, size, file_.get()) != size) fail();
}

void SpoolFile::read(void* bytes, std::size_t size) {
    if (size > 0 && std::fread(bytes, 1, size, file_.get()) != size) fail();
}

void SpoolFile::rewind() {
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) fail();
}

}  // namespace foerderlauf

#include "reports/spool_file.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace foerderlauf {

namespace {

constexpr std::size_t most_held = 32'768;

[[noreturn]] void fail() { throw std::runtime_error{"workbook: the temporary file cannot be used"}; }

}  // namespace

SpoolFile::SpoolFile() : file_{std::tmpfile(), &std::fclose} {
    if (!file_) fail();
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);
}

void SpoolFile::write(const void* bytes, std::size_t size) {
    held_.append(static_cast<const char*>(bytes), size);
    if (held_.size() >= most_held) flush();
}

void SpoolFile::read(void* bytes, std::size_t size) {
    auto* to = static_cast<char*>(bytes);
    while (size > 0) {
        if (taken_ == held_.size()) refill();
        const auto count = std::min(size, held_.size() - taken_);
        std::memcpy(to, held_.data() + taken_, count);
        to += count;
        size -= count;
        taken_ += count;
    }
}

void SpoolFile::rewind() {
    if (!reading_) flush();
    if (std::fseek(file_.get(), 0, SEEK_SET) != 0) fail();
    reading_ = true;
    held_.clear();
    taken_ = 0;
}

void SpoolFile::flush() {
    if (std::fwrite(held_.data(), 1, held_.size(), file_.get()) != held_.size()) fail();
    held_.clear();
}

void SpoolFile::refill() {
    held_.resize(most_held);
    held_.resize(std::fread(held_.data(), 1, most_held, file_.get()));
    taken_ = 0;
    if (held_.empty()) fail();
}

}  // namespace foerderlauf

#include "server/files.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace foerderlauf {

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    if (!in) throw std::runtime_error{"cannot read " + path.string()};
    std::ostringstream content;
    content << in.rdbuf();
    return std::move(content).str();
}

void write_file(const std::filesystem::path& path, const std::string& content) {
    auto beside = path;
    beside += ".new";
    {
        std::ofstream out{beside, std::ios::binary | std::ios::trunc};
        out << content;
        if (!out.flush()) throw std::runtime_error{"cannot write " + path.string()};
    }
    std::filesystem::rename(beside, path);
}

}  // namespace foerderlauf

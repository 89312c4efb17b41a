#include "server/home.hpp"

#include <cstdlib>

namespace foerderlauf {

Home find_home(const CommandLine& line) {
    if (const char* set = std::getenv("FOERDERLAUF_HOME"); set && *set) return {std::filesystem::absolute(set)};
    if (line.has("config")) {
        const auto above = std::filesystem::absolute(line.option("config")).parent_path().parent_path();
        if (std::filesystem::exists(above / "workflows")) return {above};
    }
    return {SOURCE_DIR};
}

}  // namespace foerderlauf

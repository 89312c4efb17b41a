#include "casework/config_file.hpp"

#include <fstream>
#include <iterator>

namespace foerderlauf {

namespace {

std::optional<std::string> bytes_of(const std::filesystem::path& file) {
    if (!std::filesystem::is_regular_file(file)) return {};  // a folder can be opened and then throws on reading
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return {};
    std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    return stream.bad() ? std::nullopt : std::optional{std::move(bytes)};
}

}  // namespace

void read_config_file(const std::filesystem::path& file,
                      const std::function<void(const YamlNode&, YamlReader&)>& read) {
    std::vector<LoadError> errors;
    const auto name = file.string();
    const auto bytes = bytes_of(file);
    if (!bytes) throw BadFile{{{{name, 0}, {"load.not_readable", {}}}}};
    const auto root = read_yaml(*bytes, name, errors);
    YamlReader reader{name, errors};
    if (root) read(*root, reader);
    if (!errors.empty()) throw BadFile{std::move(errors)};
}

}  // namespace foerderlauf

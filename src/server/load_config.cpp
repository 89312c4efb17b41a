#include "base/text.hpp"
#include "forms/yaml_reader.hpp"
#include "server/config.hpp"
#include "server/files.hpp"

#include <algorithm>
#include <cstdlib>

namespace foerderlauf {

namespace {

/// FOERDERLAUF_HTTP_LISTEN for `http.listen`; nothing when it is not set.
std::optional<std::string> from_environment(std::string section, std::string key) {
    std::string name = "FOERDERLAUF_" + section + "_" + key;
    std::ranges::transform(name, name.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    });
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>{value} : std::nullopt;
}

int days_ahead_of(std::int64_t days) { return static_cast<int>(std::clamp<std::int64_t>(days, 0, 60)); }

bool yes(const std::string& text) { return text == "true" || text == "1" || text == "yes"; }

void read_sections(const YamlNode& root, YamlReader& reader, ServerConfig& config) {
    reader.expect_map(root, {"http", "data", "page", "seals", "reminders"});
    if (const auto* http = root.find("http")) {
        reader.expect_map(*http, {"listen", "workers", "trusted_proxies", "tls_ended_by_proxy"});
        if (const auto listen = reader.text(*http, "listen"); !listen.empty()) config.listen = listen;
        if (const auto workers = reader.integer(*http, "workers"))
            config.workers = static_cast<int>(std::clamp<std::int64_t>(*workers, 1, 64));
        config.trusted_proxies = reader.names(*http, "trusted_proxies");
        config.tls_ended_by_proxy = reader.flag(*http, "tls_ended_by_proxy");
    }
    if (const auto* data = root.find("data")) {
        reader.expect_map(*data, {"folder"});
        if (const auto folder = reader.text(*data, "folder"); !folder.empty()) config.data = folder;
    }
    if (const auto* page = root.find("page")) {
        reader.expect_map(*page, {"strip"});
        config.strip = reader.text(*page, "strip");
    }
    if (const auto* reminders = root.find("reminders")) {
        reader.expect_map(*reminders, {"days_ahead"});
        if (const auto days = reader.integer(*reminders, "days_ahead")) config.remind_days_ahead = days_ahead_of(*days);
    }
    if (const auto* seals = root.find("seals")) {
        reader.expect_map(*seals, {"folder"});
        config.seals = reader.text(*seals, "folder");
    }
}

}  // namespace

ServerConfig load_server_config(const Home& home, const CommandLine& line) {
    ServerConfig config;
    const std::filesystem::path file = line.option("config", home.config_file().string());
    std::vector<LoadError> errors;
    if (std::filesystem::exists(file)) {
        YamlReader reader{file.string(), errors};
        if (const auto root = read_yaml(read_file(file), file.string(), errors)) read_sections(*root, reader, config);
    } else if (line.has("config")) {
        errors.push_back({{file.string(), 0}, {"config.no_such_file", {}}});
    }
    if (!errors.empty()) throw BadFile{errors};

    if (const auto value = from_environment("http", "listen")) config.listen = *value;
    if (const auto value = from_environment("http", "workers"))
        config.workers = std::clamp(std::atoi(value->c_str()), 1, 64);
    if (const auto value = from_environment("http", "trusted_proxies")) config.trusted_proxies = split(*value, ',');
    if (const auto value = from_environment("http", "tls_ended_by_proxy")) config.tls_ended_by_proxy = yes(*value);
    if (const auto value = from_environment("data", "folder")) config.data = *value;
    if (const auto value = from_environment("page", "strip")) config.strip = *value;
    if (const auto value = from_environment("reminders", "days_ahead"))
        config.remind_days_ahead = days_ahead_of(std::atoi(value->c_str()));
    if (const auto value = from_environment("seals", "folder")) config.seals = *value;
    config.listen = line.option("listen", config.listen);
    config.data = line.option("data", config.data.string());
    if (!config.seals.empty()) config.seals = config.data / config.seals;  // an absolute folder stays what it is
    return config;
}

}  // namespace foerderlauf

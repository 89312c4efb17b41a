#include "base/text.hpp"
#include "forms/yaml_reader.hpp"
#include "server/config.hpp"
#include "server/files.hpp"

#include <algorithm>
#include <cstdlib>

namespace foerderlauf {

namespace {

/// FOERDERLAUF_HTTP_LISTEN for `http.listen`; nothing when it is not set.
std::optional<std::string> from_environment(const std::string& section, const std::string& key) {
    std::string name = "FOERDERLAUF_" + section + "_" + key;
    std::ranges::transform(name, name.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
    });
    const char* value = std::getenv(name.c_str());
    return value ? std::optional<std::string>{value} : std::nullopt;
}

int days_ahead_of(std::int64_t days) { return static_cast<int>(std::clamp<std::int64_t>(days, 0, 60)); }

bool yes(const std::string& text) { return text == "true" || text == "1" || text == "yes"; }

const std::vector<std::string> ways_of_tls = {"none", "starttls", "implicit"};

SmtpSettings::Tls tls_of(const std::string& word) {
    if (word == "none") return SmtpSettings::Tls::None;
    return word == "implicit" ? SmtpSettings::Tls::Implicit : SmtpSettings::Tls::StartTls;
}

void read_mail(const YamlNode& mail, YamlReader& reader, SmtpSettings& settings) {
    reader.expect_map(mail, {"host", "port", "from", "tls", "user"});
    settings.host = reader.text(mail, "host");
    settings.from = reader.text(mail, "from");
    settings.user = reader.text(mail, "user");
    if (const auto port = reader.integer(mail, "port"))
        settings.port = static_cast<std::uint16_t>(std::clamp<std::int64_t>(*port, 1, 65535));
    if (const auto tls = reader.text(mail, "tls"); !tls.empty()) {
        if (std::ranges::find(ways_of_tls, tls) == ways_of_tls.end())
            reader.unknown(mail, "config.mail_tls", tls, ways_of_tls);
        settings.tls = tls_of(tls);
    }
}

const std::vector<std::string> makers_of_letters = {"typst", "libreoffice"};

void read_letters(const YamlNode& letters, YamlReader& reader, LetterSettings& settings) {
    reader.expect_map(letters, {"renderer", "signature"});
    if (const auto renderer = reader.text(letters, "renderer"); !renderer.empty()) {
        if (std::ranges::find(makers_of_letters, renderer) == makers_of_letters.end())
            reader.unknown(letters, "config.letters_renderer", renderer, makers_of_letters);
        settings.renderer = renderer;
    }
    if (const auto* signature = letters.find("signature")) {
        reader.expect_map(*signature, {"certificate"});
        settings.signature.certificate = reader.text(*signature, "certificate");
    }
}

/// What cannot work, wherever it came from; a host without a sender sends nothing.
void judge(const ServerConfig& config, const std::string& file, std::vector<LoadError>& errors) {
    if (!config.mail.host.empty() && !parse_mail_address(config.mail.from))
        errors.push_back({{file, 0}, {"config.mail_from", {{"given", config.mail.from}}}});
    const auto& base = config.base_address;
    const bool fits = base.empty() || ((base.starts_with("https://") || base.starts_with("http://")) &&
                                       one_line(base) == base && base.find(' ') == std::string::npos);
    if (std::ranges::find(makers_of_letters, config.letters.renderer) == makers_of_letters.end())
        errors.push_back({{file, 0},
                          {"config.letters_renderer.list",
                           {{"given", config.letters.renderer}, {"known", joined(makers_of_letters, ", ")}}}});
    if (!fits) errors.push_back({{file, 0}, {"config.base_address", {{"given", base}}}});
}

void read_environment(ServerConfig& config) {
    if (const auto value = from_environment("mail", "host")) config.mail.host = *value;
    if (const auto value = from_environment("mail", "port"))
        config.mail.port = static_cast<std::uint16_t>(std::clamp(std::atoi(value->c_str()), 1, 65535));
    if (const auto value = from_environment("mail", "from")) config.mail.from = *value;
    if (const auto value = from_environment("mail", "tls")) config.mail.tls = tls_of(*value);
    if (const auto value = from_environment("mail", "user")) config.mail.user = *value;
    if (const auto value = from_environment("mail", "password")) config.mail.password = *value;
    if (const auto value = from_environment("letters", "renderer")) config.letters.renderer = *value;
    if (const auto value = from_environment("letters_signature", "certificate"))
        config.letters.signature.certificate = *value;
    if (const auto value = from_environment("letters_signature", "password"))
        config.letters.signature.password = *value;
    if (const auto value = from_environment("page", "base_address")) config.base_address = *value;
}

void read_sections(const YamlNode& root, YamlReader& reader, ServerConfig& config) {
    reader.expect_map(root, {"http", "data", "page", "seals", "reminders", "mail", "letters"});
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
        reader.expect_map(*page, {"strip", "base_address"});
        config.strip = reader.text(*page, "strip");
        config.base_address = reader.text(*page, "base_address");
    }
    if (const auto* mail = root.find("mail")) read_mail(*mail, reader, config.mail);
    if (const auto* letters = root.find("letters")) read_letters(*letters, reader, config.letters);
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
    read_environment(config);
    if (const auto value = from_environment("reminders", "days_ahead"))
        config.remind_days_ahead = days_ahead_of(std::atoi(value->c_str()));
    if (const auto value = from_environment("seals", "folder")) config.seals = *value;
    config.listen = line.option("listen", config.listen);
    config.data = line.option("data", config.data.string());
    while (config.base_address.ends_with('/')) config.base_address.pop_back();
    judge(config, file.string(), errors);
    if (!errors.empty()) throw BadFile{errors};
    if (!config.seals.empty()) config.seals = config.data / config.seals;  // an absolute folder stays what it is
    return config;
}

}  // namespace foerderlauf

#pragma once

#include "exchange/smtp.hpp"
#include "letters/letter_signer.hpp"
#include "server/home.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

struct LetterSettings {
    std::string renderer = "typst";    ///< or `libreoffice`
    LetterSigner::Settings signature;  ///< without a certificate letters are not signed
};

/// Settings of this server: `config/server.yaml`, overridden by FOERDERLAUF_SECTION_KEY, overridden by options.
struct ServerConfig {
    std::string listen = "127.0.0.1:8080";
    int workers = 8;
    std::vector<std::string> trusted_proxies;
    bool tls_ended_by_proxy = false;
    std::filesystem::path data = "data";
    std::string strip;
    std::string base_address;  ///< `https://foerderlauf.example`, without a slash at its end; empty: mails have no link
    SmtpSettings mail;         ///< without a host mails stay in the outbox
    LetterSettings letters;
    int remind_days_ahead = 0;    ///< of the last day of a period; 0: only when it has passed
    std::filesystem::path seals;  ///< folder the daily seals are written to; empty: none
};

/// Throws BadFile with every mistake of the file.
ServerConfig load_server_config(const Home& home, const CommandLine& line);

}  // namespace foerderlauf

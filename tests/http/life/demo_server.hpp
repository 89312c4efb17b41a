#pragma once

#include "server/running_house.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace foerderlauf::test {

using nlohmann::json;

struct Answer {
    int status = 0;
    std::string body;
    std::map<std::string, std::string> headers;  ///< lower-case names
    json data() const { return json::parse(body); }
};

/// A real server of the demo in a folder of its own, asked over loopback. Accounts sign in when they are first used.
class DemoServer {
public:
    /// `today` as for `--today`; `stories`: with the example cases of the demo, or furnished and empty; `letters`: how it makes
    /// their PDFs.
    explicit DemoServer(const std::string& today = "2026-11-02", bool stories = false, LetterSettings letters = {});
    ~DemoServer();

    Answer ask(const std::string& account, const std::string& method, const std::string& path,
               const json& body = nullptr, const std::map<std::string, std::string>& headers = {});
    Answer get(const std::string& account, const std::string& path) { return ask(account, "GET", path); }
    /// A path outside the interface, signed in as nobody.
    Answer get_plain(const std::string& path) const;
    Answer post(const std::string& account, const std::string& path, const json& body) {
        return ask(account, "POST", path, body);
    }
    Answer step(const std::string& account, std::int64_t id, const std::string& step,
                const json& body = json::object());
    Answer upload(const std::string& account, std::int64_t id, const std::string& kind, const std::string& name,
                  const std::string& type, const std::string& bytes);
    /// A file alone, as part `file` of a multipart form.
    Answer send_file(const std::string& account, const std::string& path, const std::string& name,
                     const std::string& type, const std::string& bytes);

    House& house();
    std::uint16_t port() const;
    const std::filesystem::path& folder() const { return folder_; }
    /// Sets the demo's clock and fires what is due by then.
    void travel_to(const std::string& day);

private:
    std::string token_of(const std::string& account);
    std::filesystem::path folder_;
    std::unique_ptr<RunningHouse> running_;
    std::map<std::string, std::string> tokens_;
};

/// A complete application of Pößneck for an interface: 100,000.00 of costs, 80,000.00 applied for.
json complete_form(const std::string& programme = "thueregovrl");
/// Input with which a step is complete, and its reason.
json input_of(const std::string& step, const std::string& today, const std::string& programme = "thueregovrl");
/// A new case in that state, by the way contract § 4.2 gives; fails the test when a step on the way is refused. `otherwise`:
/// answers of the form that differ from `complete_form`.
std::int64_t case_in(DemoServer& server, const std::string& state, const std::string& programme = "thueregovrl",
                     const json& otherwise = json::object());

}  // namespace foerderlauf::test

#pragma once

#include "server/running_house.hpp"
#include "web/pages/visit.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace foerderlauf::test {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A house of the demo with its pages, asked without a socket. A key that a template asks for and nobody gave throws.
class PagesInTest {
public:
    /// `stories`: with the example cases of the demo, or furnished and empty.
    explicit PagesInTest(const std::string& today = "2026-11-02", bool stories = false);
    ~PagesInTest();

    Reply get(const std::string& account, const std::string& address);
    /// With the session's token and from an own page, as a browser sends it.
    Reply post(const std::string& account, const std::string& address, const Pairs& fields,
               std::vector<Part> files = {});
    /// The language chosen at the foot of the page, from now on.
    void speak(Language language) { language_ = language; }
    /// From now on every page is asked for in English as well; `look` sees its address and its body.
    void also_in_english(std::function<void(const std::string&, const std::string&)> look) { look_ = std::move(look); }
    /// Nothing added: for requests that must be refused.
    Reply raw(Request request);

    Site& site() { return site_; }
    House& house() { return *house_; }
    const PageHouse& pages() const { return *site_.page_house; }
    SignedIn session(const std::string& account);
    void travel_to(const std::string& day);

private:
    std::filesystem::path folder_;
    std::unique_ptr<House> house_;
    Site site_;
    std::unique_ptr<Router> router_;
    std::map<std::string, SignedIn> sessions_;
    Language language_ = Language::German;
    std::function<void(const std::string&, const std::string&)> look_;
    /// The answer, looked at in English first where somebody wants to; a post only when it was refused and changed nothing.
    Reply asked(Request request);
};

Request request_to(const std::string& method, const std::string& address);
/// A form from an own page without a session: of the sign-in pages.
Request from_anybody(const std::string& address, const Pairs& fields);
/// What an authenticator app shows now for the second factor of the account, in force or just begun.
std::string shown_by_app(PagesInTest& pages, const std::string& account);
Part pdf(const std::string& name);
/// The address a 303 leads to; fails the test for any other answer.
std::string led_to(const Reply& reply);

/// A complete application of Pößneck, filled in page by page by `gemeinde`, with its documents; its path `/cases/N`.
std::string filled_in_application(PagesInTest& pages);
/// The same, handed in by `zeichner`.
std::string handed_in_application(PagesInTest& pages);

/// The path of the newest child machine of that name in that state, among the demo's cases (config/demo/cases.yaml).
std::string machine_in(PagesInTest& pages, const std::string& name, const std::string& state);

}  // namespace foerderlauf::test

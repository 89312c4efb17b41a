#include "web/pages/frame.hpp"

#include "base/text.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/news.hpp"

#include <set>

namespace foerderlauf {

namespace {

View link(const Words& words, std::string_view key, const std::string& path, bool current) {
    return View::Group{{"nav_label", words.sentence(key)}, {"nav_path", path}, {"nav_current", current}};
}

/// At most four short entries, always visible: no menu that would cover the page.
View navigation(const SignedIn& who, const Words& words, NavPlace place) {
    if (who.account.of_authority())
        return View::Views{link(words, "pages.nav.worklist", "/worklist", place == NavPlace::Cases),
                           link(words, "pages.nav.search", "/search", place == NavPlace::Search),
                           who.account.holds("admin")
                               ? link(words, "pages.nav.administration", "/admin", place == NavPlace::Administration)
                               : link(words, "pages.nav.budget", "/budget", place == NavPlace::Budget),
                           link(words, "pages.nav.reports", "/reports", place == NavPlace::Reports)};
    return View::Views{link(words, "pages.nav.start", "/", place == NavPlace::Start),
                       link(words, "pages.nav.cases", "/worklist?show=all", place == NavPlace::Cases),
                       link(words, "pages.nav.new", "/applications/new", place == NavPlace::New),
                       link(words, "pages.nav.search", "/search", place == NavPlace::Search)};
}

std::string duty_words(const PageHouse& house, const HeldDuty& held, const Words& words) {
    auto duty = words.duty(held.duty);
    if (held.in_place_of == 0) return duty;
    const auto represented = person_name(house.site.identity.name_of(held.in_place_of));
    return words.sentence("pages.in_place", {{"duty", duty}, {"represented", represented}});
}

/// For whom, or in which duty, the visitor acts.
View acting(const PageHouse& house, const SignedIn& who, const Words& words) {
    std::set<std::string> named;
    if (who.account.of_authority()) {
        for (const auto& held : who.account.duties)
            if (!is_applicant_duty(held.duty)) named.insert(duty_words(house, held, words));
        return View::Group{{"acting_lead", false},
                           {"news_count", false},
                           {"substitutions_path", "/substitutions"},
                           {"acting_for", joined(std::vector<std::string>{named.begin(), named.end()}, ", ")}};
    }
    for (const auto& body : who.account.bodies()) {
        const auto recipient = house.site.recipients.find(body);
        named.insert(recipient ? spoken_name(*recipient) : body);
    }
    return View::Group{{"acting_lead", words.sentence("pages.acting_for")},
                       {"news_count", false},
                       {"substitutions_path", false},
                       {"acting_for", joined(std::vector<std::string>{named.begin(), named.end()}, ", ")}};
}

/// Where the choice of a language leads back to: the page itself. What was posted cannot be asked for again, so then the
/// page it was posted from, when the browser says so.
std::string page_to_come_back_to(const Request& request) {
    if (request.method == "GET" || request.method == "HEAD") return own_address(address_of(request));
    const auto& referer = request.header("referer");
    const auto host = referer.find("://" + request.header("host") + "/");
    return host == std::string::npos ? "/" : own_address(referer.substr(referer.find('/', host + 3)));
}

View other_language(const Request& request, const Words& words) {
    const auto other = words.language() == Language::German ? Language::English : Language::German;
    const std::string code{code_of(other)};
    return View::Group{{"other_code", code},
                       {"other_name", words.sentence("pages.language.other")},
                       {"other_path", address("/language/" + code, {{"next", page_to_come_back_to(request)}})}};
}

View frame(const PageHouse& house, const Request& request, const std::optional<SignedIn>& who, const std::string& title,
           NavPlace place) {
    const auto words = house.words(request);
    View view = View::Group{{"title", title},
                            {"strip", words.phrase(house.site.installation->strip)},
                            {"stamp", house.style_stamp},
                            {"wide", who && who->account.of_authority()},
                            {"visitor", false},
                            {"lang", code_of(words.language())},
                            {"other_language", other_language(request, words)},
                            {"home", who && who->account.of_authority() ? "/worklist" : "/"},
                            {"printed", words.moment(house.site.clock.now())}};
    if (house.site.demo) view["strip"] = words.sentence("pages.strip_demo");
    if (who)
        view["visitor"] = View::Group{{"visitor_name", person_name(who->account.display_name)},
                                      {"visitor_csrf", who->csrf},
                                      {"navigation", navigation(*who, words, place)},
                                      {"acting", acting(house, *who, words)}};
    return view;
}

}  // namespace

Reply page(const Visit& visit, const std::string& name, const std::string& title, const View& view, int status,
           NavPlace place) {
    auto whole = joined(frame(visit.house, visit.request, visit.who, title, place), view);
    whole["visitor"]["acting"]["news_count"] = news_count(visit);
    whole["csrf"] = visit.who.csrf;
    whole["opened"] = to_rfc3339(visit.site().clock.now());
    return html(status, visit.house.templates.render(name, whole, visit.words.language()));
}

std::string page_for_anybody(const PageHouse& house, const Request& request, const std::optional<SignedIn>& who,
                             const std::string& name, const std::string& title, const View& view) {
    return house.templates.render(name, joined(frame(house, request, who, title, NavPlace::None), view),
                                  language_of_page(request));
}

}  // namespace foerderlauf

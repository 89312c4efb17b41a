#include "web/pages/error_pages.hpp"

#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/office.hpp"
#include "web/pages/sign_in.hpp"

namespace foerderlauf {

namespace {

std::string title_of(int status, const Words& words) {
    const auto own = "pages.error.title." + std::to_string(status);
    if (words.knows(own)) return words.sentence(own);
    const auto front = "front.title." + std::to_string(status);
    return words.sentence(words.knows(front) ? front : "front.title.500");
}

View::Views advice_for(int status, const Words& words) {
    View::Views advice;
    const auto own = "pages.error.advice." + std::to_string(status);
    for (int number = 1;; ++number) {
        auto key = own + "." + std::to_string(number);
        if (!words.knows(key)) return advice;
        advice.push_back(View::Group{{"advice_words", words.sentence(key)}});
    }
}

/// A GET is repeated at its own address; anything else goes back to where the reader starts.
std::string again_path(const Request& request) {
    return request.method == "GET" || request.method == "HEAD" ? own_path(address_of(request)) : "/";
}

}  // namespace

std::string error_page(const Site& site, const ErrorView& error, const Request& request) {
    const auto& house = *site.page_house;
    const auto words = house.words(request);
    const auto& [status, message, incident] = error;
    if (status == 401)
        return sign_in_page(house, request, {.status = 401, .note = words.sentence("pages.sign_in.expired")}).body;
    // A fault may be the database's: then the session is not asked for either.
    const auto who = incident.empty() ? session_of(house, request) : std::nullopt;
    const auto title = title_of(status, words);
    const auto advice = advice_for(status, words);
    View view = View::Group{{"heading", title},
                            {"lead", words.sentence(message)},
                            {"advice", advice},
                            {"some_advice", !advice.empty()},
                            {"again", status >= 500 || status == 429 ? again_path(request) : ""},
                            {"home_path", who && who->account.of_authority() ? "/worklist" : "/"},
                            {"incident", false}};
    if (!incident.empty())
        view["incident"] = View::Group{{"incident_number", incident},
                                       {"incident_when", words.moment(site.clock.now())}};
    return page_for_anybody(house, request, who, "error", title, view);
}

Reply show_plain(const PageHouse& house, const Request& request, const std::string& name) {
    const auto words = house.words(request);
    const auto title = words.sentence("pages.plain." + name + ".title");
    View::Views paragraphs;
    for (int number = 1; words.knows("pages.plain." + name + "." + std::to_string(number)); ++number)
        paragraphs.push_back(
            View::Group{{"paragraph", words.sentence("pages.plain." + name + "." + std::to_string(number))}});
    return html(200, page_for_anybody(house, request, session_of(house, request), "plain", title,
                                      View::Group{{"heading", title}, {"paragraphs", paragraphs}}));
}

}  // namespace foerderlauf

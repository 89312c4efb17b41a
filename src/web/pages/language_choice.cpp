#include "web/pages/language_choice.hpp"

namespace foerderlauf {

namespace {

constexpr auto a_year = std::chrono::days{365};

}  // namespace

void remember_language(Reply& reply, const Request& request, Language language) {
    reply.set_cookie({std::string{language_cookie}, std::string{code_of(language)}, request.secure, a_year});
}

Reply choose_language(const PageHouse& house, const Request& request) {
    const auto language = language_of_code(request.parameter("code"));
    if (!language) return error_reply(404);
    auto reply = see_other(own_address(request.query.value("next")));
    if (!from_own_page(request)) return reply;
    remember_language(reply, request, *language);
    if (const auto who = session_of(house, request)) house.site.identity.set_language(who->account, *language);
    return reply;
}

Handler told_its_language(Handler handler) {
    return [handler = std::move(handler)](const Request& request) {
        auto reply = handler(request);
        if (reply.content_type.starts_with("text/html") || reply.error) {
            reply.set("Content-Language", code_of(language_of_page(request)));
            reply.set("Vary", "Cookie");
        }
        return reply;
    };
}

}  // namespace foerderlauf

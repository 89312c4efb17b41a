#include "web/pages/genuine.hpp"

#include "letters/verification.hpp"
#include "web/pages/frame.hpp"

namespace foerderlauf {

namespace {

std::optional<View> told_of(const PageHouse& house, const Words& words, const std::string& code) {
    std::optional<KnownLetter> known;
    std::optional<CaseFile> file;
    house.site.store.read([&](Snapshot& snapshot) {
        known = letter_with_code(snapshot.session(), code);
        if (known) file = snapshot.case_file(known->key.case_id);
    });
    if (!known || !file) return {};
    const auto day = berlin_day(known->frozen_at);
    const auto* authority = house.site.programmes.of(file->version)->authority_on(day);
    const auto kind = "pages.letter." + known->key.name;
    return View::Group{{"authority", authority ? authority->name : ""},
                       {"day_of_letter", words.day(day)},
                       {"kind", words.knows(kind) ? words.sentence(kind) : known->key.name},
                       {"hash", known->sha256}};
}

Reply genuine_page(const PageHouse& house, const Request& request, const std::string& typed) {
    const auto words = house.words(request);
    const auto code = code_from(typed);
    View view = View::Group{{"typed", typed}, {"genuine", false}, {"unknown", false}};
    int status = 200;
    if (!typed.empty()) {
        if (const auto wait = house.of_codes->begin(request.client, house.site.clock.now())) {
            auto reply = error_reply(429, {"pages.genuine.too_many", {}});
            reply.set("Retry-After", std::to_string(*wait));
            return reply;
        }
        if (auto told = code.empty() ? std::nullopt : told_of(house, words, code)) {
            house.of_codes->take_back(request.client);
            view["typed"] = in_fours(code);
            view["genuine"] = std::move(*told);
        } else {
            view["unknown"] = true;
            status = 404;
        }
    }
    const auto title = words.sentence("pages.genuine.title");
    return html(status, page_for_anybody(house, request, session_of(house, request), "genuine", title, view));
}

}  // namespace

Reply show_genuine_form(const PageHouse& house, const Request& request) {
    return genuine_page(house, request, request.query.value("code"));
}

Reply show_genuine(const PageHouse& house, const Request& request) {
    return genuine_page(house, request, request.parameter("code"));
}

}  // namespace foerderlauf

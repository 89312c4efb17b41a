#include "web/pages/refusals.hpp"

#include "web/pages/frame.hpp"

namespace foerderlauf {

View::Views reasons_of(const std::vector<Blocker>& blockers, const Words& words) {
    View::Views reasons;
    for (const auto& blocker : blockers)
        reasons.push_back(View::Group{{"reason", words.sentence(blocker.message)},
                                      {"reason_source", typeset(blocker.source)},
                                      {"reason_link", false}});
    return reasons;
}

View exception_view(const std::optional<Offer>& offer, const Words& words) {
    if (!offer || offer->hints.empty()) return false;
    return View::Group{{"reasons", reasons_of(offer->hints, words)}};
}

namespace {

std::string case_path_in(const std::string& path) {
    const auto end = path.find('/', std::string_view{"/cases/"}.size());
    return path.starts_with("/cases/") ? path.substr(0, end) : "/";
}

}  // namespace

Reply refused(const Visit& visit, const Refusal& refusal) {
    switch (refusal.kind) {
        case Refusal::Kind::NotFound: return error_reply(404, refusal.message);
        case Refusal::Kind::NotSignedIn: return error_reply(401, refusal.message);
        case Refusal::Kind::NotAllowed:
            return error_reply(403, {"pages.refused", {{"sentence", visit.words.sentence(refusal.message)}}});
        case Refusal::Kind::TooMany: return error_reply(429, refusal.message);
        case Refusal::Kind::Overtaken: return error_reply(412, refusal.message);
        case Refusal::Kind::BadInput:
        case Refusal::Kind::Blocked: break;
    }
    auto reasons = reasons_of(refusal.blockers, visit.words);
    for (const auto& [name, message] : refusal.fields)
        reasons.push_back(
            View::Group{{"reason", visit.words.sentence(message)}, {"reason_source", false}, {"reason_link", false}});
    const auto title = visit.words.sentence(refusal.kind == Refusal::Kind::Blocked ? "pages.blocked.title"
                                                                                   : "pages.wrong_input.title");
    View view = View::Group{{"heading", title},
                            {"lead", visit.words.sentence(refusal.message)},
                            {"reasons", reasons},
                            {"some_reasons", !reasons.empty()},
                            {"back", case_path_in(visit.request.path)}};
    return page(visit, "blocked", title, view, refusal.kind == Refusal::Kind::Blocked ? 409 : 422);
}

std::vector<std::pair<std::string, std::string>> chosen_pairs(const Fields& form) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const auto& [name, value] : form) {
        const auto top = name.substr(0, name.find('.'));
        if (form.value("choice:" + top) != "now") pairs.emplace_back(name, value);
    }
    return pairs;
}

}  // namespace foerderlauf

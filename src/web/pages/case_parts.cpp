// Partners, letters and conflicts of interest of a case.
#include "web/pages/case_views.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

std::string case_path(const CaseReading& reading) { return "/cases/" + std::to_string(reading.file.id); }

std::string name_of_body(const Visit& visit, const std::string& key) {
    const auto body = visit.site().recipients.find(key);
    return body ? spoken_name(*body) : key;
}

std::optional<EndedBody> end_in(const CaseFile& file, const std::string& key) {
    const auto end = file.ended_bodies.find(key);
    return end == file.ended_bodies.end() ? std::nullopt : std::optional{end->second};
}

View partner_badge(const Partner& partner, const Words& words) {
    switch (partner.state) {
        case Partner::State::Confirmed: return badge("success", "success", words.sentence("pages.partner.confirmed"));
        case Partner::State::Declined: return badge("danger", "danger", words.sentence("pages.partner.declined"));
        case Partner::State::Invited: break;
    }
    return badge("warning", "warning", words.sentence("pages.partner.invited"));
}

std::string letter_title(const std::string& name, const Words& words) {
    const auto key = "pages.letter." + name;
    return words.knows(key) ? words.sentence(key) : name;
}

}  // namespace

std::string with_successor(const std::string& name, const std::optional<EndedBody>& end, const Words& words) {
    if (!end) return name;
    return words.sentence("pages.merged", {{"name", name},
                                           {"successor", spoken_name(end->successor)},
                                           {"since", to_german(following_day(end->valid_to))}});
}

View partners_view(const Visit& visit, const CaseReading& reading) {
    View::Views views;
    for (const auto& partner : reading.file.partners) {
        const auto actor = actor_for_partner(visit.account(), reading.file, partner.recipient);
        const bool may_answer = actor.has("applicant_signatory") && partner.state == Partner::State::Invited &&
                                !reading.file.submitted_on && !reading.as_of;
        View view = View::Group{{"partner_name", with_successor(name_of_body(visit, partner.recipient),
                                                                end_in(reading.file, partner.recipient), visit.words)},
                                {"partner_share", visit.words.amount(partner.share)},
                                {"partner_badge", partner_badge(partner, visit.words)},
                                {"partner_day", false},
                                {"partner_answer", false}};
        if (partner.at) view["partner_day"] = visit.words.day(*partner.at);
        if (may_answer)
            view["partner_answer"] = View::Group{
                {"partner_path", case_path(reading) + "/partners/" + partner.recipient},
                {"partner_key", partner.recipient},
                {"share_typed", to_german_number(partner.share)}};
        views.push_back(std::move(view));
    }
    return views;
}

View letters_view(const Visit& visit, const CaseReading& reading, const std::vector<FrozenLetter>& letters) {
    View::Views views;
    for (const auto& letter : letters) {
        const auto& history = reading.file.history;
        const auto written = std::ranges::find(history, letter.seq, &Taken::seq);
        View view = View::Group{
            {"letter_title", letter_title(letter.name, visit.words)},
            {"letter_hash", letter.sha256.substr(0, 8)},
            {"letter_pdf_path", fmt::format("{}/letters/{}.pdf?nr={}", case_path(reading), letter.name, letter.seq)},
            {"letter_path", fmt::format("{}/letters/{}?nr={}", case_path(reading), letter.name, letter.seq)},
            {"letter_day", false}};
        if (written != history.end()) view["letter_day"] = visit.words.day(berlin_day(written->at));
        views.push_back(std::move(view));
    }
    return views;
}

View conflicts_view(const Visit& visit, const CaseReading& reading) {
    const auto& words = visit.words;
    View::Views declared;
    for (const auto& conflict : reading.file.conflicts) {
        const bool mine = conflict.person == visit.account().person;
        const bool may_lift = !reading.as_of && !conflict.lifted && conflict.kind == "concern" && !mine &&
                              reading.actor.has("decider");
        declared.push_back(View::Group{
            {"conflict_words", words.sentence("pages.conflict." + conflict.kind)},
            {"conflict_mine", mine},
            {"conflict_lifted", conflict.lifted},
            {"conflict_number", std::to_string(conflict.number)},
            {"lift_path", may_lift ? fmt::format("{}/conflicts/{}/lift", case_path(reading), conflict.number) : ""}});
    }
    const bool authority = std::ranges::any_of(
        reading.actor.duties, [](const std::string& duty) { return !is_applicant_duty(duty) && duty != "auditor"; });
    return View::Group{{"declared", declared},
                       {"some_declared", !declared.empty()},
                       {"may_declare", authority && !reading.as_of},
                       {"declare_path", case_path(reading) + "/conflicts"},
                       {"seq", std::to_string(reading.file.seq)}};
}

}  // namespace foerderlauf

#include "workflow/partners.hpp"

#include "base/text.hpp"

#include "workflow/consequences.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr std::array<std::string_view, 5> reset_by = {"cost_plan", "financing_plan", "requested_cents", "partners",
                                                      "project_description"};

Record as_record(const Partner& partner) {
    Record record{{"recipient", partner.recipient}, {"share_cents", partner.share.in_cents()}};
    record["state"] = partner.state == Partner::State::Confirmed  ? "confirmed"
                      : partner.state == Partner::State::Declined ? "declined"
                                                                  : "invited";
    if (partner.at) record["at"] = to_iso(*partner.at);
    return record;
}

List as_list(const std::vector<Partner>& partners) {
    List list;
    for (const auto& partner : partners) list.emplace_back(as_record(partner));
    return list;
}

Result<std::vector<Partner>> named_in(const CaseFile& file, const List& rows) {
    std::vector<Partner> partners;
    std::set<std::string> seen;
    Refusal refusal{Kind::BadInput, {"refusal.fields", {}}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = *rows[i].as_record();
        const auto key = text_of(row, "recipient");
        const auto field = "partners." + std::to_string(i) + ".recipient";
        if (!key.empty() && (key == file.recipient.key || key == file.recipient.ars))
            refusal.fields.emplace(field, Message{"field.partner_is_applicant", {{"recipient", key}}});
        else if (!key.empty() && !seen.insert(key).second)
            refusal.fields.emplace(field, Message{"field.partner_twice", {{"recipient", key}}});
        partners.push_back({key, Money::cents(integer_of(row, "share_cents")), Partner::State::Invited, std::nullopt});
    }
    if (!refusal.fields.empty()) return tl::unexpected{refusal};
    return partners;
}

}  // namespace

Result<std::optional<List>> partners_after(const CaseFile& file, const Record& changed) {
    if (const auto found = changed.find("partners"); found != changed.end()) {
        const auto* rows = found->second.as_list();
        auto partners = named_in(file, rows ? *rows : List{});
        if (!partners) return tl::unexpected{partners.error()};
        return std::optional{as_list(*partners)};
    }
    const bool touches = std::ranges::any_of(reset_by, [&](std::string_view field) { return changed.contains(field); });
    const bool answered = std::ranges::any_of(
        file.partners, [](const Partner& partner) { return partner.state == Partner::State::Confirmed; });
    if (!touches || !answered) return std::optional<List>{};
    auto partners = file.partners;
    for (auto& partner : partners)
        if (partner.state == Partner::State::Confirmed)
            partner = {partner.recipient, partner.share, Partner::State::Invited, std::nullopt};
    return std::optional{as_list(partners)};
}

Result<NewEvents> answer_partner(const Definition& definition, const CaseFile& file, const Situation& situation,
                                 const Actor& actor, const std::string& recipient, const std::string& answer,
                                 Money share, const std::string& reason) {
    auto partners = file.partners;
    const auto found = std::ranges::find(partners, recipient, &Partner::recipient);
    if (found == partners.end()) return refuse(Kind::NotFound, "refusal.no_such_partner", {{"recipient", recipient}});
    if (!actor.has("applicant_signatory"))
        return refuse(Kind::NotAllowed, "refusal.not_your_duty",
                      {{"title", recipient}, {"duties", List{"applicant_signatory"}}});
    const auto& state = file.main().state;
    const auto* known = definition.main().state(state);
    const bool open = known && std::ranges::any_of(known->edits, [&](const std::string& form) {
                          return definition.main().state(definition.main().initial)->edits.front() == form;
                      });
    if (!open)
        return tl::unexpected{
            Refusal{Kind::Blocked,
                    {"refusal.blocked", {{"title", recipient}}},
                    {{"not_from_this_state",
                      {},
                      {"blocker.partner_after_submission", {{"state_label", known ? known->label : state}}}}},
                    {}}};
    if (answer == "confirm" && share != found->share)
        return tl::unexpected{
            Refusal{Kind::BadInput,
                    {"refusal.fields", {}},
                    {},
                    {{"share_cents",
                      {"field.share_changed",
                       {{"share_cents", found->share.in_cents()}, {"given_cents", share.in_cents()}}}}}}};
    if (answer == "decline" && trimmed(reason).empty())
        return tl::unexpected{
            Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{"reason", {"field.reason_missing", {}}}}}};
    found->state = answer == "confirm" ? Partner::State::Confirmed : Partner::State::Declined;
    found->at = situation.today;

    Event event = new_event(definition, file, situation, actor);
    event.duty = "applicant_signatory";
    event.step = answer + "_partner";
    event.from = event.to = state;
    if (!reason.empty()) event.facts.reason = FreeText{reason};
    event.facts.values["partners"] = as_list(partners);
    event.facts.values["partner"] = recipient;
    return NewEvents{std::move(event)};
}

}  // namespace foerderlauf

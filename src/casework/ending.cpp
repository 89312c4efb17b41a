#include "casework/ending.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;
using Fields = std::map<std::string, Message>;

constexpr int candidates_named = 5, bodies_compared = 50;

/// By number or part of the name, as the register has it (`Ohrdruf, Stadt`) or as it is spoken (`Stadt Ohrdruf`).
std::vector<Recipient> answering_to(const RecipientRegister& recipients, const std::string& given) {
    if (auto body = recipients.find(given)) return {*body};
    auto found = recipients.search(given, candidates_named + 1);
    const auto space = given.find(' ');
    if (!found.empty() || space == std::string::npos) return found;
    found = recipients.search(given.substr(space + 1), bodies_compared);
    std::erase_if(found, [&](const Recipient& body) { return spoken_name(body) != given; });
    return found;
}

/// The one body that was meant, or why it is none.
tl::expected<Recipient, Message> meant_by(const RecipientRegister& recipients, const std::string& given) {
    if (given.empty()) return tl::unexpected{Message{"ending.successor_missing", {}}};
    auto found = answering_to(recipients, given);
    if (found.empty()) return tl::unexpected{Message{"ending.successor_unknown", {{"given", FreeText{given}}}}};
    if (found.size() == 1) return found.front();
    const auto exactly = std::ranges::find_if(
        found, [&](const Recipient& body) { return body.name == given || spoken_name(body) == given; });
    if (exactly != found.end()) return *exactly;
    found.resize(std::min<std::size_t>(found.size(), candidates_named));
    List named;
    for (const auto& body : found) named.emplace_back(spoken_name(body) + " (" + body.key + ")");
    return tl::unexpected{Message{"ending.successor_several", {{"given", FreeText{given}}, {"named", named}}}};
}

/// The field a mistake of the list of successors belongs to.
std::string field_of(const std::string& key) { return key == "succession.other_end" ? "last_day" : "successor"; }

Refusal wrong(Fields fields) { return {Kind::BadInput, {"refusal.fields", {}}, {}, std::move(fields)}; }

Message ended_already(const RecipientRegister& recipients, const Recipient& body) {
    const auto successor = recipients.find(body.successor);
    return {"succession.other_end",
            {{"name", spoken_name(body)},
             {"key", body.key},
             {"valid_to", to_german(*body.valid_to)},
             {"successor", successor ? spoken_name(*successor) : body.successor}}};
}

}  // namespace

Result<SuccessionRound> end_by_hand(Store& store, Dispatcher& dispatcher, const RecipientRegister& recipients,
                                    const Account& by, const EndWish& wish, Instant now) {
    if (!by.holds("admin")) return refuse(Kind::NotAllowed, "ending.admin_only");
    const auto body = recipients.find(wish.body);
    if (!body) return refuse(Kind::NotFound, "ending.unknown", {{"key", FreeText{wish.body}}});
    Fields fields;
    if (body->valid_to) fields.emplace("last_day", ended_already(recipients, *body));
    else if (!wish.last_day) fields.emplace("last_day", Message{"ending.day_missing", {}});
    const auto successor = meant_by(recipients, std::string{trimmed(wish.successor)});
    if (!successor) fields.emplace("successor", successor.error());
    const std::string source{trimmed(wish.source)};
    if (source.empty()) fields.emplace("source", Message{"ending.source_missing", {}});
    if (!fields.empty()) return tl::unexpected{wrong(std::move(fields))};

    const auto marked = mark_ends(store, {{body->key, *wish.last_day, successor->key, 0}}, by, source, now);
    if (!marked) {
        for (const auto& mistake : marked.error()) fields.emplace(field_of(mistake.message.key), mistake.message);
        return tl::unexpected{wrong(std::move(fields))};
    }
    recipients.reread_ends();
    return follow_successors(store, dispatcher, by, berlin_day(now));
}

}  // namespace foerderlauf

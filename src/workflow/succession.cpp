#include "workflow/succession.hpp"

#include "domain/calendar.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

Record record_of(const Recipient& recipient) {
    return {{"key", recipient.key},
            {"ags", recipient.ags},
            {"ars", recipient.ars},
            {"name", recipient.name},
            {"kind", recipient.kind},
            {"district", recipient.district},
            {"association_ars", recipient.association_ars},
            {"population", recipient.population}};
}

NewEvents end_body(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& by,
                   const Recipient& ended, const Recipient& successor) {
    const bool is_applicant = file.recipient.key == ended.key;
    const bool concerns = is_applicant ||
                          std::ranges::find(file.partners, ended.key, &Partner::recipient) != file.partners.end() ||
                          std::ranges::any_of(file.ended_bodies, [&](const auto& entry) {
                              return entry.second.successor.key == ended.key;
                          });
    if (!concerns || !ended.valid_to || file.ended_bodies.contains(ended.key)) return {};
    const bool moves = is_applicant && !file.submitted_on;
    Event event = new_event(definition, file, situation, by);
    event.duty = by.has("system") ? "system" : "admin";
    event.step = moves ? "move_to_successor" : "body_ended";
    event.from = event.to = file.main().state;
    event.facts.values["ended_body"] = Record{{"recipient", ended.key},
                                              {"name", ended.name},
                                              {"valid_to", to_iso(*ended.valid_to)},
                                              {"successor", record_of(successor)},
                                              {"moves", moves}};
    return {std::move(event)};
}

}  // namespace foerderlauf

#include "web/api/history_json.hpp"

#include "web/api/printing.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// Whose duty it was when a substitute acted: `{account, name}`, or null.
Value in_place_of(const Event& event, const std::function<std::string(AccountId)>& name_of) {
    const auto* whose = member(event.facts.values, "in_place_of").as_integer();
    return whose ? Value{Record{{"account", *whose}, {"name", text_or_null(name_of(*whose))}}} : Value{};
}

bool holds_erased(const Value& value) {
    if (const auto* text = std::get_if<FreeText>(&value.any())) return text->erased;
    if (const auto* list = value.as_list()) return std::ranges::any_of(*list, holds_erased);
    const auto* record = value.as_record();
    return record && std::ranges::any_of(*record, [](const auto& entry) { return holds_erased(entry.second); });
}

Record printed(const Event& event, const CaseFile& file, Disclosure disclosure,
               const std::function<std::string(AccountId)>& name_of) {
    auto facts = disclosure == Disclosure::StepOnly ? Record{} : record_of(event.facts);
    const bool hides_reason = disclosure != Disclosure::Everything;
    if (hides_reason) facts.erase("reason");
    const auto* machine = file.machine(event.machine);
    const bool system = event.actor == 0;
    return {{"seq", event.seq},
            {"at", to_rfc3339(event.at)},
            {"actor",
             Record{{"account", event.actor}, {"name", system ? Value{"system"} : text_or_null(name_of(event.actor))}}},
            {"duty", text_or_null(event.duty)},
            {"in_place_of", in_place_of(event, name_of)},
            {"machine", event.machine},
            {"machine_name", text_or_null(machine ? machine->name : std::string{})},
            {"step", event.step},
            {"from", text_or_null(event.from)},
            {"to", text_or_null(event.to)},
            {"reason", event.facts.reason && !hides_reason ? Value{*event.facts.reason} : Value{}},
            {"erased", holds_erased(Value{record_of(event.facts)})},
            {"facts", std::move(facts)},
            {"hash", event.hash},
            {"prev_hash", event.prev_hash}};
}

}  // namespace

List printed_events(const std::vector<Event>& events, const CaseFile& file,
                    const std::function<Disclosure(const Event&)>& disclosure,
                    const std::function<std::string(AccountId)>& name_of) {
    List items;
    for (const auto& event : events) items.emplace_back(printed(event, file, disclosure(event), name_of));
    return items;
}

List history_items(const Call& call, const CaseReading& reading, std::int64_t after_seq) {
    std::vector<Event> events;
    call.site.store.read([&](Snapshot& snapshot) { events = snapshot.events(reading.file.id, after_seq); });
    std::erase_if(events, [&](const Event& event) { return event.seq > reading.file.seq; });
    return printed_events(
        events, reading.file, [&](const Event& event) { return disclosure_of(reading, event); },
        [&](AccountId id) { return call.site.identity.name_of(id); });
}

}  // namespace foerderlauf

#include "exchange/recipient_register.hpp"

#include "domain/calendar.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace foerderlauf {

namespace {

/// What a directory says of a body. Its validity and its successor are no part of it: they are set by people.
using Field = std::pair<const char*, std::string (*)(const Recipient&)>;
const std::array<Field, 10>& fields_of_directory() {
    static const std::array<Field, 10> fields = {{
        {"ags", [](const Recipient& body) { return body.ags; }},
        {"ars", [](const Recipient& body) { return body.ars; }},
        {"name", [](const Recipient& body) { return body.name; }},
        {"kind", [](const Recipient& body) { return body.kind; }},
        {"district", [](const Recipient& body) { return body.district; }},
        {"association_ars", [](const Recipient& body) { return body.association_ars; }},
        {"population", [](const Recipient& body) { return std::to_string(body.population); }},
        {"seat", [](const Recipient& body) { return body.seat; }},
        {"area_ha", [](const Recipient& body) { return std::to_string(body.area_ha); }},
        {"postal_code", [](const Recipient& body) { return body.postal_code; }},
    }};
    return fields;
}

std::vector<FieldChange> differences(const Recipient& known, const Recipient& imported) {
    std::vector<FieldChange> changes;
    for (const auto& [name, value] : fields_of_directory())
        if (value(known) != value(imported)) changes.push_back({name, value(known), value(imported)});
    return changes;
}

Event register_event(const std::string& step, Record fields, AccountId by, PersonId person, Instant at) {
    Event event;
    event.at = at;
    event.actor = by;
    event.duty = by == 0 ? "system" : "admin";
    event.step = step;
    event.facts.person = person;
    event.facts.fields = std::move(fields);
    return event;
}

Record changed_fields(const BodyChange& change) {
    List fields;
    for (const auto& field : change.fields)
        fields.emplace_back(Record{{"field", field.field}, {"from", field.from}, {"to", field.to}});
    return {{"recipient", change.body.key}, {"name", change.body.name}, {"changes", std::move(fields)}};
}

Record summary_of(const RecipientChanges& changes, const RecipientsFile& file) {
    Record fields{{"added", static_cast<std::int64_t>(changes.added.size())},
                  {"changed", static_cast<std::int64_t>(changes.changed.size())},
                  {"unchanged", changes.unchanged},
                  {"missing", static_cast<std::int64_t>(changes.missing.size())},
                  {"sha256", file.sha256}};
    if (file.state_date) fields["state_date"] = to_iso(*file.state_date);
    return fields;
}

/// Registered bodies were there before the register was kept: their first import says nothing about their beginning.
void date_new_bodies(RecipientChanges& changes, const RecipientsFile& file) {
    for (auto& body : changes.added) body.valid_from = file.state_date;
}

std::optional<Refusal> body_that_lived_twice(const std::vector<Recipient>& registered, const RecipientsFile& file) {
    if (!file.state_date) return {};
    for (const auto& body : registered) {
        if (!body.has_ended(*file.state_date)) continue;
        const auto again = std::ranges::find(file.rows, body.key, &Recipient::key);
        const auto index = static_cast<std::size_t>(again - file.rows.begin());
        if (again != file.rows.end())
            return Refusal{Refusal::Kind::BadInput,
                           {"recipients_import.lived_twice",
                            {{"file", file.name},
                             {"line", index < file.lines.size() ? file.lines[index] : 0},
                             {"key", body.key},
                             {"name", body.name},
                             {"valid_to", to_german(*body.valid_to)},
                             {"successor", body.successor}}}};
    }
    return {};
}

std::optional<Refusal> older_than_known(const std::vector<Event>& record, const RecipientsFile& file) {
    if (!file.state_date) return {};
    std::optional<Date> newest;
    for (const auto& event : record)
        if (event.step == "recipients_imported")
            if (const auto day = parse_date(text_of(event.facts.fields, "state_date")))
                newest = std::max(newest.value_or(*day), *day);
    if (!newest || *file.state_date >= *newest) return {};
    return Refusal{Refusal::Kind::BadInput,
                   {"recipients_import.older",
                    {{"file", file.name}, {"given", to_german(*file.state_date)}, {"newest", to_german(*newest)}}}};
}

}  // namespace

RecipientChanges changes_between(const std::vector<Recipient>& registered, const std::vector<Recipient>& imported) {
    std::map<std::string, const Recipient*> known;
    for (const auto& body : registered) known.emplace(body.key, &body);
    RecipientChanges changes;
    for (const auto& body : imported) {
        const auto found = known.find(body.key);
        if (found == known.end()) {
            changes.added.push_back(body);
            continue;
        }
        auto fields = differences(*found->second, body);
        if (fields.empty()) ++changes.unchanged;
        else changes.changed.push_back({body, std::move(fields)});
        if (!found->second->valid_to) known.erase(found);
    }
    for (const auto& [key, body] : known) (body->valid_to ? changes.ended : changes.missing).push_back(*body);
    return changes;
}

Result<RecipientChanges> import_recipients(Store& store, const RecipientTable& table, const RecipientsFile& file,
                                           AccountId by, PersonId person, Instant at) {
    Result<RecipientChanges> result;
    // Only the writer appends to the installation's own record, so what is read here still holds inside the job.
    std::vector<Event> record;
    if (file.state_date) store.read([&](Snapshot& snapshot) { record = snapshot.events(0); });
    if (auto refusal = older_than_known(record, file)) return tl::unexpected{std::move(*refusal)};
    store.run([&](Transaction& transaction) {
        const auto registered = table.all(transaction);
        if (auto refusal = body_that_lived_twice(registered, file)) {
            result = tl::unexpected{std::move(*refusal)};
            return;
        }
        auto changes = changes_between(registered, file.rows);
        if (!registered.empty()) date_new_bodies(changes, file);
        if (!changes.nothing_to_do()) {
            NewEvents events;
            auto rows = changes.added;
            if (!registered.empty())
                for (const auto& body : changes.added)
                    events.push_back(register_event("recipient_added", {{"recipient", body.key}, {"name", body.name}},
                                                    by, person, at));
            for (const auto& change : changes.changed) {
                rows.push_back(change.body);
                events.push_back(register_event("recipient_changed", changed_fields(change), by, person, at));
            }
            events.push_back(register_event("recipients_imported", summary_of(changes, file), by, person, at));
            table.put(transaction, rows);
            transaction.append(0, std::move(events));
        }
        result = std::move(changes);
    });
    return result;
}

}  // namespace foerderlauf

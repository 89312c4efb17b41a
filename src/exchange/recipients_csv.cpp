#include "exchange/recipients_csv.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "exchange/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 14> columns = {"level",
                                                      "ags",
                                                      "ars",
                                                      "name",
                                                      "type",
                                                      "district_ags",
                                                      "district_name",
                                                      "association_code",
                                                      "association_name",
                                                      "association_type",
                                                      "seat",
                                                      "population",
                                                      "area_ha",
                                                      "postal_code"};
constexpr std::array<std::string_view, 4> levels = {"landkreis", "verwaltungsgemeinschaft", "kreisfreie_stadt",
                                                    "gemeinde"};

template <typename Names>
List as_list(const Names& names) {
    List list;
    for (const auto& name : names) list.emplace_back(std::string_view{name});
    return list;
}

/// The file while it is read: where its columns stand and what is wrong with it.
class Reading {
public:
    Reading(std::string file_name, std::vector<LoadError>& errors)
        : file_name_{std::move(file_name)}, errors_{errors} {}

    void complain(int line, const std::string& key, Record values = {}) {
        errors_.push_back({{file_name_, line}, {"recipients_csv." + key, std::move(values)}});
    }

    bool take_header(const CsvRecord& header) {
        const auto before = errors_.size();
        for (std::size_t i = 0; i < header.fields.size(); ++i) {
            const auto& name = header.fields[i];
            if (std::ranges::find(columns, name) == columns.end())
                complain(header.line, "unknown_column", {{"column", FreeText{name}}, {"columns", as_list(columns)}});
            else if (!where_.emplace(name, i).second) complain(header.line, "column_twice", {{"column", name}});
        }
        for (const auto& name : columns)
            if (!where_.contains(name)) complain(header.line, "missing_column", {{"column", name}});
        width_ = header.fields.size();
        return errors_.size() == before;
    }
    std::size_t width() const { return width_; }
    std::string value(const CsvRecord& record, std::string_view column) const {
        return std::string{trimmed(record.fields[where_.find(column)->second])};
    }

private:
    std::string file_name_;
    std::vector<LoadError>& errors_;
    std::map<std::string, std::size_t, std::less<>> where_;
    std::size_t width_ = 0;
};

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = !text.empty() && fault == std::errc{} && end == text.data() + text.size();
    return whole && number >= 0 ? std::optional{number} : std::nullopt;
}

void check_association_keys(const Recipient& body, int line, Reading& reading) {
    if (!body.ags.empty()) reading.complain(line, "ags_of_association", {{"given", FreeText{body.ags}}});
    if (Ars::parse(body.ars) && !body.ars.ends_with("000"))
        reading.complain(line, "ars_of_association", {{"given", body.ars}});
}

void check_keys(const Recipient& body, int line, Reading& reading) {
    const bool association = body.kind == "verwaltungsgemeinschaft";
    const bool ars_fits = Ars::parse(body.ars).has_value();
    if (!ars_fits) reading.complain(line, "ars", {{"given", FreeText{body.ars}}});
    if (association) check_association_keys(body, line, reading);
    const auto ags = Ags::parse(body.ags);
    if (!association && !ags) reading.complain(line, "ags", {{"given", FreeText{body.ags}}});
    // The AGS is the ARS without the four digits of the association.
    if (!association && ags && ars_fits && body.ars.substr(0, 5) + body.ars.substr(9) != body.ags)
        reading.complain(line, "keys_differ", {{"ags", body.ags}, {"ars", body.ars}});
    else if (ags && !ags->in_thuringia()) reading.complain(line, "wrong_land", {{"given", body.ags}});
    else if (!ags && ars_fits && !body.ars.starts_with("16"))
        reading.complain(line, "wrong_land", {{"given", body.ars}});
}

Recipient body_of(const CsvRecord& record, Reading& reading) {
    Recipient body;
    body.kind = reading.value(record, "level");
    body.ags = reading.value(record, "ags");
    body.ars = reading.value(record, "ars");
    body.name = reading.value(record, "name");
    body.district = reading.value(record, "district_name");
    body.key = body.ags.empty() ? body.ars : body.ags;
    if (body.kind == "gemeinde" && reading.value(record, "association_type") == "Verwaltungsgemeinschaft" &&
        body.ars.size() == 12)
        body.association_ars = body.ars.substr(0, 9) + "000";

    if (std::ranges::find(levels, body.kind) == levels.end())
        reading.complain(record.line, "level", {{"given", FreeText{body.kind}}, {"known", as_list(levels)}});
    if (body.name.empty()) reading.complain(record.line, "name");
    check_keys(body, record.line, reading);
    const auto district = reading.value(record, "district_ags");
    if (!body.ars.empty() && district != body.ars.substr(0, 5) + "000")
        reading.complain(record.line, "district", {{"given", FreeText{district}}, {"key", FreeText{body.key}}});
    const auto population = reading.value(record, "population");
    const auto counted = whole_number(population);
    if (!counted) reading.complain(record.line, "population", {{"given", FreeText{population}}});
    body.population = counted.value_or(0);
    return body;
}

std::vector<Recipient> bodies_of(const std::vector<CsvRecord>& records, Reading& reading) {
    std::vector<Recipient> bodies;
    std::map<std::string, int> stands_in;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& record = records[i];
        if (record.fields.size() != reading.width()) {
            reading.complain(record.line, "field_count",
                             {{"given", static_cast<std::int64_t>(record.fields.size())},
                              {"expected", static_cast<std::int64_t>(reading.width())}});
            continue;
        }
        auto body = body_of(record, reading);
        for (const auto& key : {body.ags, body.ars}) {
            if (key.empty()) continue;
            const auto [first, is_new] = stands_in.emplace(key, record.line);
            if (!is_new)
                reading.complain(record.line, "duplicate", {{"key", FreeText{key}}, {"first_line", first->second}});
        }
        bodies.push_back(std::move(body));
    }
    return bodies;
}

Event imported_event(const RecipientChanges& changes, const RecipientsFile& file, AccountId by, PersonId person,
                     Instant at) {
    Event event;
    event.at = at;
    event.actor = by;
    event.duty = by == 0 ? "system" : "admin";
    event.step = "recipients_imported";
    event.facts.person = person;
    event.facts.fields = {{"added", static_cast<std::int64_t>(changes.added.size())},
                          {"changed", static_cast<std::int64_t>(changes.changed.size())},
                          {"unchanged", changes.unchanged},
                          {"missing", static_cast<std::int64_t>(changes.missing.size())},
                          {"sha256", file.sha256}};
    return event;
}

}  // namespace

tl::expected<RecipientsFile, std::vector<LoadError>> parse_recipients_csv(std::string_view bytes,
                                                                          const std::string& file_name) {
    std::vector<LoadError> errors;
    Reading reading{file_name, errors};
    const auto records = read_csv(bytes, file_name, errors);
    std::vector<Recipient> bodies;
    if (records.empty() && errors.empty()) reading.complain(0, "empty", {{"columns", as_list(columns)}});
    if (!records.empty() && reading.take_header(records.front())) bodies = bodies_of(records, reading);
    if (errors.empty() && bodies.empty()) reading.complain(0, "no_rows");
    if (!errors.empty()) {
        std::ranges::stable_sort(errors, {}, [](const LoadError& error) { return error.place.line; });
        return tl::unexpected{std::move(errors)};
    }
    return RecipientsFile{std::move(bodies), sha256_hex(bytes)};
}

RecipientChanges changes_between(const std::vector<Recipient>& registered, const std::vector<Recipient>& imported) {
    std::map<std::string, const Recipient*> known;
    for (const auto& body : registered) known.emplace(body.key, &body);
    RecipientChanges changes;
    for (const auto& body : imported) {
        const auto found = known.find(body.key);
        if (found == known.end()) changes.added.push_back(body);
        else if (*found->second == body) ++changes.unchanged;
        else changes.changed.push_back(body);
        if (found != known.end()) known.erase(found);
    }
    for (const auto& [key, body] : known) changes.missing.push_back(*body);
    return changes;
}

RecipientChanges import_recipients(Store& store, const RecipientTable& table, const RecipientsFile& file, AccountId by,
                                   PersonId person, Instant at) {
    RecipientChanges changes;
    store.run([&](Transaction& transaction) {
        changes = changes_between(table.all(transaction), file.rows);
        if (changes.nothing_to_do()) return;
        auto rows = changes.added;
        rows.insert(rows.end(), changes.changed.begin(), changes.changed.end());
        table.put(transaction, rows);
        transaction.append(0, {imported_event(changes, file, by, person, at)});
    });
    return changes;
}

}  // namespace foerderlauf

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
    body.seat = reading.value(record, "seat");
    body.postal_code = reading.value(record, "postal_code");
    const auto area = reading.value(record, "area_ha");
    const auto hectares = area.empty() ? std::optional<std::int64_t>{0} : whole_number(area);
    if (!hectares) reading.complain(record.line, "area", {{"given", FreeText{area}}});
    body.area_ha = hectares.value_or(0);
    return body;
}

RecipientsFile bodies_of(const std::vector<CsvRecord>& records, Reading& reading) {
    RecipientsFile file;
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
        file.rows.push_back(std::move(body));
        file.lines.push_back(record.line);
    }
    return file;
}

}  // namespace

tl::expected<RecipientsFile, std::vector<LoadError>> parse_recipients_csv(std::string_view bytes,
                                                                          const std::string& file_name) {
    std::vector<LoadError> errors;
    Reading reading{file_name, errors};
    const auto records = read_csv(bytes, file_name, errors);
    RecipientsFile file;
    if (records.empty() && errors.empty()) reading.complain(0, "empty", {{"columns", as_list(columns)}});
    if (!records.empty() && reading.take_header(records.front())) file = bodies_of(records, reading);
    if (errors.empty() && file.rows.empty()) reading.complain(0, "no_rows");
    if (!errors.empty()) {
        std::ranges::stable_sort(errors, {}, [](const LoadError& error) { return error.place.line; });
        return tl::unexpected{std::move(errors)};
    }
    file.sha256 = sha256_hex(bytes);
    file.name = file_name;
    return file;
}

}  // namespace foerderlauf

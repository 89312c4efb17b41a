#include "casework/installation.hpp"

#include "casework/config_file.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t district_digits = 5;

bool is_district(std::string_view text) {
    return text.size() == district_digits && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::map<std::string, Court> read_court_names(const YamlNode& list, YamlReader& reader) {
    std::map<std::string, Court> courts;
    for (const auto& row : list.children) {
        if (!reader.expect_map(row, {"name", "place"})) continue;
        const auto name = reader.required_text(row, "name");
        const auto place = reader.required_text(row, "place");
        if (!place.empty() && !Ags::parse(place)) reader.complain(row, "courts.place", {{"given", place}});
        if (!courts.emplace(name, Court{name, place, true}).second)
            reader.complain(row, "courts.name_twice", {{"name", name}});
    }
    return courts;
}

std::vector<std::string> names_in(const std::map<std::string, Court>& courts) {
    std::vector<std::string> names;
    for (const auto& [name, court] : courts) names.push_back(name);
    return names;
}

std::map<std::string, Court> read_districts(const YamlNode& list, const std::map<std::string, Court>& courts,
                                            const std::string& source_of_all, YamlReader& reader) {
    std::map<std::string, Court> by_district;
    for (const auto& row : list.children) {
        if (!reader.expect_map(row, {"district", "name", "court", "source", "unverified"})) continue;
        const auto district = reader.required_text(row, "district");
        const auto name = reader.required_text(row, "court");
        const auto court = courts.find(name);
        if (!is_district(district)) reader.complain(row, "courts.district", {{"given", district}});
        if (court == courts.end()) {
            if (!name.empty()) reader.unknown(row, "courts.unknown_court", name, names_in(courts));
            continue;
        }
        Court of_district = court->second;
        of_district.unverified = reader.flag(row, "unverified");
        of_district.source = reader.text(row, "source");
        if (of_district.source.empty()) of_district.source = source_of_all;
        if (!by_district.emplace(district, std::move(of_district)).second)
            reader.complain(row, "courts.district_twice", {{"district", district}});
    }
    return by_district;
}

const YamlNode* required_list(const YamlNode& root, std::string_view key, YamlReader& reader) {
    const auto* list = root.find(key);
    if (!list) reader.complain(root, "yaml.missing_key", {{"key", key}});
    else if (!list->is_sequence()) reader.complain(*list, "yaml.not_a_list", {{"key", key}});
    return list && list->is_sequence() ? list : nullptr;
}

/// Runs one loader; what it finds wrong is kept so that the other files are still read.
template <typename Load>
void load_or_note(std::vector<LoadError>& errors, const Load& load) {
    try {
        load();
    } catch (const BadFile& bad) { errors.insert(errors.end(), bad.errors().begin(), bad.errors().end()); }
}

}  // namespace

std::map<std::string, Court> load_courts(const fs::path& file) {
    std::map<std::string, Court> by_district;
    read_config_file(file, [&](const YamlNode& root, YamlReader& reader) {
        if (!reader.expect_map(root, {"courts", "districts", "source"})) return;
        const auto* courts = required_list(root, "courts", reader);
        const auto* districts = required_list(root, "districts", reader);
        if (courts && districts)
            by_district = read_districts(*districts, read_court_names(*courts, reader), reader.text(root, "source"),
                                         reader);
    });
    return by_district;
}

const Court* Installation::court_for(const Recipient& recipient) const {
    const auto found = courts.find(place_of(recipient).substr(0, district_digits));
    return found == courts.end() ? nullptr : &found->second;
}

InstallationInForce::InstallationInForce(Installation first) : now_{nullptr} { replace(std::move(first)); }

void InstallationInForce::replace(Installation next) {
    const std::lock_guard lock{mutex_};
    known_.push_back(std::make_unique<const Installation>(std::move(next)));
    now_ = known_.back().get();
}

Installation load_installation(const fs::path& config_folder, const fs::path& texts_folder) {
    Installation installation;
    std::vector<LoadError> errors;
    load_or_note(errors, [&] { installation.calendar = Calendar{load_holidays(config_folder / "holidays.yaml")}; });
    load_or_note(errors, [&] { installation.base_rates = load_base_rates(config_folder / "base-rates.yaml"); });
    load_or_note(errors, [&] { installation.courts = load_courts(config_folder / "courts.yaml"); });
    const auto retention = config_folder / "retention.yaml";  // a house that imported it before there was one goes on
    if (fs::exists(retention)) load_or_note(errors, [&] { installation.retention = load_retention(retention); });
    load_or_note(errors, [&] { installation.texts = load_texts(texts_folder); });
    load_or_note(errors, [&] { installation.english = load_translation(texts_folder, installation.texts, "en"); });
    if (!errors.empty()) throw BadFile{std::move(errors)};
    return installation;
}

}  // namespace foerderlauf

#include "exchange/gv100ad.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "exchange/gv100ad_lines.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::string_view thuringia = "16";

/// Columns, as domain.md § 6.1 gives them.
struct Span {
    std::size_t from, to;  ///< the last one included
};
constexpr Span type_of_record{0, 1}, state_columns{2, 9}, land_columns{10, 11}, district_columns{10, 14},
    municipality_columns{15, 17}, association_columns{18, 21}, name_columns{22, 71}, seat_columns{72, 121},
    mark_columns{122, 123}, area_columns{128, 138}, inhabitants_columns{139, 149}, postal_columns{165, 169};

std::optional<std::int64_t> number_in(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = !digits.empty() && fault == std::errc{} && end == digits.data() + digits.size();
    return whole && number >= 0 ? std::optional{number} : std::nullopt;
}

bool is_digits(std::string_view text, std::size_t count) {
    return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Date> state_in(const std::string& text) {
    if (!is_digits(text, 8)) return {};
    const auto day = parse_date(text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6));
    return day ? std::optional{*day} : std::nullopt;
}

/// The directory while it is read: what stands above the line in hand, and what is wrong.
class Directory {
public:
    Directory(std::string file_name, std::vector<LoadError>& errors)
        : file_name_{std::move(file_name)}, errors_{errors} {}

    void take(const Gv100adLine& line) {
        const auto type = line.text(type_of_record.from, type_of_record.to);
        check_state(line);
        if (type == "10") lands_.insert(line.text(land_columns.from, land_columns.to));
        if (type == "10" || type == "20" || type == "30") return;
        if (type != "40" && type != "50" && type != "60")
            return complain(line.number, "record_type", {{"given", FreeText{type}}});
        const auto land = line.text(land_columns.from, land_columns.to);
        if (land != thuringia) return pass_over(line, type, land);
        if (line.width() < (type == "60" ? postal_columns.to : mark_columns.to) + 1)
            return complain(line.number, "cut_off", {{"width", static_cast<std::int64_t>(line.width())}});
        if (type == "40") take_district(line);
        else if (type == "50") take_association(line);
        else take_municipality(line);
    }

    RecipientsFile finish(std::string_view bytes, int last_line) {
        if (errors_.empty() && file_.rows.empty()) complain(0, "nothing_of_thuringia");
        if (errors_.empty()) complain_of_empty(last_line);
        for (auto& body : file_.rows) {
            if (body.kind == "landkreis") add_up(body, districts_.find(body.ars.substr(0, 5))->second);
            if (body.kind == "verwaltungsgemeinschaft") add_up(body, associations_.find(body.ars.substr(0, 9))->second);
        }
        file_.name = file_name_;
        file_.sha256 = sha256_hex(bytes);
        return std::move(file_);
    }

    void complain(int line, const std::string& key, Record values = {}) {
        errors_.push_back({{file_name_, line}, {"gv100ad." + key, std::move(values)}});
    }

private:
    /// What has no municipality was cut off, unless its municipality is what is wrong.
    void complain_of_empty(int last_line) {
        for (const auto& [key, above] : districts_)
            if (above.members == 0) complain(above.line, "district_empty", {{"key", key}, {"last_line", last_line}});
        for (const auto& [key, above] : associations_)
            if (above.members == 0) complain(above.line, "association_empty", {{"key", key}, {"last_line", last_line}});
    }

    /// A district or an association: what its municipalities belong to.
    struct Above {
        std::string name, mark;
        int line = 0;
        std::int64_t members = 0, population = 0, area_ha = 0;
        void count(const Recipient& body) {
            ++members;
            population += body.population;
            area_ha += body.area_ha;
        }
    };

    static void add_up(Recipient& body, const Above& above) {
        body.population = above.population;
        body.area_ha = above.area_ha;
    }

    void check_state(const Gv100adLine& line) {
        const auto given = line.text(state_columns.from, state_columns.to);
        const auto state = state_in(given);
        if (!state) return complain(line.number, "state_date", {{"given", FreeText{given}}});
        if (!file_.state_date) file_.state_date = *state;
        else if (*file_.state_date != *state)
            complain(line.number, "other_state",
                     {{"given", to_german(*state)}, {"expected", to_german(*file_.state_date)}});
    }

    void pass_over(const Gv100adLine& line, const std::string& type, const std::string& land) {
        if (!lands_.contains(land)) complain(line.number, "wrong_land", {{"given", FreeText{land}}});
        else if (type == "60") ++file_.foreign_rows;
    }

    void add(Recipient body, int line) {
        body.key = body.ags.empty() ? body.ars : body.ags;
        if (body.name.empty()) complain(line, "name");
        for (const auto& key : {body.ags, body.ars}) {
            if (key.empty()) continue;
            const auto [first, is_new] = stands_in_.emplace(key, line);
            if (!is_new) return complain(line, "duplicate", {{"key", key}, {"first_line", first->second}});
        }
        file_.rows.push_back(std::move(body));
        file_.lines.push_back(line);
    }

    Recipient named(const Gv100adLine& line) const {
        Recipient body;
        body.name = line.text(name_columns.from, name_columns.to);
        body.seat = line.text(seat_columns.from, seat_columns.to);
        return body;
    }

    void take_district(const Gv100adLine& line) {
        const auto key = line.text(district_columns.from, district_columns.to);
        const auto rest = line.text(municipality_columns.from, municipality_columns.to);
        const auto mark = line.text(mark_columns.from, mark_columns.to);
        if (!is_digits(key, 5) || !(rest.empty() || rest == "000"))
            return complain(line.number, "district_key", {{"given", FreeText{key + rest}}});
        auto body = named(line);
        const auto [first, is_new] = districts_.emplace(key, Above{body.name, mark, line.number});
        if (!is_new) return complain(line.number, "duplicate", {{"key", key}, {"first_line", first->second.line}});
        if (mark == "41") return;  // a kreisfreie Stadt has its own record 60
        if (mark != "44") return complain(line.number, "mark", {{"given", FreeText{mark}}, {"type", "40"}});
        body.kind = "landkreis";
        body.ags = key + "000";
        body.ars = key + "0000000";
        body.district = body.name;
        add(std::move(body), line.number);
    }

    void take_association(const Gv100adLine& line) {
        const auto key = line.text(district_columns.from, district_columns.to) +
                         line.text(association_columns.from, association_columns.to);
        const auto mark = line.text(mark_columns.from, mark_columns.to);
        if (!is_digits(key, 9)) return complain(line.number, "association_key", {{"given", FreeText{key}}});
        const auto district = districts_.find(key.substr(0, 5));
        if (district == districts_.end())
            return complain(line.number, "no_district", {{"key", key}, {"district", key.substr(0, 5)}});
        auto body = named(line);
        const auto [first, is_new] = associations_.emplace(key, Above{body.name, mark, line.number});
        if (!is_new) return complain(line.number, "duplicate", {{"key", key}, {"first_line", first->second.line}});
        if (mark == "50" || mark == "58") return;  // a municipality of its own, or one that administers others
        if (mark != "54") return complain(line.number, "mark", {{"given", FreeText{mark}}, {"type", "50"}});
        body.kind = "verwaltungsgemeinschaft";
        body.ars = key + "000";
        body.district = district->second.name;
        add(std::move(body), line.number);
    }

    void take_municipality(const Gv100adLine& line) {
        auto body = named(line);
        body.ags = line.text(district_columns.from, municipality_columns.to);
        const auto association = line.text(association_columns.from, association_columns.to);
        if (!Ags::parse(body.ags)) return complain(line.number, "ags", {{"given", FreeText{body.ags}}});
        if (!is_digits(association, 4))
            return complain(line.number, "association_key", {{"given", FreeText{association}}});
        body.ars = body.ags.substr(0, 5) + association + body.ags.substr(5);
        const auto district = districts_.find(body.ags.substr(0, 5));
        const auto above = associations_.find(body.ars.substr(0, 9));
        if (district == districts_.end())
            return complain(line.number, "no_district", {{"key", body.ags}, {"district", body.ags.substr(0, 5)}});
        if (above == associations_.end())
            return complain(line.number, "no_association", {{"key", body.ags}, {"association", association}});
        const auto mark = line.text(mark_columns.from, mark_columns.to);
        if (mark == "61") body.kind = "kreisfreie_stadt";
        else if (mark == "63" || mark == "64") body.kind = "gemeinde";
        else return complain(line.number, "mark", {{"given", FreeText{mark}}, {"type", "60"}});
        body.district = district->second.name;
        if (above->second.mark == "54") body.association_ars = body.ars.substr(0, 9) + "000";
        read_figures(body, line);
        district->second.count(body);
        above->second.count(body);
        add(std::move(body), line.number);
    }

    void read_figures(Recipient& body, const Gv100adLine& line) {
        const auto area = line.text(area_columns.from, area_columns.to);
        const auto inhabitants = line.text(inhabitants_columns.from, inhabitants_columns.to);
        body.postal_code = line.text(postal_columns.from, postal_columns.to);
        const auto hectares = number_in(area), people = number_in(inhabitants);
        if (!hectares) complain(line.number, "area", {{"given", FreeText{area}}});
        if (!people) complain(line.number, "population", {{"given", FreeText{inhabitants}}});
        if (!is_digits(body.postal_code, 5))
            complain(line.number, "postal_code", {{"given", FreeText{body.postal_code}}});
        body.area_ha = hectares.value_or(0);
        body.population = people.value_or(0);
    }

    std::string file_name_;
    std::vector<LoadError>& errors_;
    RecipientsFile file_;
    std::set<std::string> lands_;
    std::map<std::string, Above> districts_;     ///< by five digits
    std::map<std::string, Above> associations_;  ///< by nine digits; a municipality without one has its own
    std::map<std::string, int> stands_in_;       ///< AGS and ARS → line
};

}  // namespace

bool looks_like_gv100ad(std::string_view bytes) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    const auto head = bytes.substr(0, 10);
    return head.size() == 10 && is_digits(head, 10);
}

tl::expected<RecipientsFile, std::vector<LoadError>> parse_gv100ad(std::string_view bytes,
                                                                   const std::string& file_name) {
    std::vector<LoadError> errors;
    Directory directory{file_name, errors};
    const auto text = lines_of_gv100ad(bytes, file_name, errors);
    for (const auto& line : text.lines) directory.take(line);
    auto file = directory.finish(bytes, text.lines.empty() ? 0 : text.lines.back().number);
    file.read_as_latin1 = text.read_as_latin1;
    if (errors.empty()) return file;
    std::ranges::stable_sort(errors, {}, [](const LoadError& error) { return error.place.line; });
    return tl::unexpected{std::move(errors)};
}

}  // namespace foerderlauf

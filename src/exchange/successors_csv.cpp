#include "exchange/successors_csv.hpp"

#include "base/text.hpp"
#include "exchange/csv.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 3> columns = {"ags", "valid_to", "successor_ags"};
using Positions = std::map<std::string, std::size_t, std::less<>>;

class Listing {
public:
    Listing(std::string file_name, std::vector<LoadError>& errors)
        : file_name_{std::move(file_name)}, errors_{errors} {}

    void complain(int line, const std::string& key, Record values = {}) {
        errors_.push_back({{file_name_, line}, {"successors_csv." + key, std::move(values)}});
    }

    void take_header(const CsvRecord& header) {
        width_ = header.fields.size();
        for (std::size_t i = 0; i < width_; ++i) {
            const std::string name{trimmed(header.fields[i])};
            if (std::ranges::find(columns, name) == columns.end())
                complain(header.line, "unknown_column", {{"column", FreeText{name}}});
            else if (!where_.emplace(name, i).second) complain(header.line, "column_twice", {{"column", name}});
        }
        for (const auto& name : columns)
            if (!where_.contains(name)) complain(header.line, "missing_column", {{"column", name}});
    }

    void take(const CsvRecord& record) {
        if (record.fields.size() != width_)
            return complain(record.line, "field_count",
                            {{"given", static_cast<std::int64_t>(record.fields.size())},
                             {"expected", static_cast<std::int64_t>(width_)}});
        const auto before = errors_.size();
        const auto day = value(record, "valid_to");
        const auto valid_to = parse_date(day);
        if (!valid_to) complain(record.line, "valid_to", {{"given", FreeText{day}}});
        BodyEnd end{value(record, "ags"), valid_to.value_or(Date{}), value(record, "successor_ags"), record.line};
        for (const auto& key : {end.key, end.successor})
            if (!Ags::parse(key) && !Ars::parse(key)) complain(record.line, "key", {{"given", FreeText{key}}});
        if (errors_.size() > before) return;
        const auto [first, is_new] = stands_in_.emplace(end.key, record.line);
        if (!is_new) return complain(record.line, "duplicate", {{"key", end.key}, {"first_line", first->second}});
        ends.push_back(std::move(end));
    }

    std::vector<BodyEnd> ends;

private:
    std::string value(const CsvRecord& record, std::string_view column) const {
        return std::string{trimmed(record.fields[where_.find(column)->second])};
    }

    std::string file_name_;
    std::vector<LoadError>& errors_;
    Positions where_;
    std::map<std::string, int> stands_in_;
    std::size_t width_ = 0;
};

}  // namespace

bool looks_like_successors_csv(std::string_view bytes) {
    return bytes.substr(0, bytes.find('\n')).find("successor_ags") != std::string_view::npos;
}

tl::expected<std::vector<BodyEnd>, std::vector<LoadError>> parse_successors_csv(std::string_view bytes,
                                                                                const std::string& file_name) {
    std::vector<LoadError> errors;
    Listing listing{file_name, errors};
    const auto records = read_csv(bytes, file_name, errors);
    if (!records.empty()) listing.take_header(records.front());
    if (errors.empty())
        for (std::size_t i = 1; i < records.size(); ++i) listing.take(records[i]);
    if (errors.empty() && listing.ends.empty()) listing.complain(0, "no_rows");
    if (errors.empty()) return std::move(listing.ends);
    std::ranges::stable_sort(errors, {}, [](const LoadError& error) { return error.place.line; });
    return tl::unexpected{std::move(errors)};
}

}  // namespace foerderlauf

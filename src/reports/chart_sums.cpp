#include "reports/chart_sheet.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using By = ChartDescription::By;
using Sums = std::vector<std::int64_t>;

constexpr std::int64_t months = 12;

std::string two_digits(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

void add_to(Sums& sums, const Sums& more) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
}

/// `DATE(2026,13,1)` is the first of the next January: the format counts months on.
std::string first_of(std::int64_t month) {
    return "DATE(" + std::to_string(month / months) + "," + std::to_string(month % months + 1) + ",1)";
}

std::string between(const std::string& range, const std::string& from, const std::string& before) {
    return "(" + range + ">=" + from + ")*(" + range + "<" + before + ")";
}

}  // namespace

/// The category of a row: a word or number, a month counted from year 0, a year, or the place of its class.
Cell ChartSums::key_of(const Cells& row) const {
    const auto& cell =
        row[static_cast<std::size_t>(sheet_.columns[static_cast<std::size_t>(chart_.category)].field_index)];
    if (const auto* day = std::get_if<Date>(&cell)) {
        const std::int64_t year = static_cast<int>(day->year());
        if (chart_.by == By::Year) return year;
        return year * months + static_cast<unsigned>(day->month()) - 1;
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell); number && chart_.by == By::Classes)
        return std::int64_t{std::ranges::lower_bound(chart_.classes, *number) - chart_.classes.begin()};
    if (const auto* text = std::get_if<std::string>(&cell); text && text->empty()) return {};
    return cell;
}

void ChartSums::add(const Cells& row) {
    auto& sums = sums_.try_emplace(key_of(row), Sums(std::max<std::size_t>(1, chart_.values.size()))).first->second;
    if (chart_.values.empty()) ++sums.front();
    for (std::size_t i = 0; i < chart_.values.size(); ++i) {
        const auto& column = sheet_.columns[static_cast<std::size_t>(chart_.values[i])];
        if (const auto* amount = std::get_if<Money>(&row[static_cast<std::size_t>(column.field_index)]))
            sums[i] += amount->in_cents();
    }
}

/// Words with the largest sums first; days, numbers and classes in their own order, months and classes without gaps.
std::vector<std::pair<Cell, Sums>> ChartSums::chosen() const {
    auto sums = sums_;
    const Sums nothing(std::max<std::size_t>(1, chart_.values.size()));
    if (chart_.by == By::Classes)
        for (std::size_t i = 0; i <= chart_.classes.size(); ++i)
            sums.try_emplace(static_cast<std::int64_t>(i), nothing);
    if (chart_.by == By::Month && !sums.empty()) {
        const auto first_day = std::holds_alternative<std::monostate>(sums.begin()->first) ? std::next(sums.begin())
                                                                                           : sums.begin();
        if (first_day != sums.end()) {
            const auto first = std::get<std::int64_t>(first_day->first);
            const auto last = std::get<std::int64_t>(sums.rbegin()->first);
            if (last - first < chart_.most)
                for (auto month = first; month <= last; ++month) sums.try_emplace(month, nothing);
        }
    }
    // Rows without a day or word stand there only where they count; rows without a number are in no class.
    if (const auto without = sums.find(Cell{});
        without != sums.end() && (chart_.by == By::Classes || without->second == nothing))
        sums.erase(without);
    std::vector<std::pair<Cell, Sums>> list(sums.begin(), sums.end());
    const auto kind = sheet_.columns[static_cast<std::size_t>(chart_.category)].kind;
    if (chart_.by == By::Value && kind != ColumnKind::Integer)
        std::ranges::stable_sort(list,
                                 [](const auto& a, const auto& b) { return a.second.front() > b.second.front(); });
    return list;
}

std::vector<ChartSums::Category> ChartSums::categories(const FilledSheet& filled, const Texts& texts) const {
    const auto range = range_name(sheet_.title, filled.first_row, filled.last_row, chart_.category);
    const auto described = [&](const Cell& key) -> std::pair<std::string, std::string> {
        if (std::holds_alternative<std::monostate>(key))
            return {texts.sentence("report.chart.without"), "(" + range + "=\"\")"};
        if (const auto* text = std::get_if<std::string>(&key)) return {*text, "="};
        const auto number = std::get<std::int64_t>(key);
        const auto spelled = std::to_string(number);
        if (chart_.by == By::Month)
            return {two_digits(number % months + 1) + "." + std::to_string(number / months),
                    between(range, first_of(number), first_of(number + 1))};
        if (chart_.by == By::Year)
            return {spelled, between(range, first_of(number * months), first_of((number + 1) * months))};
        if (chart_.by == By::Value) return {spelled, "(" + range + "=" + spelled + ")"};
        const auto at = static_cast<std::size_t>(number);
        const auto above = at == 0 ? std::string{} : "*(" + range + ">" + std::to_string(chart_.classes[at - 1]) + ")";
        const auto within = at == chart_.classes.size()
                                ? std::string{}
                                : "*(" + range + "<=" + std::to_string(chart_.classes[at]) + ")";
        const auto name = at == 0 ? texts.sentence("report.chart.up_to", {{"last", chart_.classes[at]}})
                          : at == chart_.classes.size()
                              ? texts.sentence("report.chart.above", {{"last", chart_.classes[at - 1]}})
                              : texts.sentence("report.chart.from_to",
                                               {{"first", chart_.classes[at - 1] + 1}, {"last", chart_.classes[at]}});
        return {name, "ISNUMBER(" + range + ")" + above + within};
    };
    const auto list = chosen();
    const auto most = static_cast<std::size_t>(chart_.most);
    // Of words the smallest are put together, of months and years the oldest.
    const bool words = chart_.by == By::Value;
    const std::size_t kept = chart_.by == By::Classes ? list.size() : std::min(list.size(), most);
    const std::size_t first = words ? 0 : list.size() - kept;
    std::vector<Category> found;
    Category rest{texts.sentence(words ? "report.chart.rest" : "report.chart.earlier"), "",
                  Sums(std::max<std::size_t>(1, chart_.values.size()))};
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i < first || i >= first + kept) {
            add_to(rest.sums, list[i].second);
            continue;
        }
        auto [name, condition] = described(list[i].first);
        found.push_back({std::move(name), std::move(condition), list[i].second});
    }
    if (kept < list.size()) found.insert(words ? found.end() : found.begin(), std::move(rest));
    return found;
}

}  // namespace foerderlauf

#include "reports/report.hpp"

#include "reports/chart_sheet.hpp"
#include "reports/check_sheet.hpp"
#include "reports/fill_sheet.hpp"
#include "reports/row_pipe.hpp"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <map>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

constexpr int header_row = 3;  // below title, the line that says what is shown, and a blank row
constexpr int first_year = 2000;
constexpr int last_year = 2199;

/// The facts of the stamp, read in the same snapshot as the rows.
struct Stamp {
    std::int64_t last_position = 0;
    std::string root_hash;
};

std::string moment_text(Instant moment) {
    const auto minutes = berlin_minutes(moment).count();
    const auto two = [](auto number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return to_german(berlin_day(moment)) + " " + two(minutes / 60) + ":" + two(minutes % 60);
}

bool takes(const ReportDescription& report, std::string_view option) {
    return std::ranges::find(report.options, option) != report.options.end();
}

/// What is wrong with the options, by option.
std::map<std::string, Message> wrong_options(const ReportDescription& report, const ReportOptions& options,
                                             const Programmes& programmes, Date today) {
    std::map<std::string, Message> wrong;
    const auto not_here = [&](const std::string& option) {
        wrong.emplace(option, Message{"report.option_not_here", {{"report", report.title}, {"option", option}}});
    };
    const auto names = programmes.names();
    if (!options.programme.empty() && std::ranges::find(names, options.programme) == names.end())
        wrong.emplace("programme", Message{"report.no_such_programme", {{"given", FreeText{options.programme}}}});
    if (options.year && (*options.year < first_year || *options.year > last_year))
        wrong.emplace("year", Message{"report.no_such_year", {{"given", *options.year}}});
    if (options.as_of && *options.as_of > today)
        wrong.emplace("as_of",
                      Message{"report.as_of_ahead", {{"given", to_iso(*options.as_of)}, {"today", to_iso(today)}}});
    if (!options.programme.empty() && !takes(report, "programme")) not_here("programme");
    if (options.year && !takes(report, "year")) not_here("year");
    if (options.as_of && !takes(report, "as_of")) not_here("as_of");
    return wrong;
}

/// `Stand 31.12.2026 · Förderprogramm: ThürEGovRL · Haushaltsjahr: 2026`
std::string shown_line(const Asking& asking, Instant now) {
    const auto& options = asking.options;
    const auto& texts = asking.texts;
    const auto programme = options.programme.empty() ? texts.sentence("report.all_programmes")
                                                     : programme_label(asking, options.programme);
    const auto year = options.year ? std::to_string(*options.year) : texts.sentence("report.all_years");
    const auto as_of = options.as_of ? to_german(*options.as_of) : moment_text(now);
    return texts.sentence("report.shown", {{"as_of", as_of}, {"programme", programme}, {"year", year}});
}

StampRows stamp_rows(const ReportDescription& report, const Asking& asking, const Stamp& stamp, Instant now) {
    const auto& options = asking.options;
    const auto& texts = asking.texts;
    const auto label = [&](const char* name) { return texts.sentence(std::string{"report.stamp."} + name); };
    StampRows rows = {
        {label("report"), report.title},
        {label("description"), report.description},
        {label("as_of"),
         options.as_of ? texts.sentence("report.end_of_day", {{"day", to_iso(*options.as_of)}}) : moment_text(now)},
        {label("made_at"), moment_text(now)},
        {label("asked_by"), options.asked_by},
        {label("programme"), options.programme.empty() ? texts.sentence("report.all_programmes")
                                                       : programme_label(asking, options.programme)},
        {label("year"), options.year ? std::to_string(*options.year) : texts.sentence("report.all_years")}};
    for (const auto& name : asking.programmes.names()) {
        if (!options.programme.empty() && options.programme != name) continue;
        if (const auto definition = asking.programmes.current(name))
            rows.emplace_back(texts.sentence("report.stamp.version", {{"programme", definition->short_title}}),
                              definition->version);
    }
    rows.emplace_back(label("last_position"), std::to_string(stamp.last_position));
    rows.emplace_back(label("root_hash"), stamp.root_hash);
    rows.emplace_back(label("visibility"),
                      texts.sentence(options.visibility.everything ? "report.sees_everything" : "report.sees_own"));
    return rows;
}

SheetLook look_of(const std::string& title, const ReportDescription& report, const Asking& asking,
                  const std::string& shown) {
    SheetLook look;
    look.title = title;
    look.header_row = header_row;
    look.footer_left = report.title;
    look.footer_right = shown;
    look.page_of = asking.texts.sentence("report.page_of");
    return look;
}

WorkbookProperties properties_of(const ReportDescription& report, const Asking& asking, const Stamp& stamp, Instant now,
                                 const std::string& shown) {
    return {report.title,
            report.description,
            asking.texts.sentence("report.author"),
            shown,
            now,
            {{"as_of", to_iso(asking.day)},
             {"last_position", std::to_string(stamp.last_position)},
             {"root_hash", stamp.root_hash}}};
}

/// The progress of one sheet as a part of the whole: every sheet, the checks and the file itself count alike.
WritingProgress part_of(const WritingProgress& whole, std::size_t part, std::size_t parts) {
    if (!whole) return {};
    return [whole, part, parts](std::int64_t done, std::int64_t all) {
        constexpr std::int64_t steps = 1000;
        const auto within = all > 0 ? done * steps / all : steps;
        whole(static_cast<std::int64_t>(part) * steps + within, static_cast<std::int64_t>(parts) * steps);
    };
}

/// Every sheet with its header, in the order of the tabs, ready for rows.
std::vector<SheetFilling> begun_sheets(Workbook& book, const ReportDescription& report, const Asking& asking,
                                       std::vector<ChartSums>& sums, const std::string& shown) {
    std::vector<SheetFilling> sheets;
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
        const auto& described = report.sheets[i];
        auto look = look_of(described.title, report, asking, shown);
        look.landscape = described.landscape;
        for (const auto& column : described.columns) look.widths.push_back(column.width);
        sheets.emplace_back(book, described, asking.texts, shown, look, [&report, &sums, i](const Cells& row) {
            for (std::size_t chart = 0; chart < sums.size(); ++chart)
                if (static_cast<std::size_t>(report.charts[chart].sheet) == i) sums[chart].add(row);
        });
    }
    return sheets;
}

/// The sheets that are filled by one reading of the cases; each by itself where its query reads alone.
std::vector<std::vector<std::size_t>> readings_of(const ReportDescription& report) {
    std::vector<std::vector<std::size_t>> readings;
    for (std::size_t i = 0; i < report.sheets.size(); ++i) {
        const auto* query = report.sheets[i].query;
        const auto same = std::ranges::find_if(readings, [&](const std::vector<std::size_t>& others) {
            const auto* other = report.sheets[others.front()].query;
            return query->run_together && query->run_together == other->run_together;
        });
        if (same == readings.end()) readings.push_back({i});
        else same->push_back(i);
    }
    return readings;
}

struct Written {
    std::vector<FilledSheet> sheets;
    std::vector<CheckCounts> counts;
};

Written write_data_sheets(Workbook& book, const ReportDescription& report, Asking& asking, std::vector<ChartSums>& sums,
                          const std::string& shown) {
    auto sheets = begun_sheets(book, report, asking, sums, shown);
    const auto readings = readings_of(report);
    const auto whole = asking.progress;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        asking.progress = part_of(whole, i, readings.size() + 1);
        const auto* query = report.sheets[readings[i].front()].query;
        std::vector<std::string> names;
        std::vector<std::vector<std::size_t>> shown_on;  // by name: the sheets
        for (const auto sheet : readings[i]) {
            const auto& name = report.sheets[sheet].query->name;
            const auto known = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
            if (known == names.size()) {
                names.push_back(name);
                shown_on.emplace_back();
            }
            shown_on[known].push_back(sheet);
        }
        const auto read = [query](const Asking& beside, const Emits& emits) {
            if (query->run_together) query->run_together(beside, emits);
            else query->run(beside, emits.begin()->second);
        };
        read_beside(asking, names, read, [&](std::size_t place, Cells&& row) {
            const auto& shown_there = shown_on[place];
            for (std::size_t other = 0; other + 1 < shown_there.size(); ++other)
                sheets[shown_there[other]].take(Cells{row});
            sheets[shown_there.back()].take(std::move(row));
        });
    }
    asking.progress = part_of(whole, readings.size(), readings.size() + 1);
    // From here on the snapshot belongs to the counting alone; sheets that are put in order are written meanwhile.
    auto quiet = asking;
    quiet.progress = {};
    auto counting = std::async(std::launch::async, [&] { return counts_of_checks(report, quiet); });
    Written written;
    for (auto& sheet : sheets) written.sheets.push_back(sheet.finish(asking.day));
    written.counts = counting.get();
    return written;
}

ReportWritten write_workbook(const ReportDescription& report, Asking asking, Instant now, const fs::path& file) {
    const Stamp stamp{asking.snapshot.last_position(), asking.snapshot.root_hash()};
    const auto shown = shown_line(asking, now);
    Workbook book{file, properties_of(report, asking, stamp, now, shown)};
    std::vector<ChartSums> sums;
    for (const auto& chart : report.charts)
        sums.emplace_back(chart, report.sheets[static_cast<std::size_t>(chart.sheet)]);
    const auto [filled, counts] = write_data_sheets(book, report, asking, sums, shown);
    const auto plain = look_of("", report, asking, shown);
    if (!report.charts.empty()) write_chart_sheet(book, report, sums, filled, asking.texts, shown, plain);
    ReportWritten written;
    written.checks = static_cast<int>(report.checks.size());
    written.differing = write_check_sheet(book, report, asking.texts, filled, counts,
                                          stamp_rows(report, asking, stamp, now), plain);
    for (const auto& sheet : filled) written.rows += sheet.rows;
    book.save();
    return written;
}

std::optional<std::string> bytes_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return {};
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

struct ReportCatalogue::Inner {
    std::map<std::string, ReportDescription> reports;
};

ReportCatalogue::ReportCatalogue(const fs::path& reports_folder) : inner_{std::make_unique<Inner>()} {
    std::vector<LoadError> errors;
    std::error_code no_folder;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{reports_folder, no_folder})
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (files.empty()) errors.push_back({{reports_folder.string(), 0}, {"report_file.no_reports", {}}});
    std::ranges::sort(files);
    for (const auto& file : files) {
        const auto yaml = bytes_of(file);
        if (!yaml) errors.push_back({{file.string(), 0}, {"load.not_readable", {}}});
        else
            inner_->reports.emplace(file.stem().string(),
                                    load_report(*yaml, file.string(), file.stem().string(), errors));
    }
    if (!errors.empty()) throw BadFile{std::move(errors)};
}

ReportCatalogue::~ReportCatalogue() = default;
ReportCatalogue::ReportCatalogue(ReportCatalogue&&) noexcept = default;

std::vector<ReportInfo> ReportCatalogue::list() const {
    std::vector<ReportInfo> infos;
    for (const auto& [name, report] : inner_->reports)
        infos.push_back({name, report.title, report.description, report.options});
    return infos;
}

bool ReportCatalogue::knows(const std::string& name) const { return inner_->reports.contains(name); }

Result<ReportWritten> ReportCatalogue::write(const std::string& name, const ReportOptions& options, Store& store,
                                             const Programmes& programmes, const Texts& texts, const Clock& clock,
                                             const fs::path& file, const WritingProgress& progress) const {
    const auto found = inner_->reports.find(name);
    if (found == inner_->reports.end())
        return refuse(Refusal::Kind::NotFound, "report.unknown", {{"given", FreeText{name}}});
    const auto& report = found->second;
    const auto now = clock.now();
    const auto today = berlin_day(now);
    if (auto wrong = wrong_options(report, options, programmes, today); !wrong.empty())
        return tl::unexpected{
            Refusal{Refusal::Kind::BadInput, {"report.bad_options", {{"report", report.title}}}, {}, std::move(wrong)}};
    if (fs::exists(file)) throw std::runtime_error{"the workbook " + file.string() + " exists already"};
    ReportWritten written;
    try {
        store.read([&](Snapshot& snapshot) {
            written = write_workbook(
                report, {snapshot, programmes, texts, options, options.as_of.value_or(today), progress}, now, file);
        });
    } catch (const TooManyRows&) {
        return refuse("report.too_many_rows", {{"report", report.title}, {"most", Sheet::most_rows}});
    }
    return written;
}

}  // namespace foerderlauf

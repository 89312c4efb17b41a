// GET /reports, GET /reports/download, GET /reports/{name}.xlsx: workbooks that reports/*.yaml describe.
#include "base/sha256.hpp"
#include "domain/calendar.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"
#include "web/pages/office.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr auto xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr int years_back = 8;

View option(const std::string& value, const std::string& label, bool chosen) {
    return View::Group{{"filter_value", value}, {"filter_label", label}, {"filter_chosen", chosen}};
}

Reply reports_page(const Visit& visit, const std::string& error, int status) {
    const auto& asked = visit.request.query;
    View::Views names, described, programmes, years;
    for (const auto& report : visit.site().reports.list()) {
        names.push_back(option(report.name, typeset(report.title), report.name == asked.value("name")));
        described.push_back(View::Group{{"report_title", typeset(report.title)},
                                        {"report_words", typeset(report.description)},
                                        {"report_path", "/reports/" + report.name + ".xlsx"}});
    }
    for (const auto& name : visit.site().programmes.names())
        programmes.push_back(option(name, typeset(visit.site().programmes.current(name)->short_title),
                                    name == asked.value("programme")));
    const int this_year = static_cast<int>(visit.words.today().year());
    for (int year = this_year + 1; year > this_year - years_back; --year)
        years.push_back(option(std::to_string(year), std::to_string(year),
                               asked.has("year") ? asked.value("year") == std::to_string(year) : year == this_year));
    View view = View::Group{{"names", names}, {"reports", described},          {"programmes", programmes},
                            {"years", years}, {"as_of", asked.value("as_of")}, {"error", error}};
    return page(visit, "reports", visit.words.sentence("pages.nav.reports"), view, status, NavPlace::Reports);
}

/// A name in the system's temporary folder that nobody has: the file is sent and then unlinked.
std::filesystem::path fresh_file() {
    return std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)) + ".xlsx");
}

}  // namespace

Reply show_reports(const Visit& visit) { return visit.as_staff() ? reports_page(visit, "", 200) : error_reply(403); }

Reply ask_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& asked = visit.request.query;
    if (!visit.site().reports.knows(asked.value("name"))) return error_reply(404);
    std::string as_of;
    if (const auto typed = asked.value("as_of"); !typed.empty()) {
        const auto day = parse_german_date(typed);
        if (!day) return reports_page(visit, visit.words.sentence(day.error().message), 422);
        as_of = to_iso(*day);
    }
    return see_other(
        address("/reports/" + asked.value("name") + ".xlsx",
                {{"programme", asked.value("programme")}, {"year", asked.value("year")}, {"as_of", as_of}}));
}

Reply send_report(const Visit& visit) {
    if (!visit.as_staff()) return error_reply(403);
    const auto& asked = visit.request.query;
    const auto& name = visit.request.parameter("name");
    if (!visit.site().reports.knows(name)) return error_reply(404);
    ReportOptions options;
    options.programme = asked.value("programme");
    const auto year = asked.value("year");
    int number = 0;
    if (std::from_chars(year.data(), year.data() + year.size(), number).ec == std::errc{}) options.year = number;
    if (const auto as_of = asked.value("as_of"); !as_of.empty()) {
        const auto day = parse_date(as_of);
        if (!day) return refused(visit, day.error());
        options.as_of = *day;
    }
    options.visibility = visibility_of(visit.account(), visit.site().programmes);
    options.asked_by = visit.account().display_name;
    const auto file = fresh_file();
    auto& site = visit.site();
    const auto written = site.reports.write(name, options, site.store, site.programmes, site.installation.texts,
                                            site.clock, file);
    if (!written) return refused(visit, written.error());
    return download(FileBody{file, true}, xlsx_type, name + (year.empty() ? "" : "-" + year) + ".xlsx");
}

}  // namespace foerderlauf

// GET /admin/settings: what this installation counts by, with its source, and what nobody has verified yet.
#include "web/pages/settings.hpp"

#include "base/text.hpp"
#include "casework/config_import.hpp"
#include "web/pages/frame.hpp"
#include "workflow/comparison.hpp"

#include <algorithm>
#include <ranges>

namespace foerderlauf {

namespace {

View setting_mark(const Words& words, bool unverified) {
    return unverified ? badge("warning", "warning", words.sentence("pages.programme.setting")) : View{false};
}

View row_of(const Words& words, std::string name, std::string value, const std::string& source, bool unverified) {
    return View::Group{{"row_name", std::move(name)},
                       {"row_value", std::move(value)},
                       {"row_source", typeset(source)},
                       {"row_setting", setting_mark(words, unverified)}};
}

View table_of(const Words& words, const std::string& name, View::Views rows) {
    const auto key = "pages.settings." + name;
    return View::Group{{"table_id", name},
                       {"table_title", words.sentence(key)},
                       {"column_name", words.sentence(key + "_name")},
                       {"column_value", words.sentence(key + "_value")},
                       {"table_rows", std::move(rows)}};
}

std::string places_of(const Visit& visit, const HolidayRule& rule) {
    if (rule.places.empty()) return {};
    std::vector<std::string> names;
    for (const auto& key : rule.places) {
        const auto body = visit.site().recipients.find(key.size() == 5 ? key + "000" : key);
        names.push_back(body ? body->name : key);
    }
    return visit.words.sentence("pages.settings.only_at", {{"places", joined(names, ", ")}});
}

View holidays_of(const Visit& visit, int year) {
    struct Holiday {
        Date day;
        const HolidayRule* rule;
    };
    std::vector<Holiday> days;
    for (const auto& rule : visit.site().installation->calendar.rules())
        if (const auto day = day_in(rule, year)) days.push_back({*day, &rule});
    std::ranges::sort(days, {}, &Holiday::day);
    View::Views rows;
    for (const auto& holiday : days) {
        auto when = visit.words.weekday_text(holiday.day);
        if (const auto places = places_of(visit, *holiday.rule); !places.empty()) when += ", " + places;
        rows.push_back(row_of(visit.words, holiday.rule->name, when, holiday.rule->source, holiday.rule->unverified));
    }
    auto table = table_of(visit.words, "holidays", std::move(rows));
    table["table_id"] = "holidays-" + std::to_string(year);
    table["table_title"] = visit.words.sentence("pages.settings.holidays", {{"year", std::to_string(year)}});
    return table;
}

View base_rates_of(const Visit& visit) {
    View::Views rows;
    for (const auto& rate : visit.site().installation->base_rates.rows | std::views::reverse) {
        const Record span{{"from", to_german(rate.from)}, {"to", to_german(last_day_of(rate))}};
        rows.push_back(row_of(visit.words, visit.words.sentence("pages.programme.from_to", span),
                              rate_in_german(rate.hundredths), rate.source, rate.unverified));
    }
    return table_of(visit.words, "base_rates", std::move(rows));
}

View courts_of(const Visit& visit) {
    View::Views rows;
    for (const auto& [district, court] : visit.site().installation->courts) {
        const auto body = visit.site().recipients.find(district + "000");
        rows.push_back(row_of(visit.words, body ? body->name : district, court.name, court.source, court.unverified));
    }
    return table_of(visit.words, "courts", std::move(rows));
}

View retention_of(const Visit& visit) {
    View::Views rows;
    const auto& rules = visit.site().installation->retention;
    const auto add = [&](const std::string& name, const RetentionRule& rule) {
        rows.push_back(row_of(visit.words, name, visit.words.counted("pages.settings.years", rule.years), rule.source,
                              rule.unverified));
    };
    for (const auto& [name, rule] : rules.by_programme) {
        const auto programme = visit.programme(name);
        add(programme ? typeset(programme->title) : name, rule);
    }
    if (rules.otherwise) add(visit.words.sentence("pages.settings.every_programme"), *rules.otherwise);
    return table_of(visit.words, "retention", std::move(rows));
}

/// Said aloud where interest of today could not be counted.
View missing_rate(const Visit& visit) {
    const auto today = visit.site().clock.today();
    const auto& rates = visit.site().installation->base_rates.rows;
    const bool known = std::ranges::any_of(
        rates, [&](const BaseRate& rate) { return rate.from <= today && today <= last_day_of(rate); });
    if (known) return false;
    return visit.words.sentence("pages.settings.rate_missing", {{"day", to_german(today)}});
}

View files_of(const Visit& visit) {
    View::Views files;
    const auto imported = imported_files(visit.site().store);
    for (const auto& name : imported_config_files()) {
        const auto file = imported.find(name);
        files.push_back(View::Group{
            {"file_path", "/admin/settings/" + name},
            {"file_name", name},
            {"file_what", visit.words.sentence("pages.settings.file." + name.substr(0, name.find('.')))},
            {"file_since", file == imported.end()
                               ? visit.words.sentence("pages.settings.never")
                               : visit.words.sentence("pages.settings.since",
                                                      {{"moment", visit.words.moment_text(file->second.at)}})}});
    }
    return files;
}

}  // namespace

Reply show_settings(const Visit& visit) {
    const auto this_year = static_cast<int>(visit.site().clock.today().year());
    View view = View::Group{{"files", files_of(visit)},
                            {"rate_missing", missing_rate(visit)},
                            {"tables", View::Views{holidays_of(visit, this_year), holidays_of(visit, this_year + 1),
                                                   base_rates_of(visit), courts_of(visit), retention_of(visit)}}};
    return page(visit, "settings", visit.words.sentence("pages.settings.title"), view, 200, NavPlace::Administration);
}

}  // namespace foerderlauf

// foerderlauf report NAME --out FILE.xlsx [--programme P] [--year Y] [--as-of DATE]
#include "reports/report.hpp"
#include "server/commands/read_only.hpp"

#include <ostream>

namespace foerderlauf {

namespace {

Result<ReportOptions> options_of(const CommandContext& context) {
    ReportOptions options;
    options.programme = context.line.option("programme");
    options.visibility.everything = true;  // whoever may read the data folder may read it all
    if (context.line.has("year")) {
        const auto text = context.line.option("year");
        const bool four_digits = text.size() == 4 && text.find_first_not_of("0123456789") == std::string::npos;
        if (!four_digits) return refuse("command.year", {{"given", text}});
        options.year = std::atoi(text.c_str());
    }
    if (context.line.has("as-of")) {
        const auto day = parse_date(context.line.option("as-of"));
        if (!day) return refuse("command.date", {{"given", context.line.option("as-of")}});
        options.as_of = *day;
    }
    return options;
}

}  // namespace

int run_report(const CommandContext& context) {
    const auto options = options_of(context);
    if (!options) return context.refused(options.error());
    if (!context.line.has("out")) return context.refused({Refusal::Kind::BadInput, {"command.out_missing", {}}}) + 1;
    const auto file = context.path(context.line.option("out"));
    if (std::filesystem::exists(file))
        return context.refused({Refusal::Kind::BadInput, {"command.exists", {{"file", file.string()}}}});
    ReadingRoom room{context.config};
    const ReportCatalogue reports{context.home.reports()};
    const auto written = reports.write(context.line.arguments[0], *options, room.store, room.programmes, context.texts,
                                       SystemClock{}, file);
    if (!written) return context.refused(written.error());
    context.out << context.texts.sentence("command.report_written", {{"file", file.string()}}) << '\n';
    return 0;
}

}  // namespace foerderlauf

// GET /budget/simulation/{n}.csv and .xlsx: a kept scenario, calculated now.
#include "exchange/csv.hpp"
#include "reports/simulation_book.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/simulation.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Workbooks are German, whoever reads them.
Visit in_german(const Visit& visit) {
    return {visit.house, visit.request, visit.who, {visit.site().installation->texts, visit.words.today()}};
}

std::string outcome_words(const SimulatedCase& one, const Words& words) {
    if (one.fits()) return words.sentence("pages.simulation.fits");
    std::vector<std::string> reasons;
    for (const auto& blocker : one.tried.blockers) reasons.push_back(words.sentence(blocker.message));
    return joined(reasons, " ");
}

const AwardCandidate& candidate_of(const Simulating& simulating, CaseId id) {
    return *std::ranges::find(simulating.candidates.cases, id,
                              [](const AwardCandidate& candidate) { return candidate.row.id; });
}

Money in_year(const std::vector<YearlySlice>& slices, int year) {
    Money sum;
    for (const auto& slice : slices)
        if (slice.year == year) sum += slice.amount;
    return sum;
}

SimulationBook book_of(const Visit& visit, const Simulating& simulating) {
    const auto& words = visit.words;
    const auto& scenario = simulating.scenario;
    SimulationBook book;
    book.title = words.sentence("pages.simulation.title_of", {{"name", scenario.name}});
    book.shown = words.sentence("pages.simulation.shown", {{"line", scenario.line},
                                                           {"year", std::to_string(scenario.year)},
                                                           {"moment", words.moment_text(visit.site().clock.now())}});
    for (const auto& year : simulating.result->years)
        book.years.push_back({year.year, drawn_on(simulating, year.year, words), year.free, year.given_back});
    for (const auto& one : simulating.result->cases) {
        const auto& candidate = candidate_of(simulating, one.id);
        SimulationBook::Case row{candidate.row.file_number,
                                 candidate.row.recipient_name,
                                 candidate.row.title,
                                 candidate_state(visit, candidate),
                                 one.fits(),
                                 {},
                                 outcome_words(one, words)};
        for (const auto& year : simulating.result->years) row.by_year.push_back(in_year(one.tried.slices, year.year));
        book.cases.push_back(std::move(row));
    }
    return book;
}

/// The scenario of the address, calculated; nothing where there is none or nothing can be calculated.
std::optional<Simulating> calculated(const Visit& visit) {
    auto scenario = kept_scenario(visit);
    if (!scenario) return {};
    auto simulating = simulating_kept(std::move(*scenario));
    run_simulation(visit, simulating);
    if (!simulating.result) return {};
    return simulating;
}

std::string file_name(const Visit& visit, const std::string& ending) {
    return visit.words.sentence("pages.simulation.file", {{"day", to_iso(visit.words.today())}}) + ending;
}

}  // namespace

Reply send_scenario_csv(const Visit& asking) {
    if (!may_open_simulations(asking)) return error_reply(403);
    const auto visit = in_german(asking);
    const auto simulating = calculated(visit);
    if (!simulating) return error_reply(404);
    const auto book = book_of(visit, *simulating);
    std::vector<std::string> head;
    for (const auto* column : {"number", "body", "title", "state", "counts"})
        head.push_back(visit.words.sentence("simulation_book." + std::string{column}));
    for (const auto& year : book.years) head.push_back(std::to_string(year.year));
    head.push_back(visit.words.sentence("simulation_book.outcome"));
    std::vector<std::vector<std::string>> records{std::move(head)};
    for (const auto& row : book.cases) {
        std::vector<std::string> record{row.number, row.body, row.title, row.state,
                                        visit.words.sentence(row.counts ? "rows_template.yes" : "rows_template.no")};
        for (const auto amount : row.by_year) record.push_back(to_german_number(amount));
        record.push_back(row.outcome);
        records.push_back(std::move(record));
    }
    return download(write_csv(records, ';'), "text/csv; charset=utf-8", file_name(visit, ".csv"));
}

Reply send_scenario_book(const Visit& asking) {
    if (!may_open_simulations(asking)) return error_reply(403);
    const auto visit = in_german(asking);
    const auto simulating = calculated(visit);
    if (!simulating) return error_reply(404);
    const auto file = std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)) + ".xlsx");
    write_simulation_book(file, book_of(visit, *simulating), visit.site().installation->texts,
                          visit.site().clock.now());
    return download(FileBody{file, true}, xlsx_type, file_name(visit, ".xlsx"));
}

}  // namespace foerderlauf

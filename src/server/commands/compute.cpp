// foerderlauf compute: one answer per request line, in order, by the code the engine uses.
#include "base/canonical_json.hpp"
#include "base/text.hpp"
#include "budget/compute.hpp"
#include "domain/load.hpp"
#include "server/command.hpp"
#include "web/api/json_reading.hpp"

#include <istream>
#include <ostream>

namespace foerderlauf {

namespace {

Record answer_to(const std::string& line, const Calendar& calendar, const BaseRates& rates, const Texts& texts) {
    const auto request = read_json_object(line);
    if (!request) return {{"error", texts.sentence(request.error())}};
    const auto answer = compute(*request, calendar, rates);
    return answer ? *answer : Record{{"error", texts.sentence(answer.error().message)}};
}

}  // namespace

int run_compute(const CommandContext& context) {
    const Calendar calendar{load_holidays(context.home.config() / "holidays.yaml")};
    const BaseRates rates = load_base_rates(context.home.config() / "base-rates.yaml");
    for (std::string line; std::getline(context.in, line);) {
        if (trimmed(line).empty()) continue;
        context.out << canonical_json(answer_to(line, calendar, rates, context.texts)) << '\n' << std::flush;
    }
    return 0;
}

}  // namespace foerderlauf

// foerderlauf compute: one answer per request line, in order, by the code the engine uses.
#include "base/canonical_json.hpp"
#include "base/text.hpp"
#include "budget/compute.hpp"
#include "domain/load.hpp"
#include "server/command.hpp"
#include "server/json.hpp"

#include <istream>
#include <ostream>

namespace foerderlauf {

int run_compute(const CommandContext& context) {
    const Calendar calendar{load_holidays(context.home.config() / "holidays.yaml")};
    const BaseRates rates = load_base_rates(context.home.config() / "base-rates.yaml");
    for (std::string line; std::getline(context.in, line);) {
        if (trimmed(line).empty()) continue;
        const auto answer = is_utf8(line) ? read_json_object(line).and_then([&](const Record& request) { return compute(request, calendar, rates); })
                                          : Result<Record>{refuse("compute.not_json")};
        context.out << canonical_json(answer ? *answer : Record{{"error", context.texts.sentence(answer.error().message)}}) << '\n' << std::flush;
    }
    return 0;
}

}  // namespace foerderlauf

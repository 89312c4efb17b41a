#pragma once

#include "domain/load.hpp"
#include "domain/period.hpp"

namespace foerderlauf {

inline std::filesystem::path config_file(const char* name) {
    return std::filesystem::path{SOURCE_DIR} / "config" / name;
}

/// The calendar and the base rates as the product ships them.
inline const Calendar& thuringia() {
    static const Calendar calendar{load_holidays(config_file("holidays.yaml"))};
    return calendar;
}
inline const BaseRates& base_rates() {
    static const BaseRates rates = load_base_rates(config_file("base-rates.yaml"));
    return rates;
}

inline Date day(std::string_view iso) { return parse_date(iso).value(); }
inline Length length(std::string_view text) { return Length::parse(text).value(); }

constexpr std::string_view erfurt = "16051000";
constexpr std::string_view heilbad_heiligenstadt = "16061045";  // in the Eichsfeld

/// The key of a refusal; `-` when there was none.
template <typename T>
std::string refusal_of(const Result<T>& result) {
    return result ? "-" : result.error().message.key;
}

}  // namespace foerderlauf

#include "domain/ledger_account.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 11> stages = {"available", "reserved", "committed", "called", "ordered", "paid",
                                                     "used",      "repaid",   "blocked",   "unmet",  "outside"};

bool is_year(std::string_view text) {
    return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string to_text(const LedgerAccount& account) {
    return fmt::format("{}|{}|{}|{}", account.line, account.budget_year, account.due_year, account.stage);
}

Result<LedgerAccount> parse_ledger_account(std::string_view text) {
    const auto parts = split(text, '|');
    const bool well_formed = parts.size() == 4 && !parts[0].empty() && is_year(parts[1]) && is_year(parts[2]) &&
                             std::ranges::find(stages, parts[3]) != stages.end();
    if (!well_formed) return refuse("ledger_account.spelling", {{"given", std::string{text}}});
    return LedgerAccount{parts[0], std::stoi(parts[1]), std::stoi(parts[2]), parts[3]};
}

}  // namespace foerderlauf

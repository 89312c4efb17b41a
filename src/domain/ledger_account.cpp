#include "domain/ledger_account.hpp"

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

int year_in(std::string_view four_digits) {
    int year = 0;
    for (const char digit : four_digits) year = year * 10 + (digit - '0');
    return year;
}

}  // namespace

std::string to_text(const LedgerAccount& account) {
    return fmt::format("{}|{}|{}|{}", account.line, account.budget_year, account.due_year, account.stage);
}

Result<LedgerAccount> parse_ledger_account(std::string_view text) {
    // Workbooks read some hundred thousand: nothing is allocated on the way.
    std::array<std::string_view, 4> parts;
    std::size_t count = 0;
    for (auto rest = text;; ++count) {
        const auto end = rest.find('|');
        if (count < parts.size()) parts[count] = rest.substr(0, end);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
    }
    const auto [line, budget_year, due_year, stage] = parts;
    const bool well_formed = count + 1 == parts.size() && !line.empty() && is_year(budget_year) && is_year(due_year) &&
                             std::ranges::find(stages, stage) != stages.end();
    if (!well_formed) return refuse("ledger_account.spelling", {{"given", std::string{text}}});
    return LedgerAccount{std::string{line}, year_in(budget_year), year_in(due_year), std::string{stage}};
}

}  // namespace foerderlauf

// Checks for what was written twice: vouchers of a proof of use, items of a plan of costs.
#include "workflow/checks/check.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <map>

namespace foerderlauf {

namespace {

/// Numbers of rows as people count them, from 1.
std::int64_t row_number(std::size_t index) { return static_cast<std::int64_t>(index) + 1; }

/// Written alike but for capitals and blanks around it.
std::string alike(const Record& row, std::string_view column) { return folded(trimmed(text_of(row, column))); }

struct Voucher {
    std::string payee;
    std::int64_t amount = 0;
    std::size_t index = 0;
};

Message voucher_again(const Record& row, std::size_t first, std::size_t second) {
    return {"field.voucher_again",
            {{"number", text_of(row, "number")},
             {"payee", text_of(row, "payee")},
             {"amount_cents", integer_of(row, "amount_cents")},
             {"first", row_number(first)},
             {"second", row_number(second)}}};
}

/// Every row of the plan that stood before, by its item.
struct PlannedItem {
    std::int64_t year = 0, amount = 0;
    bool eligible = false;
    std::size_t index = 0;
};

void compare(Verdict& verdict, const Question& question, const PlannedItem& first, const PlannedItem& second) {
    Record values{{"first", row_number(first.index)}, {"second", row_number(second.index)}};
    if (first.eligible != second.eligible)
        return block(verdict, question, "items_once", std::move(values), "blocker.items_once.eligibility");
    if (first.year != second.year) return;  // what is paid over two years is one item in two rows
    values["year"] = first.year;
    if (first.amount == second.amount) return block(verdict, question, "items_once", std::move(values));
    verdict.hints.push_back({"items_once", question.source, {"hint.items_once", std::move(values)}});
}

}  // namespace

/// vouchers_once {rows}: no voucher is listed twice: a row with number, payee and amount of an earlier one is wrong. The same number
/// with another payee or amount is a hint only, as it is where the rows were given with an earlier step.
Verdict vouchers_once(const Question& question) {
    Verdict verdict;
    const auto rows = question.parameter("rows");
    const bool own = rows.find('.') == std::string::npos;
    const auto* given = question.at(rows).as_list();
    std::map<std::string, std::vector<Voucher>> by_number;
    for (std::size_t i = 0; given && i < given->size(); ++i) {
        const auto* row = (*given)[i].as_record();
        if (!row || alike(*row, "number").empty()) continue;
        const Voucher voucher{alike(*row, "payee"), integer_of(*row, "amount_cents"), i};
        auto& known = by_number[alike(*row, "number")];
        const auto same = std::ranges::find_if(known, [&](const Voucher& other) {
            return other.payee == voucher.payee && other.amount == voucher.amount;
        });
        if (same != known.end() && own)
            verdict.fields.emplace(rows + "." + std::to_string(i) + ".number", voucher_again(*row, same->index, i));
        else if (!known.empty())
            verdict.hints.push_back({"vouchers_once",
                                     question.source,
                                     {"hint.vouchers_once",
                                      {{"number", text_of(*row, "number")},
                                       {"first", row_number(known.front().index)},
                                       {"second", row_number(i)}}}});
        known.push_back(voucher);
    }
    return verdict;
}

/// items_once {costs}: no row of a plan repeats another of the same item, year and amount, and an item is eligible in all its rows or
/// in none: by its name alone it is measured later. Two amounts for one item in a year are a hint.
Verdict items_once(const Question& question) {
    Verdict verdict;
    const auto* costs = question.at(question.parameter("costs")).as_list();
    std::map<std::string, std::vector<PlannedItem>> by_item;
    for (std::size_t i = 0; costs && i < costs->size(); ++i) {
        const auto* row = (*costs)[i].as_record();
        if (!row || alike(*row, "item").empty()) continue;
        const PlannedItem planned{integer_of(*row, "year"), integer_of(*row, "amount_cents"), flag_of(*row, "eligible"),
                                  i};
        auto& known = by_item[alike(*row, "item")];
        for (const auto& earlier : known) compare(verdict, question, earlier, planned);
        known.push_back(planned);
    }
    return verdict;
}

}  // namespace foerderlauf

#include "reports/workbook_parts.hpp"

namespace foerderlauf {

namespace {

constexpr std::int64_t largest_integer = 1'000'000'000'000;

}  // namespace

void Sheet::expect_input(const CellRange& range, const InputRule& rule) {
    auto list = "=" + rule.list, title = rule.title, hint = rule.hint, refusal = rule.refusal;
    lxw_data_validation described{};
    described.ignore_blank = LXW_VALIDATION_ON;
    described.show_input = LXW_VALIDATION_ON;
    described.show_error = LXW_VALIDATION_ON;
    described.input_title = title.data();
    described.input_message = hint.data();
    described.error_message = refusal.data();
    described.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    switch (rule.takes) {
        case InputRule::Takes::Anything: described.validate = LXW_VALIDATION_TYPE_ANY; break;
        case InputRule::Takes::Amount:
            described.validate = LXW_VALIDATION_TYPE_DECIMAL;
            described.minimum_number = -1e11;  // what an amount may be, in euro
            described.maximum_number = 1e11;
            break;
        case InputRule::Takes::Integer:
            described.validate = LXW_VALIDATION_TYPE_INTEGER;
            described.minimum_number = static_cast<double>(rule.least.value_or(-largest_integer));
            described.maximum_number = static_cast<double>(rule.most.value_or(largest_integer));
            break;
        case InputRule::Takes::Day:
            described.validate = LXW_VALIDATION_TYPE_DATE;
            described.minimum_datetime = {1900, 1, 1, 0, 0, 0};
            described.maximum_datetime = {2199, 12, 31, 0, 0, 0};
            break;
        case InputRule::Takes::Listed:
            described.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
            described.value_formula = list.data();
            described.dropdown = LXW_VALIDATION_ON;
            break;
    }
    expect_ok(worksheet_data_validation_range(
        handles_->sheet, static_cast<lxw_row_t>(range.first_row), static_cast<lxw_col_t>(range.first_column),
        static_cast<lxw_row_t>(range.last_row), static_cast<lxw_col_t>(range.last_column), &described));
}

}  // namespace foerderlauf

#include "web/voucher_file.hpp"

#include <algorithm>

namespace foerderlauf {

const Field* voucher_field(const std::vector<Field>& fields) {
    const auto found = std::ranges::find_if(
        fields, [](const Field& field) { return field.name == voucher_list && field.kind == FieldKind::Rows; });
    return found == fields.end() ? nullptr : &*found;
}

const Step* step_with_vouchers(const Machine& machine) {
    const auto found = std::ranges::find_if(
        machine.steps, [](const Step& step) { return voucher_field(step.fields.fields) != nullptr; });
    return found == machine.steps.end() ? nullptr : &*found;
}

namespace {

/// The sentence of the error, and what was read where it does not say so itself.
std::string said(const RowsFileError& error, const Texts& texts) {
    constexpr std::size_t longest = 60;
    auto sentence = texts.sentence(error.message);
    if (error.given.empty() || error.given.size() > longest || sentence.find(error.given) != std::string::npos)
        return sentence;
    return texts.sentence("rows_csv.read", {{"sentence", FreeText{sentence}}, {"given", FreeText{error.given}}});
}

}  // namespace

std::vector<VoucherFileError> located(const std::vector<RowsFileError>& errors, const Texts& texts) {
    constexpr std::size_t most = 100;
    std::vector<VoucherFileError> all;
    for (const auto& error : errors) {
        if (all.size() == most) {
            all.push_back({"file", {"rows_csv.more", {{"count", static_cast<std::int64_t>(errors.size() - most)}}}});
            break;
        }
        std::string name = "file", key = "rows_csv.at_file";
        if (error.line > 0) name += "." + std::to_string(error.line), key = "rows_csv.at_line";
        if (!error.column.empty()) name += "." + error.column, key = "rows_csv.at_cell";
        if (!error.cell.empty()) key = error.column.empty() ? "rows_xlsx.at_cell_beside" : "rows_xlsx.at_cell";
        all.push_back({name,
                       {key,
                        {{"line", error.line},
                         {"column", error.column},
                         {"cell", error.cell},
                         {"sheet", FreeText{error.sheet}},
                         {"sentence", FreeText{said(error, texts)}}}}});
    }
    return all;
}

}  // namespace foerderlauf

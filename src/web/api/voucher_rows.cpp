// A list of vouchers read from a file: nothing is stored, the rows come back as the step takes them.
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"
#include "web/voucher_file.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

Result<const Step*> step_of(const Call& call, const CaseReading& reading) {
    const auto number = call.number("mid");
    const auto* file = number ? reading.file.machine(*number) : nullptr;
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    const auto* step = machine ? step_with_vouchers(*machine) : nullptr;
    if (!step) return refuse(Refusal::Kind::NotFound, "api.no_vouchers", {});
    const Command command{.step = step->name,
                          .machine = file->id,
                          .actor = reading.actor,
                          .fields = {},
                          .spelling = {},
                          .reason = {},
                          .seen_seq = {}};
    if (const auto duty = acting_duty(*reading.definition, reading.file, command); !duty)
        return tl::unexpected{duty.error()};
    return step;
}

std::int64_t sum_of_vouchers(const List& rows) {
    std::int64_t sum = 0;
    for (const auto& row : rows)
        if (const auto* record = row.as_record()) sum += integer_of(*record, "amount_cents");
    return sum;
}

Result<Reply> read_vouchers(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto step = step_of(call, *reading);
    if (!step) return tl::unexpected{step.error()};
    const auto part = std::ranges::find(call.request.parts, "file", &Part::name);
    if (part == call.request.parts.end() || part->filename.empty())
        return tl::unexpected{wrong_fields({{"file", Message{"api.file_missing", {}}}})};
    const auto file = read_rows_file(*voucher_field((*step)->fields.fields), part->bytes);
    if (file.errors.empty())
        return json_reply(200, {{std::string{voucher_list}, file.typed}, {"sum_cents", sum_of_vouchers(file.typed)}});
    std::map<std::string, Message> wrong;
    for (auto& error : located(file.errors, call.texts())) wrong.emplace(error.name, std::move(error.message));
    return tl::unexpected{wrong_fields(std::move(wrong))};
}

}  // namespace

std::vector<ApiRow> voucher_rows() {
    return {{.method = "POST",
             .pattern = "/api/v1/cases/{id}/machines/{mid}/vouchers",
             .summary = "Read a list of vouchers from a CSV file or an Excel workbook; nothing is stored",
             .takes = Takes::Form,
             .answer_schema = "Vouchers",
             .answer = read_vouchers,
             .body_schema = "VoucherFile",
             .body_cap = upload_body_cap}};
}

}  // namespace foerderlauf

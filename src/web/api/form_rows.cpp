// Rows of a form read from a file or from copied text: nothing is stored, they come back with what they would change.
#include "exchange/rows_paste.hpp"
#include "forms/rows_difference.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/printing.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"
#include "web/voucher_file.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const char* name_of(RowDifference::Kind kind) {
    switch (kind) {
        case RowDifference::Kind::Same: return "same";
        case RowDifference::Kind::Added: return "added";
        case RowDifference::Kind::Changed: return "changed";
        case RowDifference::Kind::Removed: return "removed";
    }
    throw std::logic_error{"unknown kind of difference"};
}

Result<RowsFile> read_given(const Call& call, const Field& field) {
    const auto part = std::ranges::find(call.request.parts, "file", &Part::name);
    if (part != call.request.parts.end() && !part->filename.empty()) return read_rows_file(field, part->bytes);
    if (const auto* text = call.request.form.find("text")) return read_rows_paste(field, *text);
    return tl::unexpected{wrong_fields({{"file", Message{"api.file_missing", {}}}})};
}

Result<Reply> read_rows(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto& name = call.request.parameter("form");
    const auto form = reading->definition->forms.find(name);
    const auto* field = form == reading->definition->forms.end() ? nullptr
                                                                 : form->second.find(call.request.parameter("field"));
    const bool editable = std::ranges::find(reading->editable, name) != reading->editable.end();
    if (!field || field->kind != FieldKind::Rows || !editable)
        return refuse(Refusal::Kind::NotFound, "api.no_such_rows");
    const auto file = read_given(call, *field);
    if (!file) return tl::unexpected{file.error()};
    std::map<std::string, Message> wrong;
    for (auto& error : located(file->errors, call.texts())) wrong.emplace(error.name, std::move(error.message));
    if (!wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};
    const auto answers = reading->file.forms.find(name);
    const auto now = answers == reading->file.forms.end() ? List{} : list_of(answers->second, field->name);
    List differences;
    for (const auto& difference : row_differences(*field, now, file->typed, Spelling::Json))
        differences.emplace_back(Record{{"kind", name_of(difference.kind)},
                                        {"place", static_cast<std::int64_t>(difference.place)},
                                        {"before", difference.before},
                                        {"after", difference.after}});
    auto reply = json_reply(200, {{"rows", file->typed}, {"differences", differences}});
    reply.set("ETag", etag_of(reading->file));
    return reply;
}

}  // namespace

std::vector<ApiRow> form_rows() {
    return {{.method = "POST",
             .pattern = "/api/v1/cases/{id}/forms/{form}/rows/{field}",
             .summary =
                 "Read rows of a form from a file or from copied text, with what they would change; nothing is stored",
             .takes = Takes::Form,
             .answer_schema = "RowDifferences",
             .answer = read_rows,
             .body_schema = "RowsFile",
             .body_cap = upload_body_cap}};
}

}  // namespace foerderlauf

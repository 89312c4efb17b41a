#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "web/api/command_reply.hpp"
#include "web/api/printing.hpp"
#include "web/api/problem.hpp"
#include "web/api/reading_of_call.hpp"
#include "web/api/rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

Remembered tell_document(const CaseView& view, const Texts&) {
    const auto& document = view.file.documents.back();
    return {{},
            201,
            printed_json(printed(document)),
            case_path(view.file.id) + "/documents/" + std::to_string(document.id)};
}

/// The one file of the form; what is wrong is remembered.
const Part* file_of(const Request& request, std::map<std::string, Message>& wrong) {
    const auto part = std::ranges::find(request.parts, "file", &Part::name);
    if (part == request.parts.end() || part->filename.empty()) wrong.emplace("file", Message{"api.file_missing", {}});
    else if (request.parts.size() > 1) wrong.emplace("file", Message{"api.one_file", {}});
    else return &*part;
    return nullptr;
}

Result<Reply> add_a_document(const Call& call) {
    // Whose case it is comes before what is in the file, and nothing is stored for those who may not see it.
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    std::map<std::string, Message> wrong;
    const auto* part = file_of(call.request, wrong);
    Document document;
    StoredDocument stored;
    std::string content_hash;
    if (part) {
        content_hash = sha256_hex(part->bytes);
        auto kept = call.site.documents.store(part->filename, part->content_type, part->bytes);
        if (!kept) wrong.emplace("file", kept.error().message);
        else stored = std::move(*kept);
        document.name = cleaned_document_name(part->filename);
    }
    document.kind = wrong.empty() ? call.request.form.value("kind") : std::string{};
    document.sha256 = stored.sha256;
    document.size = stored.size;
    const Record content{{"kind", call.request.form.value("kind")}, {"name", document.name}, {"sha256", content_hash}};
    bool named = false;
    auto reply = command_reply(call, wrong, tell_document, [&](const Answering& answering) {
        auto outcome = call.site.dispatcher.add_document(call.envelope(canonical_json(content)), reading->file.id,
                                                         document, answering);
        named = outcome && !outcome->replayed;
        return outcome;
    });
    if (!named && !stored.stored_as.empty()) call.site.documents.remove(stored.stored_as);
    return reply;
}

Result<Reply> send_a_document(const Call& call) {
    const auto reading = reading_of(call);
    if (!reading) return tl::unexpected{reading.error()};
    const auto number = call.number("did");
    const auto found = number ? std::ranges::find(reading->file.documents, *number, &Document::id)
                              : reading->file.documents.end();
    if (found == reading->file.documents.end())
        return refuse(Kind::NotFound, "api.no_such_document", {{"given", FreeText{call.request.parameter("did")}}});
    if (is_erased(*found) || is_disposed(reading->file))
        return problem_reply(410, {"api.document_erased", {{"number", found->id}}}, call.texts());
    const auto path = call.site.documents.path_of(call.site.documents.find(found->sha256));
    const auto type = content_type_of(found->name);
    return download(FileBody{path, false}, type.empty() ? "application/octet-stream" : type, found->name);
}

}  // namespace

std::vector<ApiRow> document_rows() {
    return {
        {.method = "POST",
         .pattern = "/api/v1/cases/{id}/documents",
         .summary = "Upload a document",
         .takes = Takes::Form,
         .success = {201},
         .answer_schema = "Document",
         .answer = add_a_document,
         .body_schema = "Upload",
         .body_cap = upload_body_cap},
        {.method = "GET",
         .pattern = "/api/v1/cases/{id}/documents/{did}",
         .summary = "The bytes of a document",
         .answer_schema = {},
         .answer = send_a_document},
    };
}

}  // namespace foerderlauf

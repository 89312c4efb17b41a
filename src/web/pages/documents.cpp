#include "web/pages/documents.hpp"

#include "casework/documents.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

std::string kind_label(const Definition& definition, const std::string& kind) {
    const auto found = definition.document_labels.find(kind);
    return found == definition.document_labels.end() ? kind : found->second;
}

/// `84 KB`, as people read sizes; at least 1 KB.
std::string size_text(std::int64_t bytes) {
    const auto kilobytes = std::max<std::int64_t>(1, (bytes + 512) / 1024);
    return kilobytes < 1024 ? fmt::format("{}\u00A0KB", kilobytes)
                            : fmt::format("{},{}\u00A0MB", kilobytes / 1024, kilobytes % 1024 * 10 / 1024);
}

/// The type the bytes are sent with; they were checked against it when they came in.
std::string type_of(const std::string& name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> types = {
        {{".pdf", "application/pdf"},
         {".png", "image/png"},
         {".jpg", "image/jpeg"},
         {".jpeg", "image/jpeg"},
         {".txt", "text/plain; charset=utf-8"},
         {".csv", "text/csv; charset=utf-8"}}};
    for (const auto& [ending, type] : types)
        if (name.ends_with(ending)) return std::string{type};
    return "application/octet-stream";
}

}  // namespace

View document_view(const CaseReading& reading, const Document& document, const Words& words) {
    const auto& history = reading.file.history;
    const auto added = std::ranges::find(history, document.seq, &Taken::seq);
    const bool erased = is_erased(document) || is_disposed(reading.file);
    View view = View::Group{
        {"document_name", erased ? words.sentence("pages.retention.document_erased") : document.name},
        {"document_kind", kind_label(*reading.definition, document.kind)},
        {"document_path", fmt::format("/cases/{}/documents/{}", reading.file.id, document.id)},
        {"document_size", size_text(document.size)},
        {"document_day", false}};
    if (added != history.end()) view["document_day"] = words.day(berlin_day(added->at));
    return view;
}

View documents_view(const Visit& visit, const CaseReading& reading, const std::string& back) {
    View::Views rows, kinds;
    for (const auto& document : reading.file.documents) rows.push_back(document_view(reading, document, visit.words));
    for (const auto& kind : reading.definition->document_kinds)
        kinds.push_back(View::Group{{"kind", kind}, {"kind_label", kind_label(*reading.definition, kind)}});
    const auto* state = reading.definition->main().state(reading.file.main().state);
    const bool may_upload = !reading.as_of && state && !state->final && !reading.actor.duties.empty() &&
                            !reading.actor.has("auditor");
    return View::Group{{"documents", rows},
                       {"no_documents", rows.empty()},
                       {"kinds", kinds},
                       {"may_upload", may_upload},
                       {"upload_back", back},
                       {"upload_limit", std::to_string(max_document_bytes)},
                       {"upload_path", fmt::format("/cases/{}/documents", reading.file.id)}};
}

Reply upload_document(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto& parts = visit.request.parts;
    const auto file = std::ranges::find(parts, "file", &Part::name);
    if (file == parts.end() || file->filename.empty())
        return refused(visit, {Refusal::Kind::BadInput, {"pages.upload.no_file", {}}, {}, {}});
    const auto stored = visit.site().documents.store(file->filename, file->content_type, file->bytes);
    if (!stored) return refused(visit, stored.error());
    Document document;
    document.kind = visit.request.form.value("kind");
    document.name = file->filename;
    document.sha256 = stored->sha256;
    document.size = stored->size;
    auto envelope = visit.envelope();
    envelope.seen_seq.reset();  // an upload takes nothing away from anybody, whatever happened meanwhile
    const auto outcome = visit.site().dispatcher.add_document(envelope, reading->file.id, document);
    if (!outcome) return refused(visit, outcome.error());
    return see_other(own_path(visit.request.form.value("back")));
}

Reply download_document(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return refused(visit, reading.error());
    const auto wanted = visit.request.parameter("did");
    for (const auto& document : reading->file.documents) {
        if (std::to_string(document.id) != wanted) continue;
        if (is_erased(document) || is_disposed(reading->file))
            return error_reply(410, {"api.document_erased", {{"number", document.id}}});
        const auto stored = visit.site().documents.find(document.sha256);
        return download(FileBody{visit.site().documents.path_of(stored), false}, type_of(document.name), document.name);
    }
    return error_reply(404);
}

}  // namespace foerderlauf

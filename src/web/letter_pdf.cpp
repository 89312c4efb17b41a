#include "web/letter_pdf.hpp"

#include "web/refusal_status.hpp"

namespace foerderlauf {

Result<LetterPdf> pdf_of_letter(const Site& site, const CaseReading& reading, const FrozenLetter& letter) {
    if (!site.letter_press) return refuse(Refusal::Kind::NotFound, "api.no_pdf_yet", {{"name", letter.name}});
    return site.letter_press->of(*reading.definition, reading.file.id, letter);
}

Result<std::string> pdf_of_draft(const Site& site, const CaseReading& reading, const ComposedLetter& letter) {
    if (!site.letter_press) return refuse(Refusal::Kind::NotFound, "api.no_pdf_yet", {{"name", letter.name}});
    return site.letter_press->draft(*reading.definition, letter);
}

Reply pdf_download(const Site& site, const CaseReading& reading, const std::string& letter, std::string bytes) {
    const auto& texts = site.installation->texts;
    const auto key = "pages.letter." + letter;
    const auto title = texts.knows(key) ? texts.sentence(key) : letter;
    const auto number = reading.file.file_number.empty() ? std::string{} : reading.file.file_number + " ";
    return download(std::move(bytes), "application/pdf", number + title + ".pdf");
}

int status_of_missing_pdf(const Refusal& refusal) {
    constexpr int gone = 410, not_now = 503;
    if (refusal.kind == Refusal::Kind::TooMany) return not_now;
    return refusal.message.key == "letter.erased" ? gone : status_of(refusal);
}

bool wants_pdf(const Request& request) { return request.header("accept").find("application/pdf") != std::string::npos; }

}  // namespace foerderlauf

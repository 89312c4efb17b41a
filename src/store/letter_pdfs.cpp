#include "store/letter_pdfs.hpp"

#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto find_pdf = "SELECT code, sha256, content FROM letter_pdf WHERE case_id = $1 AND seq = $2 AND name = $3";
constexpr auto insert_pdf = R"sql(
    INSERT INTO letter_pdf (case_id, seq, name, code, sha256, made_at, content)
    SELECT case_id, seq, name, $1, $2, $3, $4
    FROM   letter
    WHERE  case_id = $5 AND seq = $6 AND name = $7 AND content IS NOT NULL
    ON CONFLICT (case_id, seq, name) DO NOTHING
)sql";
constexpr auto newest_position = "SELECT coalesce(max(position), 0) FROM event";
constexpr auto without_pdf = R"sql(
    SELECT letter.case_id, letter.seq, letter.name, event.position
    FROM   event
    JOIN   letter ON letter.case_id = event.case_id AND letter.seq = event.seq
    WHERE  event.position > $1 AND event.position <= $2 AND letter.content IS NOT NULL
    AND    NOT EXISTS (SELECT 1
                       FROM   letter_pdf AS pdf
                       WHERE  pdf.case_id = letter.case_id AND pdf.seq = letter.seq AND pdf.name = letter.name)
    ORDER  BY event.position
    LIMIT  $3
)sql";
constexpr auto with_code = R"sql(
    SELECT letter.case_id, letter.seq, letter.name, event.at, letter.sha256
    FROM   letter_pdf AS pdf
    JOIN   letter ON letter.case_id = pdf.case_id AND letter.seq = pdf.seq AND letter.name = pdf.name
    JOIN   event ON event.case_id = letter.case_id AND event.seq = letter.seq
    WHERE  pdf.code = $1
    ORDER  BY pdf.id
    LIMIT  1
)sql";

}  // namespace

std::optional<LetterPdf> letter_pdf(Session& session, const LetterKey& key) {
    Statement statement{handle_of(session), find_pdf};
    auto rows = statement.query(key.case_id, key.seq, key.name);
    if (!rows.next()) return {};
    return LetterPdf{rows.string(0), rows.string(1), std::string{rows.bytes(2)}};
}

void keep_letter_pdf(Session& session, const LetterKey& key, const LetterPdf& pdf, Instant made_at) {
    Statement{handle_of(session), insert_pdf}.run(pdf.code, pdf.sha256, to_rfc3339(made_at), Bytes{pdf.bytes},
                                                  key.case_id, key.seq, key.name);
}

LettersToMake letters_without_pdf(Session& session, std::int64_t after_position, int limit) {
    LettersToMake found;
    {
        Statement newest{handle_of(session), newest_position};
        auto rows = newest.query();
        rows.next();
        found.position = rows.integer(0);
    }
    Statement statement{handle_of(session), without_pdf};
    std::int64_t last = found.position;
    for (auto rows = statement.query(after_position, found.position, limit); rows.next();) {
        found.keys.push_back({rows.integer(0), rows.integer(1), rows.string(2)});
        last = rows.integer(3);
    }
    // The last event may have further letters: it is looked at again.
    if (found.keys.size() == static_cast<std::size_t>(limit)) found.position = last - 1;
    return found;
}

std::optional<KnownLetter> letter_with_code(Session& session, const std::string& code) {
    Statement statement{handle_of(session), with_code};
    auto rows = statement.query(code);
    if (!rows.next()) return {};
    KnownLetter known{{rows.integer(0), rows.integer(1), rows.string(2)}, {}, rows.string(4)};
    if (!from_rfc3339(rows.text(3), known.frozen_at)) throw StoreFault{"an event has a time that is none"};
    return known;
}

}  // namespace foerderlauf

#include "store/erasure.hpp"

#include "store/statement.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <sqlite3.h>

namespace foerderlauf {

namespace {

constexpr auto erase_text = R"sql(
    UPDATE event_text SET salt = NULL, text = NULL WHERE case_id = $1 AND seq BETWEEN $2 AND $3 AND text IS NOT NULL
)sql";

constexpr auto erase_letter = R"sql(
    UPDATE letter SET content = NULL WHERE case_id = $1 AND seq BETWEEN $2 AND $3 AND content IS NOT NULL
)sql";

constexpr auto erase_letter_pdf = R"sql(
    UPDATE letter_pdf SET content = NULL WHERE case_id = $1 AND seq BETWEEN $2 AND $3 AND content IS NOT NULL
)sql";

constexpr auto erase_typed = "DELETE FROM typed_text WHERE case_id = $1";

// An answer is the case itself, or names it in its address.
constexpr auto forget_answers_of_case = R"sql(
    DELETE FROM idempotency
    WHERE  (json_valid(answer) AND json_extract(answer, '$.id') = $1 AND json_type(answer, '$.forms') IS NOT NULL)
    OR     instr(location || '/', $2) = 1
)sql";

}  // namespace

std::optional<Erasure> erasure_of(const Event& event) {
    const auto* told = member(event.facts.values, "erased").as_record();
    if (!told) return {};
    Erasure erasure{event.seq, flag_of(*told, "everything"), {}};
    for (const auto& seq : list_of(*told, "events"))
        if (const auto* number = seq.as_integer()) erasure.events.insert(*number);
    return erasure;
}

void erase_texts(sqlite3* writer, CaseId id, const Erasure& erasure) {
    Statement text{writer, erase_text}, letter{writer, erase_letter}, pdf{writer, erase_letter_pdf},
        typed{writer, erase_typed}, answers{writer, forget_answers_of_case};
    const auto erase = [&](std::int64_t first, std::int64_t last) {
        text.run(id, first, last);
        letter.run(id, first, last);
        pdf.run(id, first, last);
    };
    if (erasure.everything) erase(1, erasure.by);
    for (const auto seq : erasure.events) erase(seq, seq);
    typed.run(id);
    answers.run(id, fmt::format("/api/v1/cases/{}/", id));
}

bool empty_log(sqlite3* writer) {
    return sqlite3_wal_checkpoint_v2(writer, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK;
}

void TextsAndErasures::add(const StoredEvent& stored) {
    for (const auto& kept : stored.texts) (kept.text ? standing_ : gone_).emplace_back(stored.event.seq, kept.key);
}

bool TextsAndErasures::is_erased(const Place& place) const {
    return std::ranges::any_of(erasures_, [&](const auto& erasure) { return erasure.covers(place.first); });
}

std::optional<TextsAndErasures::Place> TextsAndErasures::standing() const {
    const auto text = std::ranges::find_if(standing_, [&](const auto& place) { return is_erased(place); });
    return text == standing_.end() ? std::nullopt : std::optional{*text};
}

std::optional<TextsAndErasures::Place> TextsAndErasures::gone() const {
    const auto text = std::ranges::find_if(gone_, [&](const auto& place) { return !is_erased(place); });
    return text == gone_.end() ? std::nullopt : std::optional{*text};
}

}  // namespace foerderlauf

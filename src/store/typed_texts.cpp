#include "store/typed_texts.hpp"

#include "base/canonical_json.hpp"
#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto put_words = R"sql(
    INSERT INTO typed_text (account, page, case_id, opened, seen_seq, fields, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (account, page) DO UPDATE
    SET opened = excluded.opened, seen_seq = excluded.seen_seq, fields = excluded.fields, at = excluded.at
)sql";
constexpr auto opened_later = "SELECT 1 FROM typed_text WHERE account = $1 AND page = $2 AND opened > $3";
constexpr auto find_words = R"sql(
    SELECT case_id, opened, seen_seq, fields, at FROM typed_text WHERE account = $1 AND page = $2 AND at >= $3
)sql";
constexpr auto delete_words = "DELETE FROM typed_text WHERE account = $1 AND page = $2 AND opened <= $3";
constexpr auto delete_old = "DELETE FROM typed_text WHERE at < $1";
constexpr auto delete_beyond = R"sql(
    DELETE FROM typed_text
    WHERE  account = $1
    AND    page IN (SELECT page FROM typed_text WHERE account = $1 ORDER BY at DESC, page LIMIT -1 OFFSET $2)
)sql";

std::string json_of(const TypedText& typed) {
    List fields;
    for (const auto& [name, words] : typed.fields) fields.emplace_back(List{name, words});
    return canonical_json(Record{{"fields", fields}});
}

std::vector<std::pair<std::string, std::string>> fields_of(std::string_view json) {
    std::vector<std::pair<std::string, std::string>> fields;
    const auto kept = record_from_json(json);
    for (const auto& pair : list_of(kept, "fields")) {
        const auto* words = pair.as_list();
        if (!words || words->size() != 2 || !words->front().as_text() || !words->back().as_text())
            throw StoreFault{"typed words are no pair"};
        fields.emplace_back(*words->front().as_text(), *words->back().as_text());
    }
    return fields;
}

Instant moment_of(std::string_view text) {
    Instant moment;
    if (!from_rfc3339(text, moment)) throw StoreFault{"typed words have a time that is none"};
    return moment;
}

}  // namespace

bool keep_typed_text(Session& session, AccountId account, const TypedText& typed) {
    auto* writer = handle_of(session);
    const auto opened = to_rfc3339(typed.opened);
    if (Statement later{writer, opened_later}; later.query(account, typed.page, opened).next()) return false;
    Statement{writer, put_words}.run(account, typed.page, typed.case_id, opened, typed.seen_seq, json_of(typed),
                                     to_rfc3339(typed.at));
    delete_old_typed_texts(session, typed.at);
    Statement{writer, delete_beyond}.run(account, most_typed_texts);
    return true;
}

std::optional<TypedText> find_typed_text(Session& session, AccountId account, const std::string& page,
                                         Instant not_before) {
    Statement statement{handle_of(session), find_words};
    const auto since = to_rfc3339(not_before);
    auto rows = statement.query(account, page, since);
    if (!rows.next()) return {};
    return TypedText{page,
                     rows.integer(0),
                     moment_of(rows.text(1)),
                     rows.integer(2),
                     fields_of(rows.text(3)),
                     moment_of(rows.text(4))};
}

void delete_typed_text(Session& session, AccountId account, const std::string& page, Instant opened) {
    Statement{handle_of(session), delete_words}.run(account, page, to_rfc3339(opened));
}

void delete_old_typed_texts(Session& session, Instant now) {
    Statement{handle_of(session), delete_old}.run(to_rfc3339(now - typed_texts_are_kept));
}

}  // namespace foerderlauf

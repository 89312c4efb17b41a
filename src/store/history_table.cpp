#include "store/history_table.hpp"

#include "base/text.hpp"
#include "store/fault.hpp"

namespace foerderlauf {

namespace {

constexpr auto events_of_case = R"sql(
    SELECT seq, position, machine_id, at, actor, duty, step, from_state, to_state, facts, rule_version, prev_hash, hash
    FROM   event
    WHERE  case_id = $1 AND seq > $2
    ORDER  BY seq
)sql";

constexpr auto texts_of_case = R"sql(
    SELECT seq, key, salt, text
    FROM   event_text
    WHERE  case_id = $1 AND seq > $2
    ORDER  BY seq, key
)sql";

constexpr auto hash_of_event = "SELECT hash FROM event WHERE case_id = $1 AND seq = $2";

constexpr auto letters_of_case = "SELECT name, content, seq, sha256 FROM letter WHERE case_id = $1 ORDER BY seq, name";

constexpr auto attempts_of_case = R"sql(
    SELECT machine_id, account, step, at, checks
    FROM   attempt
    WHERE  case_id = $1
    ORDER  BY at, account, step
)sql";

constexpr auto insert_event = R"sql(
    INSERT INTO event (case_id, seq, position, machine_id, at, actor, duty, step, from_state, to_state, facts,
                       rule_version, prev_hash, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
)sql";

constexpr auto insert_text = "INSERT INTO event_text (case_id, seq, key, salt, text) VALUES ($1, $2, $3, $4, $5)";

constexpr auto insert_letter = "INSERT INTO letter (case_id, seq, name, content, sha256) VALUES ($1, $2, $3, $4, $5)";

constexpr auto insert_attempt = R"sql(
    INSERT INTO attempt (case_id, account, step, second, machine_id, at, checks)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT DO NOTHING
)sql";

Instant instant_from(std::string_view text) {
    Instant moment;
    // Spelled exactly as written: another spelling of the same moment would be another history.
    if (!from_rfc3339(text, moment) || to_rfc3339(moment) != text)
        throw StoreFault{"the history holds a time that cannot be read"};
    return moment;
}

StoredEvent stored_event(CaseId id, const Rows& row) {
    StoredEvent stored;
    auto& event = stored.event;
    event.case_id = id;
    event.seq = row.integer(0);
    event.position = row.integer(1);
    event.machine = row.integer(2);
    event.at = instant_from(row.text(3));
    event.actor = row.integer(4);
    event.duty = row.text(5);
    event.step = row.text(6);
    event.from = row.text(7);
    event.to = row.text(8);
    stored.facts_json = row.text(9);
    event.rule_version = row.text(10);
    event.prev_hash = row.text(11);
    event.hash = row.text(12);
    return stored;
}

}  // namespace

Event event_of(StoredEvent stored) {
    stored.event.facts = facts_with(stored.facts_json, stored.texts);
    return std::move(stored.event);
}

HistoryReading::HistoryReading(sqlite3* connection)
    : events_{connection, events_of_case}, texts_{connection, texts_of_case}, hash_{connection, hash_of_event},
      letters_{connection, letters_of_case}, attempts_{connection, attempts_of_case} {}

void HistoryReading::each(CaseId id, std::int64_t after_seq, const std::function<bool(StoredEvent)>& visit) {
    auto events = events_.query(id, after_seq);
    auto texts = texts_.query(id, after_seq);
    bool text_waits = texts.next();
    while (events.next()) {
        auto stored = stored_event(id, events);
        // Both come in the order of seq. A text of no event is left behind here and found by `verify`.
        while (text_waits && texts.integer(0) < stored.event.seq) text_waits = texts.next();
        for (; text_waits && texts.integer(0) == stored.event.seq; text_waits = texts.next())
            stored.texts.push_back(
                {texts.string(1), texts.string(2), texts.is_null(3) ? std::nullopt : std::optional{texts.string(3)}});
        if (!visit(std::move(stored))) return;
    }
}

std::vector<Event> HistoryReading::events(CaseId id, std::int64_t after_seq) {
    std::vector<Event> events;
    each(id, after_seq, [&](StoredEvent stored) {
        events.push_back(event_of(std::move(stored)));
        return true;
    });
    return events;
}

std::optional<CaseFile> HistoryReading::fold(CaseId id) {
    auto file = empty_case(id);
    each(id, 0, [&](StoredEvent stored) {
        apply(file, event_of(std::move(stored)));
        return true;
    });
    return file.seq == 0 ? std::nullopt : std::optional{std::move(file)};
}

std::string HistoryReading::hash_at(CaseId id, std::int64_t seq) {
    auto rows = hash_.query(id, seq);
    return rows.next() ? rows.string(0) : std::string{};
}

std::vector<FrozenLetter> HistoryReading::letters(CaseId id) {
    std::vector<FrozenLetter> letters;
    for (auto rows = letters_.query(id); rows.next();)
        letters.push_back({rows.string(0), rows.string(1), rows.integer(2), rows.string(3)});
    return letters;
}

std::vector<Attempt> HistoryReading::attempts(CaseId id) {
    std::vector<Attempt> attempts;
    for (auto rows = attempts_.query(id); rows.next();) {
        const auto checks = rows.text(4);
        attempts.push_back({id, rows.integer(0), rows.integer(1), rows.string(2), instant_from(rows.text(3)),
                            checks.empty() ? std::vector<std::string>{} : split(checks, ',')});
    }
    return attempts;
}

HistoryWriting::HistoryWriting(sqlite3* connection)
    : event_{connection, insert_event}, text_{connection, insert_text}, letter_{connection, insert_letter},
      attempt_{connection, insert_attempt} {}

void HistoryWriting::append(const SealedEvent& sealed) {
    const auto& event = sealed.event;
    event_.run(event.case_id, event.seq, event.position, event.machine, to_rfc3339(event.at), event.actor, event.duty,
               event.step, event.from, event.to, sealed.facts_json, event.rule_version, event.prev_hash, event.hash);
    for (const auto& text : sealed.texts) text_.run(event.case_id, event.seq, text.key, text.salt, text.text);
}

void HistoryWriting::keep_letter(CaseId id, const FrozenLetter& letter) {
    letter_.run(id, letter.seq, letter.name, letter.content, letter.sha256);
}

void HistoryWriting::keep_attempt(const Attempt& attempt) {
    const auto second = to_rfc3339(std::chrono::floor<std::chrono::seconds>(attempt.at));
    attempt_.run(attempt.case_id, attempt.account, attempt.step, second, attempt.machine, to_rfc3339(attempt.at),
                 joined(attempt.checks, ","));
}

}  // namespace foerderlauf

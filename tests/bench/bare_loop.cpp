#include "bench/bare_loop.hpp"

#include "base/sha256.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <cmath>

namespace foerderlauf::bench {

namespace {

constexpr auto last_two_events = R"sql(
    SELECT seq, at, duty, step, from_state, to_state, facts, rule_version, actor
    FROM   event WHERE case_id = $1 ORDER BY seq DESC LIMIT 2
)sql";
constexpr auto texts_of_event = "SELECT key, salt, text FROM event_text WHERE case_id = $1 AND seq = $2";
constexpr auto insert_event = "INSERT INTO event VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
constexpr auto insert_text = "INSERT INTO event_text VALUES ($1, $2, $3, $4, $5)";
// The columns the store sets, as it sets them: those a step leaves as they were included.
constexpr auto update_place = R"sql(
    UPDATE case_row
    SET    seq = $1, position = $2, last_hash = $3, last_at = $4, state = $5, since = since, next_due = next_due,
           submitted_on = submitted_on, decided_on = decided_on, served_on = served_on, requested = requested,
           award = award, authority_sees = authority_sees
    WHERE  id = $6
)sql";
constexpr auto update_work = "UPDATE case_row SET owner = $1, clock_due = clock_due, is_final = is_final WHERE id = $2";

void step_once(sqlite3_stmt* statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) throw StoreFault{sqlite3_errmsg(sqlite3_db_handle(statement))};
    sqlite3_reset(statement);
}

void set(sqlite3_stmt* statement, int place, std::string_view value) {
    sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}
void set(sqlite3_stmt* statement, int place, std::int64_t value) { sqlite3_bind_int64(statement, place, value); }

/// Binds the values to $1, $2, … and runs the statement.
template <typename... Values>
void run_with(sqlite3_stmt* statement, const Values&... values) {
    int place = 0;
    (set(statement, ++place, values), ...);
    step_once(statement);
}

}  // namespace

BareLoop::BareLoop(Connection connection, const std::vector<CaseId>& cases, Owner owner)
    : connection_{std::move(connection)}, wal_{connection_.handle()}, owner_{owner} {
    prepare(begin_, "BEGIN IMMEDIATE");
    prepare(commit_, "COMMIT");
    prepare(event_, insert_event);
    prepare(text_, insert_text);
    prepare(place_, update_place);
    prepare(work_, update_work);
    learn(cases.front());
    Statement newest{connection_.handle(), "SELECT seq FROM case_row WHERE id = $1"};
    for (const auto id : cases) {
        auto rows = newest.query(id);
        rows.next();
        cases_.push_back({id, rows.integer(0)});
    }
    Statement last{connection_.handle(), "SELECT coalesce(max(position), 0) FROM event"};
    auto rows = last.query();
    rows.next();
    position_ = rows.integer(0);
}

BareLoop::~BareLoop() {
    for (auto* statement : all_) sqlite3_finalize(statement);
}

void BareLoop::prepare(sqlite3_stmt*& statement, const char* sql) {
    if (sqlite3_prepare_v2(connection_.handle(), sql, -1, &statement, nullptr) != SQLITE_OK) throw StoreFault{sql};
    all_.push_back(statement);
}

void BareLoop::learn(CaseId sample) {
    Statement events{connection_.handle(), last_two_events};
    for (auto rows = events.query(sample); rows.next();) {
        Pattern pattern;
        pattern.seq = rows.integer(0);
        pattern.at = rows.string(1);
        pattern.duty = rows.string(2);
        pattern.step = rows.string(3);
        pattern.from = rows.string(4);
        pattern.to = rows.string(5);
        pattern.facts = rows.string(6);
        pattern.rule_version = rows.string(7);
        pattern.actor = rows.integer(8);
        patterns_.push_back(std::move(pattern));
    }
    Statement texts{connection_.handle(), texts_of_event};
    for (auto& pattern : patterns_)
        for (auto rows = texts.query(sample, pattern.seq); rows.next();)
            pattern.texts.push_back({rows.string(0), rows.string(1), rows.string(2)});
    if (patterns_.size() != 2) throw StoreFault{"the sample case has no two events"};
}

Done BareLoop::run(int group, double seconds, Moment begin) {
    std::uniform_int_distribution<std::size_t> any_case{0, cases_.size() - 1};
    Done done;
    while (Seconds{std::chrono::steady_clock::now() - begin}.count() < seconds) {
        step_once(begin_);
        for (int i = 0; i < group; ++i) append(cases_[any_case(random_)]);
        step_once(commit_);
        done.count += group;
    }
    return done;
}

void BareLoop::append(Case& file) {
    const auto seq = ++file.seq;
    const auto& pattern = patterns_[static_cast<std::size_t>(seq % 2)];
    const auto hash = sha256_hex(pattern.facts);
    ++position_;
    run_with(event_, file.id, seq, position_, pattern.at, pattern.actor, pattern.duty, pattern.step, pattern.from,
             pattern.to, pattern.facts, pattern.rule_version, hash, hash);
    for (const auto& text : pattern.texts) run_with(text_, file.id, seq, text.key, text.salt, text.text);
    run_with(place_, seq, position_, hash, pattern.at, pattern.to, file.id);
    if (owner_ == Owner::Moves) run_with(work_, pattern.to, file.id);
}

Compared in_turns(const Options& options, const WalCount& product_wal, const std::function<Done(Moment)>& product,
                  BareLoop& bare) {
    std::vector<Measured> by_product, by_bare;
    for (int round = 0; round < options.rounds; ++round) {
        by_product.push_back(measured(product, &product_wal));
        const int group = std::max(1, static_cast<int>(std::lround(by_product.back().group)));
        by_bare.push_back(measured([&](Moment begin) { return bare.run(group, options.seconds, begin); }, &bare.wal()));
    }
    return {median(by_product), median(by_bare)};
}

}  // namespace foerderlauf::bench

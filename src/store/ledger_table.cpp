#include "store/ledger_table.hpp"

#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <fmt/format.h>
#include <set>

namespace foerderlauf {

namespace {

constexpr auto all_balances = "SELECT account, amount FROM balance";
constexpr auto all_from_outside = "SELECT line, budget_year, due_year, kind, amount FROM outside";
constexpr auto postings_since = R"sql(
    SELECT amount, from_account, to_account, kind
    FROM   posting
    WHERE  at >= $1
)sql";

// The ledger's own rows and nothing else. `+`: in the order of the table, for an index over the days would have to be sorted.
constexpr auto bookings_of_ledger = R"sql(
    SELECT amount, from_account, to_account, kind, case_id, position, at, machine_id, value_date
    FROM   posting
    WHERE  +at < $1
    ORDER  BY position, n
)sql";

// The same counted anew from the facts that the chain seals: no row of the ledger is looked at. The condition is the one of the
// index `event_with_postings`, so that other events are not read.
constexpr auto events_with_bookings = R"sql(
    SELECT facts, case_id, position, at, machine_id
    FROM   event
    WHERE  instr(facts, '"postings":') > 0 AND at < $1
    ORDER  BY position
)sql";

constexpr auto insert_posting = R"sql(
    INSERT INTO posting (position, n, amount, from_account, to_account, kind, case_id, at, machine_id, value_date)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
)sql";

constexpr auto set_balance = R"sql(
    INSERT INTO balance (account, amount) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET amount = excluded.amount
)sql";

constexpr auto set_outside = R"sql(
    INSERT INTO outside (line, budget_year, due_year, kind, amount) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (line, budget_year, due_year, kind) DO UPDATE SET amount = excluded.amount
)sql";

LedgerAccount account_from(std::string_view text) {
    auto account = parse_ledger_account(text);
    if (!account) throw StoreFault{fmt::format("not a ledger account: {}", text)};
    return std::move(*account);
}

bool is_outside(const LedgerAccount& account) { return account.stage == "outside"; }

Date day_of(std::string_view moment) {
    Instant at;
    if (!from_rfc3339(moment, at)) throw StoreFault{"the ledger holds a time that cannot be read"};
    return berlin_day(at);
}

std::optional<Date> optional_day(std::string_view iso) {
    if (iso.empty()) return {};
    const auto day = parse_date(iso);
    return day ? std::optional{*day} : std::nullopt;
}

/// The facts with their postings, and with nothing else where nothing else is asked for: most of what an event says is long.
/// A quotation mark inside of a text is escaped, so that what looks like the member is the member.
Record facts_of_bookings(std::string_view facts) {
    // Looked for without the mark in front, which stands everywhere: letters are rare.
    constexpr std::string_view postings = "postings\":[", value_date = "value_date\":";
    const auto begin = facts.find(postings);
    const auto end = facts.find(']', begin);
    const bool alone = begin != std::string_view::npos && begin > 0 && facts[begin - 1] == '"' &&
                       end != std::string_view::npos && facts.find(postings, end) == std::string_view::npos &&
                       facts.find(value_date) == std::string_view::npos;
    const auto list = alone ? facts.substr(begin, end + 1 - begin) : std::string_view{};
    if (!alone || list.find('[', postings.size()) != std::string_view::npos) return record_from_json(facts);
    return record_from_json(fmt::format("{{\"{}}}", list));
}

void drop_zeros(Balances& balances) {
    std::erase_if(balances, [](const auto& entry) { return entry.second.is_zero(); });
}

}  // namespace

LedgerReading::LedgerReading(sqlite3* connection)
    : balances_{connection, all_balances}, outside_{connection, all_from_outside}, since_{connection, postings_since},
      kept_bookings_{connection, bookings_of_ledger}, told_bookings_{connection, events_with_bookings} {}

Balances LedgerReading::balances() {
    Balances balances;
    for (auto rows = balances_.query(); rows.next();)
        balances.emplace(account_from(rows.text(0)), Money::cents(rows.integer(1)));
    return balances;
}

Balances LedgerReading::from_outside() {
    Balances sums;
    for (auto rows = outside_.query(); rows.next();)
        sums.emplace(LedgerAccount{rows.string(0), static_cast<int>(rows.integer(1)), static_cast<int>(rows.integer(2)),
                                   rows.string(3)},
                     Money::cents(rows.integer(4)));
    return sums;
}

void LedgerReading::each_since(Instant moment, const std::function<void(const Posting&)>& visit) {
    const auto from = to_rfc3339(moment);
    for (auto rows = since_.query(from); rows.next();)
        visit({Money::cents(rows.integer(0)), account_from(rows.text(1)), account_from(rows.text(2)), rows.string(3)});
}

Balances LedgerReading::balances_before(Instant moment) {
    auto sums = balances();
    each_since(moment, [&](const Posting& posting) {
        if (!is_outside(posting.from)) sums[posting.from] += posting.amount;
        if (!is_outside(posting.to)) sums[posting.to] -= posting.amount;
    });
    drop_zeros(sums);
    return sums;
}

Balances LedgerReading::from_outside_before(Instant moment) {
    Balances since;
    each_since(moment, [&](const Posting& posting) { count_outside(since, posting); });
    auto sums = from_outside();
    for (const auto& [account, amount] : since) sums[account] -= amount;
    drop_zeros(sums);
    return sums;
}

void LedgerReading::each_booking(BookingSource source, Instant before,
                                 const std::function<void(const Booking&)>& visit) {
    if (source == BookingSource::Ledger) each_kept_booking(before, visit);
    else each_told_booking(before, visit);
}

void LedgerReading::each_kept_booking(Instant before, const std::function<void(const Booking&)>& visit) {
    const auto end = to_rfc3339(before);
    std::string at;  // whose day is known: the bookings of an event have the same
    Date day;
    for (auto rows = kept_bookings_.query(end); rows.next();) {
        if (rows.text(6) != at) {
            at = rows.text(6);
            day = day_of(at);
        }
        visit({{Money::cents(rows.integer(0)), account_from(rows.text(1)), account_from(rows.text(2)), rows.string(3)},
               rows.integer(4),
               rows.integer(5),
               rows.integer(7),
               day,
               optional_day(rows.text(8))});
    }
}

void LedgerReading::each_told_booking(Instant before, const std::function<void(const Booking&)>& visit) {
    const auto end = to_rfc3339(before);
    for (auto rows = told_bookings_.query(end); rows.next();) {
        const auto facts = facts_of_bookings(rows.text(0));
        const auto* fields = member(facts, "fields").as_record();
        const auto valued = fields ? optional_day(text_of(*fields, "value_date")) : std::nullopt;
        const auto day = day_of(rows.text(3));
        for (const auto& entry : list_of(facts, "postings")) {
            const auto* posting = entry.as_record();
            if (!posting) throw StoreFault{"the history holds a posting that cannot be read"};
            visit({{Money::cents(integer_of(*posting, "amount_cents")), account_from(text_of(*posting, "from")),
                    account_from(text_of(*posting, "to")), text_of(*posting, "kind")},
                   rows.integer(1),
                   rows.integer(2),
                   rows.integer(4),
                   day,
                   valued});
        }
    }
}

LedgerWriting::LedgerWriting(sqlite3* connection)
    : posting_{connection, insert_posting}, balance_{connection, set_balance}, outside_{connection, set_outside} {}

void LedgerWriting::keep_postings(const Event& event) {
    if (event.facts.postings.empty()) return;
    const auto at = to_rfc3339(event.at);
    const auto told = text_of(event.facts.fields, "value_date");
    const auto value_date = told.empty() ? std::nullopt : std::optional{told};
    std::int64_t n = 0;
    for (const auto& posting : event.facts.postings)
        posting_.run(event.position, ++n, posting.amount.in_cents(), to_text(posting.from), to_text(posting.to),
                     posting.kind, event.case_id, at, event.machine, value_date);
}

void LedgerWriting::keep_balances(const std::vector<Posting>& postings, const Balances& balances,
                                  const Balances& from_outside) {
    std::set<LedgerAccount> touched;
    Balances counted;
    for (const auto& posting : postings) {
        if (!is_outside(posting.from)) touched.insert(posting.from);
        if (!is_outside(posting.to)) touched.insert(posting.to);
        count_outside(counted, posting);
    }
    for (const auto& account : touched) keep_balance(account, balance_of(balances, account));
    for (const auto& [account, change] : counted) keep_from_outside(account, balance_of(from_outside, account));
}

void LedgerWriting::keep_balance(const LedgerAccount& account, Money amount) {
    balance_.run(to_text(account), amount.in_cents());
}

void LedgerWriting::keep_from_outside(const LedgerAccount& account, Money amount) {
    outside_.run(account.line, account.budget_year, account.due_year, account.stage, amount.in_cents());
}

}  // namespace foerderlauf

#include "store/notice_table.hpp"

#include "store/case_query.hpp"
#include "store/fault.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

constexpr int notices_of_page = 500;

constexpr auto notices_of_case = R"sql(
    SELECT seq, signed_on, final_on, in_force, version, funding_object, title, financing_type, line, rate, eligible,
           award, slices
    FROM   notice
    WHERE  case_id = $1
    ORDER  BY seq
)sql";

constexpr auto put_notice = R"sql(
    INSERT INTO notice (case_id, seq, signed_on, final_on, in_force, version, funding_object, title, financing_type,
                        line, rate, eligible, award, slices)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (case_id, seq) DO UPDATE
    SET final_on = excluded.final_on, in_force = excluded.in_force, version = excluded.version,
        funding_object = excluded.funding_object, title = excluded.title
)sql";

std::string slices_text(const std::vector<NoticeSlice>& slices) {
    std::string text;
    for (const auto& slice : slices) {
        if (!text.empty()) text += ' ';
        text += fmt::format("{}:{}", slice.year, slice.amount.in_cents());
    }
    return text;
}

[[noreturn]] void fail() { throw StoreFault{"the table of notices holds what cannot be read"}; }

std::int64_t number_before(std::string_view& text, char end) {
    std::int64_t number = 0;
    const auto* const last = text.data() + text.size();
    const auto [after, fault] = std::from_chars(text.data(), last, number);
    if (fault != std::errc{} || (after != last && *after != end)) fail();
    text.remove_prefix(static_cast<std::size_t>(after - text.data()) + (after == last ? 0 : 1));
    return number;
}

std::vector<NoticeSlice> slices_from(std::string_view text) {
    std::vector<NoticeSlice> slices;
    while (!text.empty()) {
        const auto year = number_before(text, ':');
        slices.push_back({year, Money::cents(number_before(text, ' '))});
    }
    return slices;
}

Date day_from(std::string_view iso) {
    const auto day = parse_date(iso);
    if (!day) fail();
    return *day;
}

std::optional<Date> optional_day(const Rows& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{day_from(row.text(column))};
}

std::optional<Money> optional_money(const Rows& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{Money::cents(row.integer(column))};
}

/// The columns of `notices_of_case`, from there on.
SignedNotice notice_from(const Rows& row, int at) {
    SignedNotice notice;
    notice.seq = row.integer(at);
    notice.signed_on = day_from(row.text(at + 1));
    notice.final_on = optional_day(row, at + 2);
    notice.in_force = row.integer(at + 3) != 0;
    notice.version = row.string(at + 4);
    notice.object = row.string(at + 5);
    notice.title = row.string(at + 6);
    notice.financing_type = row.string(at + 7);
    notice.line = row.string(at + 8);
    if (!row.is_null(at + 9)) notice.rate = Percent{row.integer(at + 9)};
    notice.eligible = optional_money(row, at + 10);
    notice.award = optional_money(row, at + 11);
    notice.slices = slices_from(row.text(at + 12));
    return notice;
}

constexpr int columns_of_notice = 13;

ListedNotice listed_from(const Rows& row) {
    constexpr int at = columns_of_notice;
    ListedNotice listed;
    listed.notice = notice_from(row, 0);
    listed.case_id = row.integer(at);
    listed.position = row.integer(at + 1);
    if (!from_rfc3339(row.text(at + 2), listed.last_at)) fail();
    listed.file_number = row.string(at + 3);
    listed.recipient = row.string(at + 4);
    listed.recipient_name = row.string(at + 5);
    listed.district = row.string(at + 6);
    listed.state = row.string(at + 7);
    listed.submitted_on = optional_day(row, at + 8);
    listed.served_on = optional_day(row, at + 9);
    return listed;
}

/// The notices after that one, at most one page.
ComposedQuery page_of_notices(const NoticeQuery& query, CaseId case_id, std::int64_t seq) {
    ComposedQuery sql;
    sql.add("SELECT n.seq, n.signed_on, n.final_on, n.in_force, n.version, n.funding_object, n.title, "
            "n.financing_type, n.line, n.rate, n.eligible, n.award, n.slices, c.id, c.position, c.last_at, "
            "c.file_number, c.recipient, c.recipient_name, c.district, c.state, c.submitted_on, c.served_on "
            "FROM notice n JOIN case_row c ON c.id = n.case_id "
            "WHERE (n.case_id, n.seq) > (?, ?) AND n.signed_on >= ? AND n.signed_on <= ?",
            case_id, seq, to_iso(query.signed_from), to_iso(query.signed_until));
    add_case_filters(sql, query.cases);
    sql.add(" ORDER BY n.case_id, n.seq LIMIT ?", notices_of_page);
    return sql;
}

}  // namespace

std::function<NoticeWords()> words_by(const CaseFile& file, const Projector& project) {
    return [&] {
        auto row = project(file);
        return NoticeWords{std::move(row.funding_object), std::move(row.title)};
    };
}

NoticeReading::NoticeReading(sqlite3* connection) : of_case_{connection, notices_of_case} {}

std::vector<SignedNotice> NoticeReading::of_case(CaseId id) {
    std::vector<SignedNotice> notices;
    for (auto rows = of_case_.query(id); rows.next();) notices.push_back(notice_from(rows, 0));
    return notices;
}

NoticeWriting::NoticeWriting(sqlite3* connection) : put_{connection, put_notice} {}

void NoticeWriting::keep(CaseId id, const std::vector<SignedNotice>& notices, const std::vector<SignedNotice>& before) {
    const auto iso = [](const std::optional<Date>& day) { return day ? std::optional{to_iso(*day)} : std::nullopt; };
    const auto cents = [](const std::optional<Money>& amount) {
        return amount ? std::optional{amount->in_cents()} : std::nullopt;
    };
    const auto hundredths = [](const std::optional<Percent>& rate) {
        return rate ? std::optional{rate->hundredths} : std::nullopt;
    };
    for (std::size_t i = 0; i < notices.size(); ++i) {
        const auto& notice = notices[i];
        if (i < before.size() && before[i] == notice) continue;
        const auto signed_on = to_iso(notice.signed_on), slices = slices_text(notice.slices);
        const auto final_on = iso(notice.final_on);
        put_.run(id, notice.seq, signed_on, final_on, notice.in_force, notice.version, notice.object, notice.title,
                 notice.financing_type, notice.line, hundredths(notice.rate), cents(notice.eligible),
                 cents(notice.award), slices);
    }
}

bool each_notice(Snapshot& snapshot, const NoticeQuery& query, const std::function<void(const ListedNotice&)>& visit) {
    CaseId case_id = 0;
    std::int64_t seq = 0;
    while (true) {
        const auto composed = page_of_notices(query, case_id, seq);
        Statement* statement = nullptr;
        try {
            statement = &snapshot.kept(composed.sql());
        } catch (const std::logic_error&) { return false; }  // a store without SQL
        std::vector<ListedNotice> page;
        int place = 0;
        for (const auto& value : composed.values())
            std::visit([&](const auto& bound) { statement->bind(++place, bound); }, value);
        for (auto rows = statement->query(); rows.next();) page.push_back(listed_from(rows));
        for (const auto& listed : page) visit(listed);  // it may ask for other statements
        if (page.size() < static_cast<std::size_t>(notices_of_page)) return true;
        case_id = page.back().case_id;
        seq = page.back().notice.seq;
    }
}

}  // namespace foerderlauf

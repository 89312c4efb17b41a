#include "store/message_table.hpp"

#include "store/connection.hpp"
#include "store/fault.hpp"
#include "workflow/messages.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto box_of_case = "SELECT duty, from_applicant, from_authority FROM message_box WHERE case_id = $1";

constexpr auto put_box = R"sql(
    INSERT INTO message_box (case_id, duty, from_applicant, from_authority) VALUES ($1, $2, $3, $4)
    ON CONFLICT (case_id) DO UPDATE
    SET duty = excluded.duty, from_applicant = excluded.from_applicant, from_authority = excluded.from_authority
)sql";

constexpr auto read_until = "SELECT seq FROM message_read WHERE account = $1 AND case_id = $2";

constexpr auto keep_read = R"sql(
    INSERT INTO message_read (account, case_id, seq) VALUES ($1, $2, $3)
    ON CONFLICT (account, case_id) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > message_read.seq
)sql";

constexpr auto unread_of_duty = R"sql(
    SELECT b.case_id, e.at
    FROM   message_box b
    JOIN   case_row c ON c.id = b.case_id
    JOIN   event e ON e.case_id = b.case_id AND e.seq = b.from_applicant
    LEFT   JOIN message_read r ON r.case_id = b.case_id AND r.account = $1
    WHERE  b.from_applicant > b.from_authority AND b.from_applicant > coalesce(r.seq, 0)
    AND    CASE WHEN c.owner IN ('', 'applicant_clerk', 'applicant_signatory') THEN b.duty ELSE c.owner END = $2
    ORDER  BY e.at, b.case_id
    LIMIT  $3
)sql";

}  // namespace

std::optional<MessageBox> message_box(const CaseFile& file) {
    if (file.messages.empty()) return {};
    MessageBox box;
    for (const auto& message : file.messages)
        (is_applicant_duty(message.duty) ? box.from_applicant : box.from_authority) = message.seq;
    box.duty = last_duty_of_authority(file);
    return box;
}

MessageReading::MessageReading(sqlite3* connection) : of_case_{connection, box_of_case} {}

std::optional<MessageBox> MessageReading::of_case(CaseId id) {
    auto rows = of_case_.query(id);
    if (!rows.next()) return {};
    return MessageBox{rows.string(0), rows.integer(1), rows.integer(2)};
}

MessageWriting::MessageWriting(sqlite3* connection) : put_{connection, put_box} {}

void MessageWriting::keep(CaseId id, const std::optional<MessageBox>& box, const std::optional<MessageBox>& before) {
    if (box && box != before) put_.run(id, box->duty, box->from_applicant, box->from_authority);
}

std::int64_t messages_read(Snapshot& snapshot, AccountId account, CaseId id) {
    auto rows = snapshot.kept(read_until).query(account, id);
    return rows.next() ? rows.integer(0) : 0;
}

void keep_messages_read(Poco::Data::Session& session, AccountId account, CaseId id, std::int64_t seq) {
    Statement{handle_of(session), keep_read}.run(account, id, seq);
}

std::vector<CaseId> cases_with_unread_messages(Snapshot& snapshot, AccountId account,
                                               const std::vector<std::string>& duties, int limit) {
    std::vector<std::pair<std::string, CaseId>> found;
    for (const auto& duty : duties)
        for (auto rows = snapshot.kept(unread_of_duty).query(account, duty, limit); rows.next();)
            found.emplace_back(rows.string(1), rows.integer(0));
    std::ranges::sort(found);
    const auto twice = std::ranges::unique(found);
    found.erase(twice.begin(), twice.end());
    std::vector<CaseId> ids;
    for (const auto& [at, id] : found)
        if (ids.size() < static_cast<std::size_t>(limit)) ids.push_back(id);
    return ids;
}

}  // namespace foerderlauf

#include "store/case_query.hpp"

#include "base/text.hpp"
#include "store/search_table.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The text as a pattern that finds it anywhere; `!` escapes.
std::string pattern_for(const std::string& text) {
    std::string pattern = "%";
    for (const char character : folded(text)) {
        if (character == '%' || character == '_' || character == '!') pattern += '!';
        pattern += character;
    }
    return pattern + '%';
}

void add_submitted(ComposedQuery& sql, const Visibility& to) {
    const bool all = std::ranges::find(to.programmes, "*") != to.programmes.end();
    sql.add("(c.authority_sees = 1");
    if (!all) {
        sql.add(" AND c.programme");
        sql.add_in(to.programmes);
    }
    sql.add(")");
}

/// What a reader may see: any one of the reasons, none without a reason.
void add_visibility(ComposedQuery& sql, const Visibility& to) {
    if (to.everything) return;
    sql.add(" AND (");
    bool first = true;
    const auto separate = [&] {
        if (!first) sql.add(" OR ");
        first = false;
    };
    if (!to.programmes.empty()) {
        separate();
        add_submitted(sql, to);
    }
    if (!to.recipients.empty()) {
        separate();
        sql.add("c.id IN (SELECT r.case_id FROM case_reader r WHERE r.recipient");
        sql.add_in(to.recipients);
        sql.add(")");
    }
    if (!to.draft_states.empty()) {
        separate();
        sql.add("c.state");
        sql.add_in(to.draft_states);
    }
    if (first) sql.add("1 = 0");
    sql.add(")");
}

/// Cases that wait for one of these duties themselves, or with a child machine.
void add_owners(ComposedQuery& sql, const std::vector<std::string>& duties) {
    sql.add(" AND (c.owner");
    sql.add_in(duties);
    sql.add(" OR c.id IN (SELECT t.case_id FROM child_task t WHERE t.owner");
    sql.add_in(duties);
    sql.add("))");
}

/// File number, name and title by a part of them, everything else by its words. For a case of one's own body only what its side is
/// told counts; the rest of the query says which cases are seen at all.
void add_text(ComposedQuery& sql, const CaseQuery& query) {
    sql.add(" AND (c.search LIKE ? ESCAPE '!'", pattern_for(query.text));
    const auto words = match_expression(query.text);
    const auto& bodies = query.visibility.recipients;
    if (!words.empty()) {
        sql.add(" OR (c.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)", words);
        if (!bodies.empty()) {
            sql.add(" AND c.id NOT IN (SELECT r.case_id FROM case_reader r WHERE r.recipient");
            sql.add_in(bodies);
            sql.add(")");
        }
        sql.add(")");
        if (!bodies.empty())
            sql.add(" OR c.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?)",
                    "{told} : (" + words + ")");
    }
    sql.add(")");
}

/// Who has it in hand for the duty that holds the case, or for one that holds a child machine.
void add_officer(ComposedQuery& sql, AccountId account) {
    if (account == 0) {
        sql.add(" AND ((c.owner <> '' AND NOT EXISTS (SELECT 1 FROM case_officer o WHERE o.case_id = c.id AND o.duty = "
                "c.owner))"
                " OR EXISTS (SELECT 1 FROM child_task t WHERE t.case_id = c.id AND NOT EXISTS"
                " (SELECT 1 FROM case_officer o WHERE o.case_id = c.id AND o.duty = t.owner)))");
        return;
    }
    sql.add(" AND c.id IN (SELECT o.case_id FROM case_officer o WHERE o.account = ? AND (o.duty = c.owner"
            " OR EXISTS (SELECT 1 FROM child_task t WHERE t.case_id = o.case_id AND t.owner = o.duty)))",
            account);
}

void add_filters(ComposedQuery& sql, const CaseQuery& query) {
    sql.add(" FROM case_row c WHERE c.id > 0");
    add_case_filters(sql, query);
}

}  // namespace

void add_case_filters(ComposedQuery& sql, const CaseQuery& query) {
    add_visibility(sql, query.visibility);
    if (!query.programme.empty()) sql.add(" AND c.programme = ?", query.programme);
    if (!query.state.empty()) sql.add(" AND c.state = ?", query.state);
    if (!query.states.empty()) {
        sql.add(" AND c.state");
        sql.add_in(query.states);
    }
    if (!query.owner.empty()) add_owners(sql, {query.owner});
    if (!query.recipient.empty()) sql.add(" AND c.recipient = ?", query.recipient);
    if (!query.text.empty()) add_text(sql, query);
    if (query.pending) sql.add(" AND c.submitted_on IS NOT NULL AND c.decided_on IS NULL AND c.owner <> ''");
    if (query.open_only) sql.add(" AND c.is_final = 0");
    if (!query.owners.empty()) add_owners(sql, query.owners);
    if (!query.among.empty()) {
        sql.add(" AND c.id");
        sql.add_in(query.among);
    }
    if (query.officer) add_officer(sql, *query.officer);
    if (!query.without.empty()) {
        sql.add(" AND c.id NOT");
        sql.add_in(query.without);
    }
}

void ComposedQuery::append(const char* fragment) {
    for (const char* character = fragment; *character != '\0'; ++character) {
        if (*character == '?') sql_ += '$' + std::to_string(++placed_);
        else sql_ += *character;
    }
}

ComposedQuery page_of_cases(const CaseQuery& query) {
    ComposedQuery sql;
    sql.add(
        "SELECT c.id, c.seq, c.position, c.state, c.owner, c.since, c.clock_due, c.next_due, c.submitted_on, "
        "c.decided_on, c.served_on, c.requested, c.award, c.authority_sees, c.is_final, c.file_number, c.programme, "
        "c.recipient, c.recipient_name, c.district, c.title, c.funding_object");
    add_filters(sql, query);
    switch (query.order) {
        case CaseQuery::Order::Id:
            if (query.after) sql.add(" AND c.id > ?", query.after->second);
            sql.add(" ORDER BY c.id");
            break;
        case CaseQuery::Order::ClockDue:
            if (query.after) sql.add(" AND (c.clock_due, c.id) > (?, ?)", query.after->first, query.after->second);
            sql.add(" ORDER BY c.clock_due, c.id");
            break;
        case CaseQuery::Order::Since:
            if (query.after) sql.add(" AND (c.since, c.id) > (?, ?)", query.after->first, query.after->second);
            sql.add(" ORDER BY c.since, c.id");
            break;
    }
    if (query.limit >= 0) sql.add(" LIMIT ?", query.limit);
    return sql;
}

ComposedQuery count_of_cases(const CaseQuery& query) {
    ComposedQuery sql;
    sql.add("SELECT count(*)");
    add_filters(sql, query);
    return sql;
}

}  // namespace foerderlauf

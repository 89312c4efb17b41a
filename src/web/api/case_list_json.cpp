#include "web/api/case_list_json.hpp"

#include "casework/disclosure.hpp"
#include "casework/past_cases.hpp"
#include "web/api/printing.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr int usual_limit = 50, highest_limit = 200;

/// A page of rows and the id behind which the next one begins.
struct Page {
    std::vector<CaseRow> rows;
    std::optional<CaseId> next;
};

/// Numbers of a query are text; all digits and not too many.
std::optional<std::int64_t> number_in(Members& members, std::string_view name, std::int64_t least, std::int64_t most) {
    const auto text = members.optional_text(name);
    if (!text || text->empty()) return {};
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (fault == std::errc{} && end == text->data() + text->size() && number >= least && number <= most) return number;
    members.refuse(name, {"api.member.number_between", {{"name", name}, {"least", least}, {"most", most}}});
    return {};
}

CaseQuery query_of(const Call& call, Members& members) {
    CaseQuery query;
    query.visibility = call.visibility();
    query.programme = members.optional_text("programme").value_or("");
    query.state = members.optional_text("state").value_or("");
    query.owner = members.optional_text("duty").value_or("");
    query.recipient = members.optional_text("recipient").value_or("");
    query.text = members.optional_text("q").value_or("");
    query.pending = members.optional_text("pending").value_or("") == "true";
    query.limit = static_cast<int>(number_in(members, "limit", 1, highest_limit).value_or(usual_limit));
    if (const auto after = number_in(members, "after", 0, std::numeric_limits<CaseId>::max()))
        query.after = std::pair{std::string{}, *after};
    return query;
}

/// One more than asked for tells whether there is another page. Of a past day rights and filters hold as they were then.
Page page_of(const Call& call, CaseQuery query, std::optional<Date> as_of) {
    Page page;
    const auto limit = static_cast<std::size_t>(query.limit++);
    call.site.store.read([&](Snapshot& snapshot) {
        page.rows = as_of ? cases_as_of(snapshot, call.site.programmes, call.account, query, *as_of)
                          : snapshot.cases(query);
    });
    if (page.rows.size() <= limit) return page;
    page.rows.resize(limit);
    page.next = page.rows.back().id;
    return page;
}

/// The applicant's side is told of no period that is the authority's own planning, today or then.
void tell_dates_as_applicant(const Call& call, std::vector<CaseRow>& rows, std::optional<Date> as_of) {
    call.site.store.read([&](Snapshot& snapshot) {
        for (auto& row : rows) {
            row.next_due.reset();
            const auto file = as_of ? snapshot.case_file_as_of(row.id, *as_of) : snapshot.case_file(row.id);
            if (!file) continue;
            const auto told = told_deadlines(*call.site.programmes.of(file->version), *file, true);
            if (!told.empty()) row.next_due = told.front().due;
        }
    });
}

bool has_conflict(const CaseFile& file, PersonId person) {
    return std::ranges::any_of(file.conflicts,
                               [&](const Conflict& conflict) { return !conflict.lifted && conflict.person == person; });
}

void leave_out_conflicts(const Call& call, std::vector<CaseRow>& rows) {
    call.site.store.read([&](Snapshot& snapshot) {
        std::erase_if(rows, [&](const CaseRow& row) {
            const auto file = snapshot.case_file(row.id);
            return file && has_conflict(*file, call.account.person);
        });
    });
}

/// Open child machines of the case and the duty each waits for.
List tasks_of(const CaseRow& row) {
    List tasks;
    for (const auto& task : row.tasks)
        tasks.emplace_back(Record{{"id", task.id},
                                  {"machine", task.machine},
                                  {"state", task.state},
                                  {"owner", task.owner},
                                  {"owner_since", to_iso(task.since)}});
    return tasks;
}

Record printed_row(const Call& call, const CaseRow& row) {
    const auto definition = call.shown(call.site.programmes.current(row.programme));
    const auto* state = definition ? definition->main().state(row.state) : nullptr;
    const bool has_ags = row.recipient.size() == 8;
    const auto end = call.site.recipients.end_of(row.recipient, call.site.clock.today());
    Record recipient{{"ags", has_ags ? Value{row.recipient} : Value{}},
                     {"ars", has_ags ? Value{} : Value{row.recipient}},
                     {"name", row.recipient_name},
                     {"district", text_or_null(row.district)}};
    if (end) recipient["successor"] = printed_successor(end->successor, end->valid_to);
    return {{"id", row.id},
            {"file_number", text_or_null(row.file_number)},
            {"programme", row.programme},
            {"recipient", std::move(recipient)},
            {"state", row.state},
            {"state_label", state ? state->label : row.state},
            {"public_label", state ? state->public_label : row.state},
            {"owner", text_or_null(row.owner)},
            {"owner_since", to_iso(row.since)},
            {"tasks", tasks_of(row)},
            {"project_title", row.title},
            {"funding_object", text_or_null(row.funding_object)},
            {"submitted_on", iso_or_null(row.submitted_on)},
            {"decided_on", iso_or_null(row.decided_on)},
            {"served_on", iso_or_null(row.served_on)},
            {"clock_due", iso_or_null(row.clock_due)},
            {"next_due", iso_or_null(row.next_due)},
            {"requested_cents", row.requested.in_cents()},
            {"award_cents", row.award.in_cents()},
            {"final", row.final},
            {"seq", row.seq}};
}

}  // namespace

Result<Reply> list_cases(const Call& call) {
    const auto given = call.query();
    Members members{given};
    const auto query = query_of(call, members);
    const auto as_of = members.optional_date("as_of");
    if (auto wrong = members.wrong(); !wrong.empty()) return tl::unexpected{wrong_fields(std::move(wrong))};

    auto page = page_of(call, query, as_of);
    if (!query.owner.empty()) leave_out_conflicts(call, page.rows);
    if (!call.account.of_authority()) tell_dates_as_applicant(call, page.rows, as_of);
    List items;
    for (const auto& row : page.rows) items.emplace_back(printed_row(call, row));
    return json_reply(200,
                      {{"items", std::move(items)}, {"next", page.next ? Value{std::to_string(*page.next)} : Value{}}});
}

}  // namespace foerderlauf

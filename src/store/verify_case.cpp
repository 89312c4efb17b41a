#include "store/verify_case.hpp"

#include "base/sha256.hpp"
#include "store/case_list.hpp"
#include "store/fault.hpp"
#include "store/projection.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

constexpr auto postings_of_event = R"sql(
    SELECT n, amount, from_account, to_account, kind, case_id, at, machine_id, value_date FROM posting WHERE position = $1 ORDER BY n
)sql";

constexpr auto letters_of_event =
    "SELECT name, content, sha256 FROM letter WHERE case_id = $1 AND seq = $2 ORDER BY name";

constexpr auto pdfs_of_event =
    "SELECT name, sha256, content FROM letter_pdf WHERE case_id = $1 AND seq = $2 ORDER BY name";

constexpr auto search_of_case = "SELECT search FROM case_row WHERE id = $1";

bool is_outside(const LedgerAccount& account) { return account.stage == "outside"; }

/// As the projection keeps them: source and reminders stand in the history only.
std::vector<RunningDeadline> as_kept(std::vector<RunningDeadline> firing) {
    for (auto& deadline : firing) {
        deadline.start = {};
        deadline.source.clear();
        deadline.then_remind.clear();
    }
    std::ranges::sort(firing, {}, [](const RunningDeadline& deadline) {
        return std::pair{deadline.machine, deadline.name};
    });
    return firing;
}

}  // namespace

void Recount::count(const Event& event) {
    ++events;
    for (const auto& posting : event.facts.postings) {
        ++postings;
        if (!is_outside(posting.from)) balances[posting.from] -= posting.amount;
        if (!is_outside(posting.to)) balances[posting.to] += posting.amount;
        count_outside(from_outside, posting);
    }
    if (!event.facts.file_number) return;
    if (const auto number = parse_file_number(*event.facts.file_number)) {
        auto& last = file_numbers[{number->prefix, number->year}];
        last = std::max(last, number->number);
    }
}

CaseCheck::CaseCheck(sqlite3* connection, const Projector& project)
    : project_{project}, history_{connection}, cases_{connection}, reminders_{connection}, messages_{connection},
      searched_{connection}, notices_{connection}, postings_{connection, postings_of_event},
      letters_{connection, letters_of_event}, pdfs_{connection, pdfs_of_event}, search_{connection, search_of_case} {}

void CaseCheck::check(CaseId id, std::vector<Difference>& found) {
    ChainCheck chain{id, found};
    auto file = empty_case(id);
    bool whole = true;
    std::vector<SignedNotice> notices;
    TextsAndErasures texts;
    try {
        history_.each(id, 0, [&](const StoredEvent& stored) {
            recount_.texts += static_cast<std::int64_t>(stored.texts.size());
            const auto event = chain.add(stored);
            texts.add(stored);
            if (event) {
                if (const auto erasure = erasure_of(*event)) texts.erased(*erasure);
                check_event(*event, chain, texts);
                apply(file, *event);
                keep_notices(notices, file, *event, words_by(file, project_));
            }
            whole = whole && event;
            return true;
        });
        if (const auto text = texts.standing())
            chain.report("verify.not_erased", {{"key", text->second}, {"event", text->first}});
        if (const auto text = texts.gone())
            chain.report("verify.gone", {{"key", text->second}, {"event", text->first}});
        if (whole) check_projections(file, notices, chain);
    } catch (const std::exception&) { chain.report("verify.unreadable"); }
}

void CaseCheck::check_event(const Event& event, ChainCheck& chain, TextsAndErasures& texts) {
    recount_.count(event);
    check_postings(event, chain);
    check_letters(event, chain, texts);
    check_letter_pdfs(event, chain);
}

void CaseCheck::check_postings(const Event& event, ChainCheck& chain) {
    const auto& expected = event.facts.postings;
    const auto at = to_rfc3339(event.at);
    std::size_t n = 0;
    bool same = true;
    for (auto rows = postings_.query(event.position); rows.next(); ++n) {
        const bool row_same = n < expected.size() && rows.integer(0) == static_cast<std::int64_t>(n) + 1 &&
                              rows.integer(1) == expected[n].amount.in_cents() &&
                              rows.text(2) == to_text(expected[n].from) && rows.text(3) == to_text(expected[n].to) &&
                              rows.text(4) == expected[n].kind && rows.integer(5) == event.case_id &&
                              rows.text(6) == at && rows.integer(7) == event.machine &&
                              rows.text(8) == text_of(event.facts.fields, "value_date");
        same = same && row_same;
    }
    if (!same || n != expected.size()) chain.report("verify.posting", {{"position", event.position}});
}

void CaseCheck::check_letters(const Event& event, ChainCheck& chain, TextsAndErasures& texts) {
    std::set<std::string> kept;
    for (auto rows = letters_.query(event.case_id, event.seq); rows.next();) {
        ++recount_.letters;
        const auto name = rows.string(0);
        const auto* frozen = member(event.facts.letters, name).as_record();
        const auto sha256 = frozen ? text_of(*frozen, "sha256") : std::string{};
        const bool content_same = rows.is_null(1) || sha256_hex(rows.text(1)) == sha256;
        if (rows.text(2) != sha256 || !content_same) chain.report("verify.letter", {{"letter", name}});
        texts.add_letter({event.seq, name}, !rows.is_null(1));
        kept.insert(name);
    }
    for (const auto& [name, frozen] : event.facts.letters)
        if (!kept.contains(name)) chain.report("verify.letter_missing", {{"letter", name}});
}

/// The bytes of a PDF are the ones that were kept; which letter they belong to, the database itself holds (foreign key).
void CaseCheck::check_letter_pdfs(const Event& event, ChainCheck& chain) {
    if (event.facts.letters.empty()) return;
    for (auto rows = pdfs_.query(event.case_id, event.seq); rows.next();)
        if (!rows.is_null(2) && sha256_hex(rows.bytes(2)) != rows.text(1))
            chain.report("verify.letter_pdf", {{"letter", rows.string(0)}});
}

void CaseCheck::check_projections(const CaseFile& file, const std::vector<SignedNotice>& notices, ChainCheck& chain) {
    auto expected = row_of(file, project_);
    const auto words = search_text_of(expected, history_.letters(file.id));
    expected.words.clear();  // rows that are read have none
    expected.untold_letters.clear();
    const auto kept = cases_.row(file.id);
    const auto newest = cases_.newest(file.id);
    const auto deadlines = cases_.firing_deadlines(file.id);
    recount_.deadlines += static_cast<std::int64_t>(deadlines.size());
    const auto reminders = reminders_.of_case(file.id);
    recount_.reminders += static_cast<std::int64_t>(reminders.size());
    const auto messages = messages_.of_case(file.id);
    recount_.messages += messages ? 1 : 0;
    const auto indexed = searched_.of_case(file.id);
    recount_.searched += indexed == SearchText{} ? 0 : 1;
    const auto kept_notices = notices_.of_case(file.id);
    recount_.notices += static_cast<std::int64_t>(kept_notices.size());
    if (!kept || !newest) return chain.report("verify.case_row_missing");
    recount_.readers += static_cast<std::int64_t>(kept->readers.size());
    recount_.tasks += static_cast<std::int64_t>(kept->tasks.size());
    recount_.officers += static_cast<std::int64_t>(kept->officers.size());

    auto search = search_.query(file.id);
    const bool search_same = search.next() && search.text(0) == search_text(expected);
    const bool newest_same = newest->hash == file.last_hash && newest->at == file.last_at;
    if (*kept != expected || !newest_same || !search_same) chain.report("verify.case_row");
    if (deadlines != as_kept(firing_deadlines(file))) chain.report("verify.deadline");
    if (reminders != reminder_rows(file)) chain.report("verify.reminder");
    if (indexed != words) chain.report("verify.search_index");
    if (messages != message_box(file)) chain.report("verify.message_box");
    if (kept_notices != notices) chain.report("verify.notice");
}

}  // namespace foerderlauf

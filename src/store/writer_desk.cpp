#include "store/writer_desk.hpp"

#include "store/erasure.hpp"
#include "store/fault.hpp"
#include "store/projection.hpp"
#include "store/typed_texts.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto remembered_answer = R"sql(
    SELECT body_hash, status, answer, location
    FROM   idempotency
    WHERE  account = $1 AND route = $2 AND key = $3
)sql";

constexpr auto remember_answer = R"sql(
    INSERT INTO idempotency (account, route, key, body_hash, status, answer, location, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (account, route, key) DO UPDATE
    SET body_hash = excluded.body_hash, status = excluded.status, answer = excluded.answer, location = excluded.location,
        at = excluded.at
)sql";

constexpr auto forget_answers = "DELETE FROM idempotency WHERE at < $1";
constexpr auto answers_are_kept = std::chrono::days{30};  // contract § 3
constexpr auto forget_answers_every = std::chrono::hours{1};

constexpr auto all_file_numbers = "SELECT prefix, year, last FROM file_number";

}  // namespace

WriterDesk::WriterDesk(Connection opened, Projector project, std::size_t open_cases)
    : connection_{std::move(opened)}, project_{std::move(project)}, history_{connection_.handle()},
      appending_{connection_.handle()}, ledger_{connection_.handle()}, booking_{connection_.handle()},
      cases_{connection_.handle()}, projecting_{connection_.handle()}, reminding_{connection_.handle()},
      messaging_{connection_.handle()}, searching_{connection_.handle()}, indexing_{connection_.handle()},
      notices_{connection_.handle()}, noticing_{connection_.handle()}, begin_{connection_.handle(), "BEGIN IMMEDIATE"},
      commit_{connection_.handle(), "COMMIT"}, rollback_{connection_.handle(), "ROLLBACK"},
      savepoint_{connection_.handle(), "SAVEPOINT job"}, release_{connection_.handle(), "RELEASE job"},
      undo_{connection_.handle(), "ROLLBACK TO job"}, remembered_{connection_.handle(), remembered_answer},
      remember_{connection_.handle(), remember_answer}, forget_answers_{connection_.handle(), forget_answers},
      file_numbers_{connection_.handle(), all_file_numbers}, open_cases_{open_cases} {
    read_counters();
}

void WriterDesk::begin_group(Size size) {
    group_ = size;
    begin_.run();
}

bool WriterDesk::group_lives() const { return sqlite3_get_autocommit(connection_.handle()) == 0; }

void WriterDesk::keep_attempt(const Attempt& attempt) { appending_.keep_attempt(attempt); }

void WriterDesk::commit_group() {
    commit_.run();
    if (log_holds_erased_) log_holds_erased_ = !empty_log(connection_.handle());
}

void WriterDesk::abandon_group() noexcept {
    if (group_lives()) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    try {
        forget();
    } catch (const std::exception&) {
        // The database cannot even be read: nothing is known any more, and every further group fails at its begin.
        open_cases_.clear();
        counters_ = {};
    }
}

void WriterDesk::forget() {
    open_cases_.clear();
    read_counters();
}

void WriterDesk::read_counters() {
    Counters read;
    read.balances = ledger_.balances();
    read.from_outside = ledger_.from_outside();
    read.last_position = cases_.last_position();
    read.last_id = cases_.last_id();
    for (auto rows = file_numbers_.query(); rows.next();)
        read.file_numbers[{rows.string(0), static_cast<int>(rows.integer(1))}] = rows.integer(2);
    counters_ = std::move(read);
}

std::exception_ptr WriterDesk::run(const Job& job) {
    job_writes_ = false;
    touched_.clear();
    std::exception_ptr fault;
    try {
        job(*this);
        if (job_writes_ && group_ == Size::Many) release_.run();
    } catch (...) {
        fault = std::current_exception();
        undo_job();
    }
    open_cases_.trim();
    return fault;
}

void WriterDesk::undo_job() noexcept {
    if (!job_writes_ || !group_lives()) return;
    try {
        if (group_ == Size::Many) {
            undo_.run();
            release_.run();
        } else {
            rollback_.run();
            begin_.run();
        }
        for (const auto id : touched_) open_cases_.drop(id);
        read_counters();
    } catch (const std::exception&) {
        abandon_group();  // what cannot be undone alone is undone with its group
    }
}

void WriterDesk::begin_writing() {
    if (job_writes_) return;
    if (group_ == Size::Many) savepoint_.run();
    job_writes_ = true;
}

OpenCase* WriterDesk::open(CaseId id) {
    if (auto* known = open_cases_.find(id)) return known;
    auto file = history_.fold(id);
    if (!file) return nullptr;
    OpenCase opened{LentCase{std::move(*file)}, {}, {}, {}, {}, {}, notices_.of_case(id)};
    opened.row = cases_.row(id).value_or(CaseRow{});
    opened.firing = firing_deadlines(opened.file.file());
    opened.reminders = reminder_rows(opened.file.file());
    opened.messages = message_box(opened.file.file());
    opened.search = searching_.of_case(id);
    return &open_cases_.put(id, std::move(opened));
}

const CaseFile* WriterDesk::case_file(CaseId id) {
    const auto* known = open(id);
    return known ? &known->file.file() : nullptr;
}

std::shared_ptr<const CaseFile> WriterDesk::lasting_case_file(CaseId id) {
    const auto* known = open(id);
    return known ? known->file.lend() : nullptr;
}

std::string WriterDesk::next_file_number(const std::string& prefix, int year) {
    const auto last = counters_.file_numbers.find({prefix, year});
    return to_text(FileNumber{prefix, year, last == counters_.file_numbers.end() ? 1 : last->second + 1});
}

void WriterDesk::use_up(const std::string& file_number) {
    const auto number = parse_file_number(file_number);
    if (!number) return;
    auto& last = counters_.file_numbers[{number->prefix, number->year}];
    if (number->number <= last) return;
    last = number->number;
    projecting_.keep_file_number(number->prefix, number->year, last);
}

std::vector<Event> WriterDesk::append(CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters) {
    if (events.empty()) return {};
    begin_writing();
    touched_.insert(id);
    auto* known = open(id);
    const bool is_new = known == nullptr;
    if (is_new) known = &open_cases_.put(id, OpenCase{LentCase{empty_case(id)}, {}, {}, {}, {}, {}, {}});
    auto& file = known->file.changing();
    const auto notices_before = known->notices;

    std::vector<Event> appended;
    std::vector<Posting> booked;
    appended.reserve(events.size());
    for (auto& event : events) {
        auto sealed = seal(std::move(event), file, ++counters_.last_position);
        const auto& facts = sealed.event.facts;
        book_or_throw(counters_.balances, facts.postings);
        for (const auto& posting : facts.postings) count_outside(counters_.from_outside, posting);
        booked.insert(booked.end(), facts.postings.begin(), facts.postings.end());
        appending_.append(sealed);
        booking_.keep_postings(sealed.event);
        if (facts.file_number) use_up(*facts.file_number);
        apply(file, sealed.event);
        keep_notices(known->notices, file, sealed.event, words_by(file, project_));
        appended.push_back(std::move(sealed.event));
    }
    for (const auto& letter : frozen_with(appended, letters)) appending_.keep_letter(id, letter);
    bool erased = false;
    for (const auto& event : appended)
        if (const auto erasure = erasure_of(event)) {
            erase(id, *erasure, *known);
            erased = true;
        }
    if (!booked.empty()) booking_.keep_balances(booked, counters_.balances, counters_.from_outside);

    auto row = row_of(file, project_);
    auto firing = firing_deadlines(file);
    projecting_.keep_row(row, is_new ? nullptr : &known->row, file);
    projecting_.keep_deadlines(id, firing, known->firing);
    auto reminders = reminder_rows(file);
    reminding_.keep(id, reminders, known->reminders);
    auto messages = message_box(file);
    messaging_.keep(id, messages, known->messages);
    auto search = search_text_of(row, file.letters.empty() ? std::vector<FrozenLetter>{} : history_.letters(id));
    indexing_.keep(id, search, known->search);
    if (erased) indexing_.purge();
    known->search = std::move(search);
    noticing_.keep(id, known->notices, notices_before);
    known->row = std::move(row);
    known->firing = std::move(firing);
    known->reminders = std::move(reminders);
    known->messages = std::move(messages);
    counters_.last_id = std::max(counters_.last_id, id);
    return appended;
}

/// File and notices are what the history says without the erased words.
void WriterDesk::erase(CaseId id, const Erasure& erasure, OpenCase& known) {
    erase_texts(connection_.handle(), id, erasure);
    auto& file = known.file.changing();
    file = empty_case(id);
    known.notices.clear();
    history_.each(id, 0, [&](StoredEvent stored) {
        const auto event = event_of(std::move(stored));
        apply(file, event);
        keep_notices(known.notices, file, event, words_by(file, project_));
        return true;
    });
    log_holds_erased_ = true;
}

std::optional<Remembered> WriterDesk::remembered(AccountId account, const std::string& route, const std::string& key) {
    auto rows = remembered_.query(account, route, key);
    if (!rows.next()) return {};
    return Remembered{rows.string(0), static_cast<int>(rows.integer(1)), rows.string(2), rows.string(3)};
}

void WriterDesk::remember(AccountId account, const std::string& route, const std::string& key, const Remembered& answer,
                          Instant at) {
    begin_writing();
    remember_.run(account, route, key, answer.body_hash, answer.status, answer.answer, answer.location, to_rfc3339(at));
    forget_old_answers(at);
}

void WriterDesk::forget_old_answers(Instant now) {
    if (now < answers_forgotten_at_ + forget_answers_every) return;
    forget_answers_.run(to_rfc3339(now - answers_are_kept));
    delete_old_typed_texts(connection_.session(), now);
    answers_forgotten_at_ = now;
}

Poco::Data::Session& WriterDesk::session() {
    begin_writing();  // it may write
    return connection_.session();
}

}  // namespace foerderlauf

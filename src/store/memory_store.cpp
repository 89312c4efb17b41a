#include "store/memory_store.hpp"

#include "store/erasure.hpp"
#include "store/memory_snapshot.hpp"
#include "store/projection.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// Works on the history in place and keeps what it needs to put everything back.
class MemoryTransaction : public Transaction {
public:
    MemoryTransaction(MemoryHistory& history, const Projector& project)
        : history_{history}, project_{project}, balances_{history.balances}, from_outside_{history.from_outside},
          file_numbers_{history.file_numbers}, remembered_{history.remembered}, last_position_{history.last_position} {}

    const CaseFile* case_file(CaseId id) override {
        const auto found = history_.cases.find(id);
        return found == history_.cases.end() ? nullptr : &found->second.file;
    }
    std::shared_ptr<const CaseFile> lasting_case_file(CaseId id) override {
        const auto* file = case_file(id);
        return file ? std::make_shared<const CaseFile>(*file) : nullptr;
    }
    const Balances& balances() override { return history_.balances; }
    CaseId next_case_id() override { return history_.cases.empty() ? 1 : history_.cases.rbegin()->first + 1; }
    std::string next_file_number(const std::string& prefix, int year) override {
        const auto last = history_.file_numbers.find({prefix, year});
        return to_text(FileNumber{prefix, year, last == history_.file_numbers.end() ? 1 : last->second + 1});
    }

    std::vector<Event> append(CaseId id, NewEvents events, const std::vector<FrozenLetter>& letters) override {
        keep_for_rollback(id);
        auto& kept = history_.cases.try_emplace(id, MemoryCase{{}, empty_case(id), {}, {}}).first->second;
        std::vector<Event> appended;
        for (auto& event : events) {
            auto sealed = seal(std::move(event), kept.file, history_.last_position + 1);
            book_or_throw(history_.balances, sealed.event.facts.postings);
            for (const auto& posting : sealed.event.facts.postings) count_outside(history_.from_outside, posting);
            use_up(sealed.event.facts.file_number);
            apply(kept.file, sealed.event);
            ++history_.last_position;
            appended.push_back(sealed.event);
            kept.events.push_back(std::move(sealed));
        }
        if (!appended.empty()) std::ranges::move(frozen_with(appended, letters), std::back_inserter(kept.letters));
        for (const auto& event : appended)
            if (const auto erasure = erasure_of(event)) erase(kept, *erasure);
        kept.row = row_of(kept.file, project_);
        return appended;
    }

    std::optional<Remembered> remembered(AccountId account, const std::string& route, const std::string& key) override {
        const auto found = history_.remembered.find({account, route, key});
        return found == history_.remembered.end() ? std::nullopt : std::optional{found->second};
    }
    void remember(AccountId account, const std::string& route, const std::string& key, const Remembered& answer,
                  Instant) override {
        history_.remembered[{account, route, key}] = answer;
    }
    Poco::Data::Session& session() override { throw std::logic_error{"the store in memory has no SQL session"}; }

    void roll_back() {
        for (auto& [id, before] : touched_) {
            if (before) history_.cases[id] = std::move(*before);
            else history_.cases.erase(id);
        }
        history_.balances = std::move(balances_);
        history_.from_outside = std::move(from_outside_);
        history_.file_numbers = std::move(file_numbers_);
        history_.remembered = std::move(remembered_);
        history_.last_position = last_position_;
    }

private:
    void keep_for_rollback(CaseId id) {
        if (touched_.contains(id)) return;
        const auto found = history_.cases.find(id);
        touched_.emplace(id, found == history_.cases.end() ? std::nullopt : std::optional{found->second});
    }
    /// What `erase_texts` does on disk.
    void erase(MemoryCase& kept, const Erasure& erasure) {
        const auto id = kept.file.id;
        kept.file = empty_case(id);
        for (auto& sealed : kept.events) {
            if (erasure.covers(sealed.event.seq)) {
                for (auto& text : sealed.texts) text.salt.clear(), text.text.clear();
                sealed.event.facts = facts_with(sealed.facts_json, kept_texts(sealed));
            }
            apply(kept.file, sealed.event);
        }
        for (auto& letter : kept.letters)
            if (erasure.covers(letter.seq)) letter.content.clear();
        const auto path = "/api/v1/cases/" + std::to_string(id);
        std::erase_if(history_.remembered, [&](const auto& entry) {
            const auto& [key, answer] = entry;
            const bool is_case = answer.answer.find("\"forms\"") != std::string::npos &&
                                 answer.answer.find("\"id\":" + std::to_string(id) + ",") != std::string::npos;
            return is_case || answer.location == path || answer.location.starts_with(path + "/");
        });
    }
    /// A text without its salt was erased.
    static std::vector<KeptText> kept_texts(const SealedEvent& sealed) {
        std::vector<KeptText> texts;
        for (const auto& text : sealed.texts)
            texts.push_back({text.key, text.salt, text.salt.empty() ? std::nullopt : std::optional{text.text}});
        return texts;
    }
    void use_up(const std::optional<std::string>& file_number) {
        if (!file_number) return;
        if (const auto number = parse_file_number(*file_number)) {
            auto& last = history_.file_numbers[{number->prefix, number->year}];
            last = std::max(last, number->number);
        }
    }

    MemoryHistory& history_;
    const Projector& project_;
    std::map<CaseId, std::optional<MemoryCase>> touched_;
    Balances balances_, from_outside_;
    std::map<std::pair<std::string, int>, std::int64_t> file_numbers_;
    std::map<std::tuple<AccountId, std::string, std::string>, Remembered> remembered_;
    std::int64_t last_position_;
};

Difference difference(const SealedEvent& sealed, std::string key) {
    return {sealed.event.case_id,
            sealed.event.seq,
            {std::move(key), {{"case", sealed.event.case_id}, {"seq", sealed.event.seq}}}};
}

void check_chain(const MemoryCase& kept, std::vector<Difference>& found) {
    std::string before = no_hash;
    std::int64_t seq = 0;
    for (const auto& sealed : kept.events) {
        if (sealed.event.seq != ++seq) found.push_back(difference(sealed, "verify.gap"));
        if (sealed.event.prev_hash != before) found.push_back(difference(sealed, "verify.prev_hash"));
        if (hash_of(sealed.event, sealed.facts_json) != sealed.event.hash)
            found.push_back(difference(sealed, "verify.hash"));
        before = sealed.event.hash;
    }
}

}  // namespace

MemoryStore::MemoryStore(Projector project) : project_{std::move(project)} {}

void MemoryStore::run(const Job& job) {
    const std::lock_guard lock{mutex_};
    MemoryTransaction transaction{history_, project_};
    try {
        job(transaction);
    } catch (...) {
        transaction.roll_back();
        throw;
    }
}

void MemoryStore::read(const std::function<void(Snapshot&)>& reading) {
    const std::lock_guard lock{mutex_};
    MemorySnapshot snapshot{history_};
    reading(snapshot);
}

void MemoryStore::note_attempt(const Attempt& attempt) {
    const std::lock_guard lock{mutex_};
    const auto second = [](const Attempt& noted) { return std::chrono::floor<std::chrono::seconds>(noted.at); };
    const bool known = std::ranges::any_of(history_.attempts, [&](const Attempt& noted) {
        return noted.case_id == attempt.case_id && noted.account == attempt.account && noted.step == attempt.step &&
               second(noted) == second(attempt);
    });
    if (!known) history_.attempts.push_back(attempt);
}

std::vector<Difference> MemoryStore::verify(CaseId id) {
    const std::lock_guard lock{mutex_};
    std::vector<Difference> found;
    Balances counted;
    for (const auto& [case_id, kept] : history_.cases) {
        std::vector<Event> events;
        for (const auto& sealed : kept.events) {
            events.push_back(sealed.event);
            for (const auto& posting : sealed.event.facts.postings) {
                counted[posting.from] -= posting.amount;
                counted[posting.to] += posting.amount;
            }
        }
        if (id >= 0 && id != case_id) continue;
        check_chain(kept, found);
        if (row_of(folded(case_id, events), project_) != kept.row)
            found.push_back({case_id, kept.row.seq, {"verify.case_row", {{"case", case_id}}}});
    }
    std::erase_if(counted, [](const auto& entry) { return entry.first.stage == "outside"; });
    if (counted != history_.balances) found.push_back({0, 0, {"verify.ledger", {}}});
    return found;
}

void MemoryStore::rebuild() {
    const std::lock_guard lock{mutex_};
    std::map<std::int64_t, const Event*> in_order;
    for (auto& [id, kept] : history_.cases) {
        kept.file = empty_case(id);
        for (const auto& sealed : kept.events) {
            apply(kept.file, sealed.event);
            in_order.emplace(sealed.event.position, &sealed.event);
        }
        kept.row = row_of(kept.file, project_);
    }
    history_.balances.clear();
    history_.from_outside.clear();
    for (const auto& [position, event] : in_order) {
        book_or_throw(history_.balances, event->facts.postings);
        for (const auto& posting : event->facts.postings) count_outside(history_.from_outside, posting);
    }
}

}  // namespace foerderlauf

#include "store/seal_check.hpp"

#include "domain/calendar.hpp"
#include "store/event_hash.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto event_at = "SELECT hash, position FROM event WHERE case_id = $1 AND seq = $2";

}  // namespace

void SealCheck::report(std::string key, const Seal& seal, Record values, CaseId id, std::int64_t seq) {
    values.emplace("day", to_iso(seal.day));
    found_.push_back({id, seq, {std::move(key), std::move(values)}});
}

void SealCheck::report_case(std::string key, const Seal& seal, const SealedHead& head) {
    if (named_.insert(head.case_id).second)
        report(std::move(key), seal, {{"case", head.case_id}, {"seq", head.seq}}, head.case_id, head.seq);
}

void SealCheck::check_place(const Seal& seal) {
    if (hash_of(seal) != seal.hash) report("verify.seal_hash", seal);
    if (seal.previous != (last_ ? last_->hash : no_hash)) report("verify.seal_previous", seal);
    if (last_ && seal.day != following_day(last_->day)) report("verify.seal_day", seal, {{"last", to_iso(last_->day)}});
}

void SealCheck::check_heads(const Seal& seal) {
    auto covered = last_ ? last_->position : 0;
    for (const auto& head : seal.heads) {
        auto& sealed = sealed_[head.case_id];
        covered += head.seq - sealed;
        sealed = head.seq;
        const auto event = find_(head.case_id, head.seq);
        if (!event) report_case("verify.seal_cut", seal, head);
        else if (event->hash != head.hash) report_case("verify.seal_head", seal, head);
        else if (event->position > seal.position) report_case("verify.seal_late", seal, head);
    }
    // Positions have no gaps, so a seal that names less than it covers was not made here.
    if (covered != seal.position) report("verify.seal_sum", seal, {{"expected", seal.position}, {"found", covered}});
}

void SealCheck::add(const Seal& seal) {
    check_place(seal);
    check_heads(seal);
    last_ = seal;
    last_->heads.clear();
}

void check_seals(sqlite3* connection, std::vector<Difference>& found) {
    Statement events{connection, event_at};
    SealCheck check{[&](CaseId id, std::int64_t seq) -> std::optional<FoundEvent> {
                        auto rows = events.query(id, seq);
                        return rows.next() ? std::optional{FoundEvent{rows.string(0), rows.integer(1)}} : std::nullopt;
                    },
                    found};
    each_seal(connection, {}, [&](const Seal& seal) { check.add(seal); });
}

std::vector<Difference> compare_seals(const Seal& given, const std::optional<Seal>& here) {
    const Record day{{"day", to_iso(given.day)}};
    if (!here) return {{0, 0, {"verify.given_seal_missing", day}}};
    if (given == *here) return {};
    for (const auto& head : given.heads) {
        const auto same_case = [&](const SealedHead& other) { return other.case_id == head.case_id; };
        const auto other = std::ranges::find_if(here->heads, same_case);
        if (other != here->heads.end() && *other == head) continue;
        return {{head.case_id,
                 head.seq,
                 {"verify.given_seal_head", {{"day", to_iso(given.day)}, {"case", head.case_id}, {"seq", head.seq}}}}};
    }
    return {{0, 0, {"verify.given_seal_differs", day}}};
}

}  // namespace foerderlauf

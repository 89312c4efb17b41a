#include "store/chain_check.hpp"

#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <algorithm>

namespace foerderlauf {

void ChainCheck::report(std::string key, Record values) {
    values.emplace("case", id_);
    values.emplace("seq", seq_);
    found_.push_back({id_, seq_, {std::move(key), std::move(values)}});
}

void ChainCheck::check_place(const Event& event) {
    const auto expected = seq_ + 1;
    seq_ = event.seq;
    if (event.seq != expected) report("verify.gap", {{"expected", expected}});
    if (event.prev_hash != hash_) report("verify.prev_hash");
    if (event.position <= position_) report("verify.position_order", {{"position", event.position}});
    position_ = event.position;
    hash_ = event.hash;
}

void ChainCheck::check_texts(const StoredEvent& stored) {
    const auto commitments = commitments_in(record_from_json(stored.facts_json));
    for (const auto& [path, hash] : commitments) {
        const auto kept = std::ranges::find(stored.texts, path, &KeptText::key);
        if (kept == stored.texts.end()) report("verify.text_missing", {{"key", path}});
        else if (kept->text && commitment(kept->salt, *kept->text) != hash) report("verify.text", {{"key", path}});
    }
    for (const auto& text : stored.texts) {
        const auto same_path = [&](const auto& committed) { return committed.first == text.key; };
        if (std::ranges::none_of(commitments, same_path)) report("verify.text_foreign", {{"key", text.key}});
    }
}

std::optional<Event> ChainCheck::add(const StoredEvent& stored) {
    check_place(stored.event);
    if (hash_of(stored.event, std::string_view{stored.facts_json}) != stored.event.hash) report("verify.hash");
    try {
        check_texts(stored);
        return event_of(stored);
    } catch (const StoreFault&) {
        report("verify.facts");
        return {};
    }
}

}  // namespace foerderlauf

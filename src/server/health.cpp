#include "server/health.hpp"

#include "store/outbox.hpp"
#include "store/seals.hpp"

namespace foerderlauf {

namespace {

constexpr std::int64_t mebibyte = 1024 * 1024;
constexpr std::int64_t enough_room = 1024;  ///< MiB; a full disk stops every step

HealthItem program() { return {"program", {"health.program", {{"version", FOERDERLAUF_VERSION}}}, true}; }

/// A day without its seal shows that the timer stands still.
HealthItem history(House& house) {
    std::int64_t position = 0;
    std::optional<Seal> seal;
    house.store.read([&](Snapshot& snapshot) {
        position = snapshot.last_position();
        seal = newest_seal(snapshot);
    });
    if (!seal) return {"history", {"health.no_seal", {{"position", position}}}, false};
    const bool fresh = plus_days(seal->day, 1) >= house.clock->today();
    return {"history",
            {fresh ? "health.sealed" : "health.seal_late",
             {{"position", position}, {"day", to_iso(seal->day)}, {"hash", seal->hash}}},
            fresh};
}

HealthItem room(const House& house) {
    std::error_code trouble;
    const DataFolder folder{house.config.data};
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(folder.database(), trouble)) / mebibyte;
    const auto space = std::filesystem::space(folder.path(), trouble);
    if (trouble) return {"room", {"health.room_unknown", {}}, false};
    const auto free = static_cast<std::int64_t>(space.available) / mebibyte;
    return {"room",
            {free < enough_room ? "health.room_short" : "health.room", {{"size", size}, {"free", free}}},
            free >= enough_room};
}

HealthItem mails(House& house, bool set_up) {
    OutboxCounts counts;
    house.store.read([&](Snapshot& snapshot) { counts = count_outbox(snapshot.session()); });
    const Record values{{"waiting", counts.waiting}, {"sent", counts.sent}, {"failed", counts.failed}};
    if (!set_up) return {"mails", {"health.mails_off", values}, counts.waiting == 0};
    return {"mails", {"health.mails", values}, counts.failed == 0};
}

HealthItem letters_item(LettersHealth letters) {
    static constexpr const char* keys[] = {"health.letters", "health.letters_off", "health.letters_unsigned"};
    return {"letters", {keys[static_cast<std::size_t>(letters)], {}}, letters == LettersHealth::Made};
}

HealthItem not_in_force(const Message& proposal) { return {"files", proposal, false}; }

}  // namespace

std::vector<HealthItem> health_of(House& house, bool mails_set_up, LettersHealth letters) {
    std::vector<HealthItem> items{program(), history(house), room(house), mails(house, mails_set_up),
                                  letters_item(letters)};
    const auto proposals = house.proposals();
    for (const auto& proposal : proposals) items.push_back(not_in_force(proposal));
    if (proposals.empty()) items.push_back({"files", {"health.files", {}}, true});
    return items;
}

}  // namespace foerderlauf

#include "casework/recipients.hpp"

#include "store/recipients.hpp"

namespace foerderlauf {

std::optional<Recipient> RecipientRegister::find(const std::string& key) const {
    std::optional<Recipient> found;
    store_.read([&](Snapshot& snapshot) { found = find_recipient(snapshot.session(), key); });
    return found;
}

std::vector<Recipient> RecipientRegister::search(const std::string& text, int limit) const {
    std::vector<Recipient> found;
    store_.read([&](Snapshot& snapshot) { found = search_recipients(snapshot.session(), text, limit); });
    return found;
}

std::vector<Recipient> RecipientRegister::members_of(const std::string& association_ars) const {
    std::vector<Recipient> found;
    store_.read([&](Snapshot& snapshot) { found = members_of_association(snapshot.session(), association_ars); });
    return found;
}

std::optional<EndedBody> RecipientRegister::end_of(const std::string& key, Date today) const {
    const std::lock_guard lock{mutex_};
    const auto end = ends_.find(key);
    return end == ends_.end() || end->second.valid_to >= today ? std::nullopt : std::optional{end->second};
}

std::vector<Recipient> RecipientRegister::ended() const {
    std::vector<Recipient> found;
    store_.read([&](Snapshot& snapshot) { found = ended_recipients(snapshot.session()); });
    return found;
}

void RecipientRegister::reread_ends() const {
    std::map<std::string, EndedBody> ends;
    store_.read([&](Snapshot& snapshot) {
        for (const auto& body : ended_recipients(snapshot.session()))
            if (const auto successor = find_recipient(snapshot.session(), body.successor))
                ends.emplace(body.key, EndedBody{*body.valid_to, *successor});
    });
    const std::lock_guard lock{mutex_};
    ends_ = std::move(ends);
}

std::optional<Recipient> RecipientRegister::find(Transaction& transaction, const std::string& key) {
    return find_recipient(transaction.session(), key);
}

NamesOfBodies RecipientRegister::names_of_partners(const CaseFile& file) const {
    NamesOfBodies names;
    for (const auto& partner : file.partners)
        if (const auto body = find(partner.recipient)) names[partner.recipient] = spoken_name(*body);
    return names;
}

}  // namespace foerderlauf

#include "casework/message_thread.hpp"

#include "store/message_table.hpp"
#include "workflow/messages.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

std::int64_t read_until(Store& store, const Account& account, const CaseReading& reading) {
    std::int64_t read = 0;
    store.read([&](Snapshot& snapshot) { read = messages_read(snapshot, account.id, reading.file.id); });
    return read;
}

}  // namespace

std::vector<ReadMessage> messages_of(Store& store, const Account& account, const CaseReading& reading) {
    std::vector<ReadMessage> found;
    if (reading.file.messages.empty()) return found;
    const auto read = read_until(store, account, reading);
    for (const auto& message : reading.file.messages)
        found.push_back({message, !reading.as_of && message.seq > read && message.account != account.id &&
                                      is_addressed(account, *reading.definition, reading.file, message)});
    return found;
}

bool note_messages_read(Store& store, const Account& account, const CaseReading& reading, std::int64_t seq) {
    const auto& messages = reading.file.messages;
    if (messages.empty() || read_until(store, account, reading) >= std::min(seq, messages.back().seq)) return false;
    try {
        store.run([&](Transaction& transaction) {
            keep_messages_read(transaction.session(), account.id, reading.file.id, std::min(seq, messages.back().seq));
        });
    } catch (const QueueFull&) { return false; }
    return true;
}

std::vector<CaseFile> cases_with_messages_for(Snapshot& snapshot, const Programmes& programmes, const Account& account,
                                              int limit) {
    std::set<std::string> duties;
    for (const auto& held : account.duties)
        if (!is_applicant_duty(held.duty)) duties.insert(held.duty);
    std::vector<CaseFile> files;
    for (const auto id : cases_with_unread_messages(snapshot, account.id, {duties.begin(), duties.end()}, limit)) {
        auto file = snapshot.case_file(id);
        const auto newest = file ? std::ranges::find_if(file->messages.rbegin(), file->messages.rend(),
                                                        [](const auto& m) { return is_applicant_duty(m.duty); })
                                 : decltype(file->messages.rbegin()){};
        if (file && newest != file->messages.rend() &&
            is_addressed(account, *programmes.of(file->version), *file, *newest))
            files.push_back(std::move(*file));
    }
    return files;
}

}  // namespace foerderlauf

#pragma once

#include "domain/recipient.hpp"
#include "letters/compose.hpp"
#include "store/store.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// The bodies that may receive grants, as imported. Thread-safe: every call reads a snapshot.
class RecipientRegister {
public:
    explicit RecipientRegister(Store& store) : store_{store} {}
    std::optional<Recipient> find(const std::string& key) const;  ///< AGS or ARS
    /// By part of the name (folded), or by leading digits of AGS or ARS; at most `limit`, by name.
    std::vector<Recipient> search(const std::string& text, int limit = 20) const;
    /// The municipalities of a Verwaltungsgemeinschaft.
    std::vector<Recipient> members_of(const std::string& association_ars) const;
    /// The end of a body that was merged away before `today`, with its successor. Answered from memory, for lists.
    std::optional<EndedBody> end_of(const std::string& key, Date today) const;
    /// The bodies whose end is marked, the earliest end first; a coming end too.
    std::vector<Recipient> ended() const;
    /// Reads the ends again: after they were marked.
    void reread_ends() const;
    /// The same look-up inside a job of the writer.
    static std::optional<Recipient> find(Transaction& transaction, const std::string& key);

    /// What the partners of a case are called, for its letters.
    NamesOfBodies names_of_partners(const CaseFile& file) const;

private:
    Store& store_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, EndedBody> ends_;
};

}  // namespace foerderlauf

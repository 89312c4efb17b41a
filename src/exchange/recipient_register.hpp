#pragma once

#include "domain/recipient.hpp"
#include "store/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace foerderlauf {

/// The bodies of a directory, from whatever format they were read, and the hash of the file they came from.
struct RecipientsFile {
    std::vector<Recipient> rows;  ///< in the order of the file
    std::string sha256;
    std::string name = {};                ///< of the file
    std::vector<int> lines = {};          ///< where each row stands in it
    std::optional<Date> state_date = {};  ///< day the directory describes (Gebietsstand); nothing where it names none
    std::int64_t foreign_rows = 0;        ///< municipalities of other Länder that were passed over
    bool read_as_latin1 = false;          ///< the file was not UTF-8 and could be read in one way only
};

/// One figure or name of a body that a file says otherwise.
struct FieldChange {
    std::string field;  ///< name of the member of Recipient
    std::string from, to;
    bool operator==(const FieldChange&) const = default;
};
struct BodyChange {
    Recipient body;  ///< as the file says
    std::vector<FieldChange> fields;
};

/// What a file changes in the register. Bodies that are no longer in the file are reported and stay: after a merger
/// somebody names their successor, and cases still refer to them.
struct RecipientChanges {
    std::vector<Recipient> added;
    std::vector<BodyChange> changed;
    std::vector<Recipient> missing;  ///< in the register, not in the file, and no end known
    std::vector<Recipient> ended;    ///< in the register with an end; whether the file still has them or not
    std::int64_t unchanged = 0;
    bool nothing_to_do() const { return added.empty() && changed.empty(); }
};
RecipientChanges changes_between(const std::vector<Recipient>& registered, const std::vector<Recipient>& imported);

/// The register of recipients as a job of the writer reads and writes it.
struct RecipientTable {
    std::function<std::vector<Recipient>(Transaction&)> all;
    std::function<void(Transaction&, const std::vector<Recipient>&)> put;  ///< inserts, or replaces by key
};
/// The one of a store with SQL.
RecipientTable recipient_table();

/// Brings the register to what the file says, in one job together with events of the installation's own record: one for each
/// changed body (`recipient_changed`: what from, what to), one for each new body of a register that had some
/// (`recipient_added`), and one that sums up (`recipients_imported`: counts, hash and state of the file). A file that changes
/// nothing writes nothing, no event either. All or nothing; refusals: `recipients_import.lived_twice` (a body that ended
/// before the day the file describes is in it again), `recipients_import.older` (the file is older than the newest one
/// imported). `by` is the account that imports, 0 the system.
Result<RecipientChanges> import_recipients(Store& store, const RecipientTable& table, const RecipientsFile& file,
                                           AccountId by, PersonId person, Instant at);

}  // namespace foerderlauf

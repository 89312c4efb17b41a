#pragma once

#include "domain/load.hpp"
#include "domain/recipient.hpp"
#include "store/store.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// The bodies of a recipients file and the hash of the file they came from.
struct RecipientsFile {
    std::vector<Recipient> rows;  ///< in the order of the file
    std::string sha256;
};

/// Reads the recipients CSV: comma, UTF-8, header by name, columns `level, ags, ars, name, type, district_ags, district_name,
/// association_code, association_name, association_type, seat, population, area_ha, postal_code` in any order.
/// All of it or nothing: every mistake of the file comes back with its line (keys `recipients_csv.…`): columns, keys that are
/// not eight or twelve digits, that do not belong together, lie outside Thüringen or come twice, negative population, bytes
/// that are not UTF-8.
///
/// Source of what the repository ships (config/recipients.csv): GV100AD of the Statistisches Bundesamt (Destatis), as of
/// 31 August 2025; the population of a Landkreis is the sum of its municipalities.
tl::expected<RecipientsFile, std::vector<LoadError>> parse_recipients_csv(std::string_view bytes,
                                                                          const std::string& file_name);

/// What a file changes in the register. Bodies that are no longer in the file are reported and stay: after a merger
/// somebody names their successor, and cases still refer to them.
struct RecipientChanges {
    std::vector<Recipient> added, changed, missing;
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

/// Brings the register to what the file says, in one job together with an event of the installation's own record
/// (`recipients_imported`: counts and hash of the file). A file that changes nothing writes nothing, no event either.
/// `by` is the account that imports, 0 the system.
RecipientChanges import_recipients(Store& store, const RecipientTable& table, const RecipientsFile& file, AccountId by,
                                   PersonId person, Instant at);

}  // namespace foerderlauf

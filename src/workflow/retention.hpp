#pragma once

#include "workflow/engine.hpp"

#include <map>
#include <optional>
#include <string>

namespace foerderlauf {

/// How long records are kept after a case ended (Aufbewahrungsfrist): a setting of the installation (config/retention.yaml).
struct RetentionRule {
    int years = 0;
    std::string source;
    bool unverified = true;  ///< nobody has checked the number against the guideline
    bool operator==(const RetentionRule&) const = default;
};
struct RetentionRules {
    std::optional<RetentionRule> otherwise;  ///< for programmes without a rule of their own
    std::map<std::string, RetentionRule, std::less<>> by_programme;
    /// Null where nothing was set: then nothing of the programme is ever offered or deleted.
    const RetentionRule* rule_for(const std::string& programme) const;
};

/// Where a case stands on its way out of the house: kept, offered to the archive (Anbietung), answered, deleted
/// (Aussonderung). Steps count from the case's last end on: a suit that reopens it begins everything anew.
struct Retention {
    std::optional<Date> ended_on;  ///< day the last of its machines came to rest; absent while one is open
    std::optional<Date> until;     ///< last day it is kept; absent without a rule
    const RetentionRule* rule = nullptr;
    std::optional<Date> offered_on, answered_on, disposed_on;
    std::string answer;  ///< taken_over | no_lasting_value
    std::string archive_reference;
    const Taken* proposal = nullptr;  ///< open proposal of `dispose`, into the case file
    const Taken* erasure = nullptr;   ///< open proposal of `erase`; what it names: `erasure_what`
    std::string erasure_what;         ///< `document/3` | `event/7`
    const Taken* disposal = nullptr;

    bool may_be_offered(Date today) const { return until && today > *until && !offered_on && !disposed_on; }
};
/// Pure; the result points into `file` and `rules`.
Retention retention_of(const Definition& definition, const CaseFile& file, const RetentionRules& rules);

/// Whether the texts of the case were deleted for good. Cheap.
bool is_disposed(const CaseFile& file);
/// Nothing happens in such a case any more: every command is refused with this.
Refusal disposed(const CaseFile& file);
/// A document without a name was erased: no sender's name is ever empty.
bool is_erased(const Document& document);

/// A wish on that way. `given`: `archive_answer` takes `outcome`, `date`, `reference`; `propose_erasure` and `erase` take `what`.
struct RetentionWish {
    std::string step;  ///< offer_to_archive | archive_answer | propose_disposal | dispose | propose_erasure | erase
    Record given;
    std::string reason;  ///< asked for by `propose_erasure` only
};

/// The event of an allowed wish; reads and writes nothing. Who: an admin prepares (offers, notes the answer, proposes), a
/// decider who is another person deletes (docs/decisions/0007). Refusals: NotFound (no such step), NotAllowed, Overtaken, BadInput, Blocked.
/// `values.erased` of a `dispose` or `erase` event tells the store what to delete in the same transaction (store/erasure.hpp).
Result<NewEvents> retain(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const RetentionRules& rules, const Actor& actor, const RetentionWish& wish,
                         std::optional<std::int64_t> seen_seq = {});

/// The documents whose files go with these events.
std::vector<Document> documents_erased_by(const CaseFile& before, const NewEvents& events);

}  // namespace foerderlauf

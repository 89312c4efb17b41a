#pragma once

#include "workflow/account.hpp"
#include "workflow/engine.hpp"

namespace foerderlauf {

/// Characters of the longest message.
constexpr std::size_t longest_message = 10'000;

/// Which duty this person would write to the other side with (Nachricht): clerk or signatory of the body; a duty of the
/// authority that takes steps in this programme, from the submission on; the adviser in the consultation. NotAllowed for
/// everybody else (partners, auditor, finance, administration), Blocked with `not_from_this_state` while the other side does
/// not see the case, or `no_conflict`.
Result<std::string> writing_duty(const Definition& definition, const CaseFile& file, const Actor& actor);

/// The event `write_message`: value `message` {text}, erasable as every free text. It moves nothing, needs no state and may be
/// written into an ended case. As every event it counts on the case's sequence: whoever decides on what was seen before is
/// overtaken by it. Refusals: those of `writing_duty`, then Overtaken, `not_from_this_state`, BadInput (`text`), Blocked.
Result<NewEvents> write_message(const Definition& definition, const CaseFile& file, const Situation& situation,
                                const Actor& actor, const std::string& text, std::optional<std::int64_t> seen_seq = {});

/// The duty with which somebody last acted for the authority (advice apart); empty where nobody did.
std::string last_duty_of_authority(const CaseFile& file);

/// The duty that finds the municipality's messages in its work list: who holds the case; where it is the municipality's turn or
/// the case has ended, who acted last for the authority.
std::string duty_for_messages(const Definition& definition, const CaseFile& file);

/// Whether this account is to read the message: somebody of the other side who may act on it (as a substitute too), and is
/// not excluded or in doubt (§§ 20, 21 VwVfG).
bool is_addressed(const Account& account, const Definition& definition, const CaseFile& file,
                  const CaseMessage& message);

}  // namespace foerderlauf

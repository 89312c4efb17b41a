#pragma once

#include "workflow/case_file.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// A duty somebody holds: `recipient` (AGS or ARS) for duties of applicants, empty for the authority's;
/// `programme` empty means every programme.
struct HeldDuty {
    std::string duty;
    std::string recipient;
    std::string programme;
    AccountId in_place_of = 0;  ///< carried for this account while it is away (Vertretung); 0: one's own
    bool operator==(const HeldDuty&) const = default;
};

/// Who is signed in. A value made by identity; casework asks it what it may do on a case.
struct Account {
    AccountId id = 0;
    PersonId person = 0;
    std::string name;          ///< sign-in name: `fach`
    std::string display_name;  ///< `Frau Hartung`
    std::vector<HeldDuty> duties;

    static Account system() { return {0, 0, "system", "", {{"system", "", ""}}}; }
    bool holds(std::string_view duty) const;  ///< anywhere
    bool of_authority() const;                ///< any duty that is not an applicant's
    std::vector<std::string> bodies() const;  ///< recipients it acts for, each once
};

/// Every duty (Zuständigkeit) an account may hold (contract § 2), applicants' first.
const std::vector<std::string>& known_duties();

/// True for `applicant_clerk`, `applicant_signatory` and `applicant_reader`. The last one nobody is given: whoever represented
/// a body that was merged away has it on that body's cases, and so reads on without acting.
bool is_applicant_duty(std::string_view duty);

/// The duties of an account on one case: an applicant's count where it acts for the recipient or for the association
/// (Verwaltungsgemeinschaft) the recipient belongs to; the authority's where the programme fits. Where the recipient was
/// merged away its successor's people act.
Actor actor_on(const Account& account, const CaseFile& file);

/// The same for a case that is about to be opened.
Actor actor_for(const Account& account, const std::string& programme, const Recipient& recipient);

/// The actor of a partner's answer: its duties for that body.
Actor actor_for_partner(const Account& account, const CaseFile& file, const std::string& recipient);

/// Whose duty this is on the case when the account only carries it as a substitute; 0 when it is its own.
AccountId represented_by(const Account& account, const CaseFile& file, const std::string& duty);

/// Contract § 3, who sees a case: drafts the applicant's side, invited partners, the adviser while in consultation, the
/// auditor; the authority's duties from `submit` on.
bool may_see(const Account& account, const CaseFile& file);

}  // namespace foerderlauf

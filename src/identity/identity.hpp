#pragma once

#include "base/clock.hpp"
#include "domain/texts.hpp"
#include "workflow/account.hpp"
#include "store/saved_lists.hpp"
#include "store/store.hpp"
#include "store/substitutions.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// Somebody who is signed in.
struct SignedIn {
    Account account;
    std::string token;  ///< 256 random bits, hex; only its SHA-256 is stored
    std::string csrf;   ///< synchronizer token of the session
    Instant ends{};     ///< absolute end (10 h); idle for 30 min ends it before
};

/// Who shall carry whose duties, and when.
struct SubstitutionWish {
    std::string account;     ///< sign-in name of whom the duties belong to
    std::string substitute;  ///< sign-in name
    Date from{}, to{};
    std::string reason;
};

enum class SessionKind { Browser, Bearer };

/// A session as its owner sees it among the others.
struct OpenSession {
    std::string key;  ///< names it, and is no token
    SessionKind kind = SessionKind::Browser;
    Instant began{}, seen{};
};

/// What is needed to set up an app for one-time codes.
struct CodeSetup {
    std::string spelled;  ///< the secret, to be typed
    std::string address;  ///< `otpauth://…`, for the QR code
};

/// An account as the administration sees it.
struct AccountEntry {
    Account account;
    bool disabled = false;
    bool with_password = false;  ///< without one it signs in by issued tokens only
    bool with_second_factor = false;
    std::string mail;
};

/// A second factor that is asked for at sign-in.
struct SecondFactor {
    Instant since{};
    std::int64_t recovery_codes = 0;  ///< how many are left
};

/// Accounts, passwords (argon2id, at most two at work at once), duties, sessions and tokens. Thread-safe.
///
/// An unknown name and a wrong password get the same answer in the same time. Failures are counted per account and per
/// client address with back-off; a success clears the account's counter; nobody is locked out for good.
class Identity {
public:
    Identity(Store& store, const Clock& clock);
    ~Identity();

    /// Refusal NotSignedIn (`sign_in.wrong`) or TooMany (`sign_in.too_many`, value `seconds`). An account with a second
    /// factor needs its `code` too, a one-time code or a recovery code: without it NotSignedIn `sign_in.code_needed` with a
    /// `ticket` for `finish_sign_in`, with a wrong one `sign_in.code_wrong`.
    Result<SignedIn> sign_in(const std::string& name, const std::string& password, const std::string& client,
                             SessionKind kind, const std::string& code = {});
    /// The code to a ticket, which proves for five minutes that the password fitted. After that, or after a restart:
    /// NotSignedIn `sign_in.ticket_ended`.
    Result<SignedIn> finish_sign_in(const std::string& ticket, const std::string& code, SessionKind kind);
    /// The session of a token, with duties as they are now; nothing when it ended. Touches it at most once a minute.
    std::optional<SignedIn> session(const std::string& token);
    void sign_out(const std::string& token);
    /// The living sessions of the account, the one seen last first. `key_of` names the one of a token among them.
    std::vector<OpenSession> sessions_of(const Account& account);
    static std::string key_of(const std::string& token);
    /// Ends one of them; NotFound when it is none of the account's (any more).
    Result<void> end_session(const Account& account, const std::string& key);
    void end_other_sessions(const Account& account, const std::string& token);

    /// Administration; each change is an event of the installation's own record, by `by`: the system or an `admin` (a
    /// password is also set by its owner, which ends the sessions of the account). An account without a password signs in
    /// by issued tokens only. Refusals NotAllowed, NotFound, BadInput with the field.
    Result<AccountId> add_account(const Account& by, const std::string& name, const std::string& display_name,
                                  const std::string& password, std::optional<PersonId> person = {});
    Result<void> set_password(const Account& by, const std::string& name, const std::string& password);
    /// One's own password: the present one is asked for and failures count as at sign-in. Ends all sessions of the account.
    /// BadInput with `old_password` or `password`, TooMany.
    Result<void> change_password(const Account& account, const std::string& old_password, const std::string& password);
    Result<void> disable(const Account& by, const std::string& name);  ///< not one's own: BadInput with `name`
    Result<void> enable(const Account& by, const std::string& name);

    /// A second factor by one-time codes. `begin` makes a secret, `confirm` puts it in force by a code of it and gives ten
    /// recovery codes that are shown this once; until then nothing is asked for. `remove` by the owner with the password, or
    /// by an admin for a lost device; it ends the sessions of the account. Each change is an event of the installation's own
    /// record. Refusals BadInput with `code` or `remove_password`, NotAllowed, NotFound.
    Result<CodeSetup> begin_second_factor(const Account& account);
    std::optional<CodeSetup> second_factor_begun(const Account& account);
    Result<std::vector<std::string>> confirm_second_factor(const Account& account, const std::string& code);
    Result<void> remove_second_factor(const Account& by, const std::string& name, const std::string& password);
    std::optional<SecondFactor> second_factor(AccountId account);

    /// Where the account is told by mail; empty erases the address. Set by an admin or by its owner. The event of the
    /// installation's own record says that it was done, not the address.
    Result<void> set_mail(const Account& by, const std::string& name, const std::string& address);
    Result<void> give_duty(const Account& by, const std::string& name, const HeldDuty& duty);
    Result<void> take_duty(const Account& by, const std::string& name, const HeldDuty& duty);
    /// A bearer token for scripts, valid like a session.
    Result<SignedIn> issue_token(const std::string& name);

    /// Vertretung: `substitute` holds the authority's duties of `account` (never `admin`) from `from` to `to`, both included;
    /// granted by the account itself or an admin, each time an event of the installation's own record. An account given out
    /// below and a session carry such duties with `in_place_of`, on these days only. Refusals NotAllowed; BadInput with the
    /// field: for oneself, in a circle, twice, by an applicant, an admin or an auditor, a period that ends before it
    /// begins or begins before today, no reason.
    Result<Substitution> grant_substitution(const Account& by, const SubstitutionWish& wish);
    /// Ends it today, before its last day; by whom the duties belong to, or an admin. NotFound, NotAllowed.
    Result<void> end_substitution(const Account& by, std::int64_t id);
    /// Those the reader is part of; every one for admin and auditor. By number.
    std::vector<Substitution> substitutions(const Account& reader);

    /// Accounts that are not disabled and have an address, with what they carry for others today. Reads on the given session,
    /// so that a job sees what it wrote.
    std::vector<std::pair<Account, std::string>> with_mail(Poco::Data::Session& session);
    /// One of them; nothing when it is disabled or has no address (any more).
    std::optional<std::pair<Account, std::string>> with_mail(AccountId id);

    /// The secret of the account's calendar, 256 random bits in hex: made anew each time, and the one before is void. Only its
    /// SHA-256 is kept.
    std::string renew_calendar(const Account& account);
    void revoke_calendar(const Account& account);
    std::optional<Instant> calendar_made_at(const Account& account);
    /// Whose calendar it is, with duties as they are today; nothing when it was revoked or the account is disabled.
    std::optional<Account> account_of_calendar(const std::string& token);

    /// The language the account chose for its pages; nothing when it never chose.
    void set_language(const Account& account, Language language);
    std::optional<Language> language_of(const Account& account);

    std::optional<Account> account_named(const std::string& name);
    std::optional<Account> account(AccountId id);
    std::vector<Account> accounts();  ///< by name; disabled ones too
    std::vector<AccountEntry> account_entries();
    std::vector<Account> active_accounts();  ///< by name, with what they carry for others today
    /// Work lists the account keeps by name, at most 20; a name taken before is overwritten. BadInput with `name` or `address`.
    Result<void> keep_list(const Account& account, const SavedList& list);
    void drop_list(const Account& account, const std::string& name);
    std::vector<SavedList> lists(const Account& account);
    /// Names for histories; thread-safe, cached.
    std::string name_of(AccountId id);

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

/// Whether a password is good enough to be chosen by a person: 12 characters, not the name (BSI ORP.4.A8, A22). Demo
/// accounts are made without asking. Refusal `account.fields` with the field `password`.
Result<void> check_password(const std::string& password, const std::string& name);

}  // namespace foerderlauf

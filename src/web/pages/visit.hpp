#pragma once

#include "casework/reading.hpp"
#include "identity/throttle.hpp"
#include "web/pages/open_cases.hpp"
#include "web/pages/templates.hpp"
#include "web/pages/words.hpp"
#include "web/language.hpp"
#include "web/site.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace foerderlauf {

/// What all pages share; lives as long as the routes. Thread-safe.
struct PageHouse {
    PageHouse(Site& site, Templates::UnknownKey unknown);
    Site& site;
    Templates templates;
    std::unique_ptr<Throttle> of_codes;     ///< unknown codes of letters, by address
    std::unique_ptr<OpenCases> open_cases;  ///< who has which case open
    std::string style_stamp;  ///< hash of the style sheets and script, for addresses that may be kept for long
    /// In the language the visitor chose.
    Words words(const Request& request) const {
        const auto language = language_of_page(request);
        return {site.installation->texts_in(language), site.clock.today(), language};
    }
};

/// One request of somebody who is signed in.
struct Visit {
    const PageHouse& house;
    const Request& request;
    const SignedIn& who;
    Words words;

    Site& site() const { return house.site; }
    const Account& account() const { return who.account; }
    const Texts& texts() const { return site().installation->texts_in(words.language()); }
    /// The newest version of a programme, and the version a case is pinned to, in the words of the visitor's language.
    std::shared_ptr<const Definition> programme(const std::string& name) const;
    std::shared_ptr<const Definition> pinned(const std::string& version) const;
    /// Whether the pages for staff are shown: wide frame, work list, internal names of states.
    bool as_staff() const { return who.account.of_authority(); }
    /// The envelope of a command of this visitor, with the `seen_seq` the page was rendered from.
    Envelope envelope() const;
};

using PageHandler = std::function<Reply(const Visit&)>;

/// Name of the session's cookie: `__Host-sid` over TLS, `sid` on a loopback address without it.
std::string session_cookie_name(const Request& request);
/// The session the request belongs to, if it is alive.
std::optional<SignedIn> session_of(const PageHouse& house, const Request& request);

/// Whether a form comes from a page of this very server: Sec-Fetch-Site and Origin, whatever the browser sends.
bool from_own_page(const Request& request);
/// Whether a request with this session may change something: its token is in the field `csrf`, and it comes from an own page.
bool may_change(const Request& request, const SignedIn& who);
/// A path of this server to go on with: starts with one slash, no control characters; else `/`.
std::string own_path(const std::string& wanted);
/// The same with the sign-in page allowed.
std::string own_address(const std::string& wanted);

/// Wraps a page: without a session a GET goes to the sign-in page and comes back, a form is kept until then; a POST
/// needs the session's token in its field `csrf` and must come from an own page, else 403. A full queue is a 503.
Handler for_signed_in(const std::shared_ptr<const PageHouse>& house, PageHandler handler);

/// The case id in the address; 404 for what is no number.
Result<CaseId> case_id_of(const Request& request);
/// The case as this visitor reads it now, or as it was at the end of a past day; in the words of the visitor's language.
Result<CaseReading> case_of(const Visit& visit, std::optional<Date> as_of = {});
Result<CaseReading> case_of(const Visit& visit, CaseId id, std::optional<Date> as_of = {});

}  // namespace foerderlauf

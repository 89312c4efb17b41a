#pragma once

#include "casework/reading.hpp"
#include "web/api/members.hpp"
#include "web/language.hpp"
#include "web/site.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A call of the API that was read and whose caller is known.
struct Call {
    Site& site;
    const Request& request;
    Account account;                       ///< nobody on public rows
    std::string token;                     ///< of the session
    Record body;                           ///< of rows that take JSON
    std::optional<std::int64_t> seen_seq;  ///< If-Match
    std::string route;                     ///< method and pattern
    std::string idempotency_key;

    Language language() const { return language_of_api(request); }
    const Texts& texts() const { return site.installation->texts_in(language()); }
    /// A programme in the words of the caller's language, to be shown.
    std::shared_ptr<const Definition> shown(std::shared_ptr<const Definition> german) const {
        return site.shown_in(language(), std::move(german));
    }
    /// The same for one that lives as long as what is made of it.
    std::shared_ptr<const Definition> shown(const Definition& german) const {
        return shown(std::shared_ptr<const Definition>{std::shared_ptr<void>{}, &german});
    }
    Visibility visibility() const { return visibility_of(account, site.programmes); }
    /// The envelope of a command whose content is the body, or these bytes (a multipart upload has none).
    Envelope envelope() const;
    Envelope envelope(const std::string& content) const;
    /// The number in the address, or NotFound: what is no number names nothing.
    Result<std::int64_t> number(std::string_view place) const;
    /// The query's pairs as members; of a name that comes twice the last counts, an empty one is none.
    Record query() const;
};

/// What a row takes in.
enum class Takes {
    Nothing,
    Json,           ///< an object; an empty body is not readable
    JsonOrNothing,  ///< an empty body counts as `{}`
    Form,           ///< multipart/form-data
};
enum class Access { SignedIn, Public };

/// A row of the API: route, what it takes and answers. `/openapi.json` is made of these rows, so it cannot differ from them.
struct ApiRow {
    std::string method;
    std::string pattern;
    std::string summary;  ///< English, for openapi.json
    Takes takes = Takes::Nothing;
    std::vector<int> success = {200};
    std::string answer_schema;  ///< name in openapi's schemas; empty: no JSON body
    std::function<Result<Reply>(const Call&)> answer;
    Access access = Access::SignedIn;
    std::vector<std::string> query = {};  ///< names of the query's members
    std::string body_schema = {};
    std::size_t body_cap = default_body_cap;
};

/// Reads, asks who is calling, answers; refusals become problems in the order of contract § 3: 400, 401, then the row's own.
Handler handler_of(Site& site, const ApiRow& row);

/// Whether two secrets are the same, in a time that does not depend on where they differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace foerderlauf

#pragma once

#include "domain/texts.hpp"
#include "web/front/http.hpp"

namespace foerderlauf {

/// A refusal as application/problem+json (RFC 9457): type (`urn:foerderlauf:problem:` and the message's key), title, status,
/// detail, and where they apply `blockers` and `fields`. `more` adds members (`seq` and `since` of a 412).
/// 401 carries WWW-Authenticate, 429 Retry-After.
Reply problem_reply(const Refusal& refusal, const Texts& texts, const Record& more = {});
/// The same for a status that no refusal has (400, 413, 415, 503).
Reply problem_reply(int status, const Message& message, const Texts& texts, const Record& more = {});

/// `[{check, source, message, values}]` and `{name: message}`.
List printed_blockers(const std::vector<Blocker>& blockers, const Texts& texts);
Record printed_fields(const std::map<std::string, Message>& fields, const Texts& texts);

}  // namespace foerderlauf

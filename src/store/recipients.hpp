#pragma once

#include "domain/recipient.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// The bodies that may receive grants, as they were imported from the official directory.
namespace foerderlauf {

/// By AGS or ARS.
std::optional<Recipient> find_recipient(Poco::Data::Session& session, const std::string& key);
/// By part of the name (folded), or by leading digits of AGS or ARS; at most `limit`, by name.
std::vector<Recipient> search_recipients(Poco::Data::Session& session, const std::string& text, int limit);
/// The municipalities of a Verwaltungsgemeinschaft, by name.
std::vector<Recipient> members_of_association(Poco::Data::Session& session, const std::string& association_ars);
/// The bodies whose end is known, the earliest end first; a coming end too.
std::vector<Recipient> ended_recipients(Poco::Data::Session& session);
/// Cases in which the body is applicant or partner, or was.
std::vector<std::int64_t> cases_read_by(Poco::Data::Session& session, const std::string& key);
/// Adds a body, or brings the one with its key to what is given; its validity and its successor stay as they are.
/// Inside a job.
void put_recipient(Poco::Data::Session& session, const Recipient& recipient);
/// Gives a body its last day and its successor's key. Inside a job.
void end_recipient(Poco::Data::Session& session, const std::string& key, Date valid_to, const std::string& successor);

}  // namespace foerderlauf

#pragma once

#include "domain/event.hpp"

#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// Work lists an account keeps by name; no part of any case.
namespace foerderlauf {

struct SavedList {
    std::string name;
    std::string address;  ///< `/worklist?state=hearing&order=since`
    bool operator==(const SavedList&) const = default;
};

void keep_list(Poco::Data::Session& session, AccountId account, const SavedList& list);  ///< the name's newest counts
void delete_list(Poco::Data::Session& session, AccountId account, const std::string& name);
std::vector<SavedList> lists_of(Poco::Data::Session& session, AccountId account);  ///< by name

}  // namespace foerderlauf

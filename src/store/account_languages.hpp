#pragma once

#include "domain/event.hpp"
#include "domain/texts.hpp"

#include <optional>

namespace Poco::Data {
class Session;
}

// The language each account chose for its pages.
namespace foerderlauf {

void keep_language(Poco::Data::Session& session, AccountId account, Language language);
std::optional<Language> language_of_account(Poco::Data::Session& session, AccountId account);

}  // namespace foerderlauf

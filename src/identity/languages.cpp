#include "identity/inner.hpp"
#include "store/account_languages.hpp"

namespace foerderlauf {

void Identity::set_language(const Account& account, Language language) {
    inner_->store.run([&](Transaction& transaction) { keep_language(transaction.session(), account.id, language); });
}

std::optional<Language> Identity::language_of(const Account& account) {
    std::optional<Language> language;
    inner_->store.read([&](Snapshot& snapshot) { language = language_of_account(snapshot.session(), account.id); });
    return language;
}

}  // namespace foerderlauf

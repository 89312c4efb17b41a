#include "store/account_languages.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

constexpr auto keep = R"sql(
    INSERT INTO account_language (account, language) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET language = excluded.language
)sql";
constexpr auto kept = "SELECT language FROM account_language WHERE account = $1";

}  // namespace

void keep_language(Poco::Data::Session& session, AccountId account, Language language) {
    Statement{handle_of(session), keep}.run(account, std::string{code_of(language)});
}

std::optional<Language> language_of_account(Poco::Data::Session& session, AccountId account) {
    Statement statement{handle_of(session), kept};
    auto rows = statement.query(account);
    return rows.next() ? language_of_code(rows.text(0)) : std::nullopt;
}

}  // namespace foerderlauf

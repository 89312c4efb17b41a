#include "store/saved_lists.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto keep = R"sql(
    INSERT INTO saved_list (account, name, address) VALUES ($1, $2, $3)
    ON CONFLICT (account, name) DO UPDATE SET address = excluded.address
)sql";
constexpr auto remove = "DELETE FROM saved_list WHERE account = $1 AND name = $2";
constexpr auto all_of_account = "SELECT name, address FROM saved_list WHERE account = $1 ORDER BY name";

}  // namespace

void keep_list(Session& session, AccountId account, const SavedList& list) {
    Statement{handle_of(session), keep}.run(account, list.name, list.address);
}

void delete_list(Session& session, AccountId account, const std::string& name) {
    Statement{handle_of(session), remove}.run(account, name);
}

std::vector<SavedList> lists_of(Session& session, AccountId account) {
    Statement statement{handle_of(session), all_of_account};
    std::vector<SavedList> lists;
    for (auto rows = statement.query(account); rows.next();) lists.push_back({rows.string(0), rows.string(1)});
    return lists;
}

}  // namespace foerderlauf

// Work lists an account keeps for itself.
#include "base/text.hpp"
#include "identity/inner.hpp"
#include "store/saved_lists.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t most_lists = 20;
constexpr std::size_t longest_name = 60;       ///< bytes
constexpr std::size_t longest_address = 2000;  ///< bytes

}  // namespace

Result<void> Identity::keep_list(const Account& account, const SavedList& list) {
    const auto name = std::string{trimmed(list.name)};
    if (name.empty() || name.size() > longest_name) return wrong_field("name", {"account.list_name", {}});
    if (!list.address.starts_with("/worklist") || list.address.size() > longest_address)
        return wrong_field("address", {"account.list_address", {}});
    bool full = false;
    inner_->store.run([&](Transaction& transaction) {
        const auto known = lists_of(transaction.session(), account.id);
        full = known.size() >= most_lists && std::ranges::find(known, name, &SavedList::name) == known.end();
        if (!full) foerderlauf::keep_list(transaction.session(), account.id, {name, list.address});
    });
    if (full) return wrong_field("name", {"account.too_many_lists", {{"most", static_cast<std::int64_t>(most_lists)}}});
    return {};
}

void Identity::drop_list(const Account& account, const std::string& name) {
    inner_->store.run([&](Transaction& transaction) { delete_list(transaction.session(), account.id, name); });
}

std::vector<SavedList> Identity::lists(const Account& account) {
    std::vector<SavedList> lists;
    inner_->store.read([&](Snapshot& snapshot) { lists = lists_of(snapshot.session(), account.id); });
    return lists;
}

}  // namespace foerderlauf
